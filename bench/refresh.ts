/**
 * A day of 100,000 connections whose tokens last an hour, on a virtual clock: the real rules and the real renewal, over a
 * ledger in memory that counts what a store would write, against a token endpoint that fails now and then. And what the step
 * "refresh if due" costs a warm call, for a static credential and for an OAuth one side by side.
 *
 *     node --expose-gc bench/refresh.ts [--connections 100000] [--hours 24]
 */
import { parseArgs } from 'node:util';
import type { Failed } from '../server/src/broker/oauth/refresh/failure-rules.ts';
import {
  type OpenedGrant,
  type Redeemed,
  type RedeemParts,
  redeem,
} from '../server/src/broker/oauth/refresh/redeem.ts';
import { ServerDoubts } from '../server/src/broker/oauth/refresh/server-doubts.ts';
import { TokenKeeper } from '../server/src/broker/oauth/refresh/token-keeper.ts';
import { withGoodToken } from '../server/src/broker/oauth/refresh/with-good-token.ts';
import type { Connection } from '../server/src/domain/connection.ts';
import type { Credential } from '../server/src/domain/credential.ts';
import { type TokenLife, tokenLifeOf } from '../server/src/domain/token-life.ts';

const { values: options } = parseArgs({
  options: { connections: { type: 'string', default: '100000' }, hours: { type: 'string', default: '24' } },
});
const [CONNECTIONS, HOURS] = [Number(options.connections), Number(options.hours)];
const LIFE_MS = 3_600_000;
/** Of the renewals: answered 503; nobody knows. */
const [TRANSIENT, UNKNOWN] = [0.01, 0.000_01];

let now = 1_800_000_000_000;
const FIRST = now;
/** Deterministic, so that two runs say the same. */
let seed = 1;
const random = (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

interface Held {
  connection: Connection;
  credential: Credential;
}

function heldOf(index: number): Held {
  const name = { organisationId: 'org_a', credentialId: `cred_${index}` };
  // Given at some time of the hour before.
  const obtainedAt = now - Math.floor(random() * LIFE_MS);
  const connection: Connection = {
    ...{ ...name, configurationId: 'oac_a', grant: 'authorization_code', failures: 0 },
    ...{ obtainedAt, accessExpiresAt: obtainedAt + LIFE_MS },
  };
  const credential: Credential = {
    ...{
      organisationId: 'org_a',
      id: name.credentialId,
      solutionId: '',
      key: `crm-${index}`,
      labels: {},
      type: 'OAuth2',
    },
    ...{ fields: {}, secrets: { accessToken: 1, refreshToken: 1 }, status: 'valid', errors: [], version: 1 },
    verification: { verdict: 'unverified', steps: [] },
    ...{ createdAt: 0, createdBy: 'tok_a', updatedAt: 0, updatedBy: 'tok_a' },
  };
  return { connection, credential };
}

const held = Array.from({ length: CONNECTIONS }, (_, index) => heldOf(index));
const counts = { transactions: 0, rows: 0, asked: 0 };
const outcomes: Partial<Record<Redeemed['kind'], number>> = {};

class Refused extends Error {
  readonly failed: Failed;

  constructor(outcome: Failed['outcome']) {
    super(outcome);
    this.failed = { code: 'oauth/unavailable', outcome, retryAfterMs: undefined };
  }
}

const doubts = new ServerDoubts(() => now);

function partsOf(one: Held): RedeemParts<object, true> {
  return {
    ledger: {
      async settle(_name, judge) {
        counts.transactions += 1;
        const settlement = judge({ ...one, now });
        if (settlement.connection) {
          one.connection = settlement.connection;
          counts.rows += 1;
        }
        if (settlement.record) {
          one.credential = { ...one.credential, ...settlement.record };
          // The record, two rows of material made and two destroyed, the change; a witness each.
          counts.rows += settlement.audit ? 4 : 8;
        }
        return settlement.result;
      },
      renewLease: async () => true,
    },
    open: async (): Promise<OpenedGrant<object, true>> => ({
      secrets: one.credential.secrets,
      ...{ rotates: true, server: 'login.example' },
      async ask() {
        counts.asked += 1;
        const fate = random();
        if (fate < UNKNOWN) throw new Refused('unknown');
        if (fate < TRANSIENT) throw new Refused('none');
        return {};
      },
      async seal() {
        const version = one.credential.secrets.accessToken! + 1;
        const secrets = { accessToken: version, refreshToken: version };
        const ends = { obtainedAt: now, accessExpiresAt: now + LIFE_MS, keepAliveAt: now + 7 * 86_400_000 };
        return { tokens: { secrets, scope: undefined, ...ends }, sealed: true };
      },
    }),
    failureOf: (error) => (error as Refused).failed,
    ...{ clock: () => now, random, termMs: 15_000, commitForMs: 900_000, onError: () => undefined },
    ...{ doubts, behind: () => undefined },
    // Nobody waits for the lease to be renewed, and nothing fails that would be tried again.
    sleep: (_ms, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve())),
  };
}

/** When it is looked at next: by the next of its callers, who come all the time. */
function nextLook({ connection, credential }: Held): number | undefined {
  if (credential.status !== 'valid') return undefined;
  const { dueAt } = tokenLifeOf(connection, credential.secrets);
  return Math.max(dueAt, connection.retryAt ?? 0, connection.redeeming === undefined ? 0 : connection.accessExpiresAt!);
}

async function runDay(): Promise<void> {
  const seconds = HOURS * 3_600;
  const agenda: Held[][] = Array.from({ length: seconds + 1 }, () => []);
  const put = (one: Held): void => {
    const at = nextLook(one);
    if (at === undefined) return;
    const second = Math.max(Math.ceil((at - FIRST) / 1_000), Math.floor((now - FIRST) / 1_000) + 1);
    agenda[second]?.push(one);
  };
  for (const one of held) put(one);
  for (let second = 0; second <= seconds; second++) {
    now = FIRST + second * 1_000;
    for (const one of agenda[second]!) {
      const name = { organisationId: 'org_a', credentialId: one.credential.id };
      const { kind } = await redeem(partsOf(one), name, 'due');
      outcomes[kind] = (outcomes[kind] ?? 0) + 1;
      put(one);
    }
    agenda[second] = [];
  }
}

/** Nanoseconds a call, the best of some rounds. */
function nanoseconds(work: () => unknown): number {
  const CALLS = 2_000_000;
  let best = Infinity;
  for (let round = 0; round < 7; round++) {
    const before = process.hrtime.bigint();
    for (let call = 0; call < CALLS; call++) work();
    best = Math.min(best, Number(process.hrtime.bigint() - before) / CALLS);
  }
  return best;
}

function warmCost(): { readonly static: number; readonly oauth: number } {
  const never = () => Promise.reject(new Error('not measured'));
  const keeper = new TokenKeeper({
    ...{ clock: () => Date.now(), redeem: never, isReplaced: never, postpone: never, changeOf: never },
    ...{ forget: () => undefined, waitMs: 0, onError: () => undefined },
  });
  const at = Date.now();
  const life: TokenLife = tokenLifeOf(
    { ...held[0]!.connection, obtainedAt: at, accessExpiresAt: at + LIFE_MS },
    {
      accessToken: 1,
      refreshToken: 1,
    },
  );
  const step = (token: TokenLife | undefined) => {
    const found = { opened: { token } };
    return () => withGoodToken(keeper, { found, lifeOf: ({ opened }) => opened.token, again: () => found });
  };
  return { static: nanoseconds(step(undefined)), oauth: nanoseconds(step(life)) };
}

globalThis.gc?.();
const memory = process.memoryUsage().heapUsed;
const startedAt = performance.now();
await runDay();
const seconds = (performance.now() - startedAt) / 1_000;
globalThis.gc?.();
const grown = process.memoryUsage().heapUsed - memory;
const dead = held.filter(({ credential }) => credential.status === 'reconnect_required').length;
const renewed = outcomes.renewed ?? 0;
process.stdout.write(
  `${CONNECTIONS} connections, ${HOURS} h: ${JSON.stringify(outcomes)}, ${dead} to be connected again\n`,
);
process.stdout.write(
  `token requests ${counts.asked}, ${(counts.asked / CONNECTIONS / HOURS).toFixed(2)} a connection and hour\n`,
);
process.stdout.write(`transactions ${counts.transactions}, ${(counts.transactions / renewed).toFixed(2)} a renewal\n`);
process.stdout.write(`rows written ${counts.rows}, ${(counts.rows / renewed).toFixed(2)} a renewal\n`);
process.stdout.write(`${seconds.toFixed(0)} s, ${((seconds * 1e6) / counts.asked).toFixed(0)} µs a renewal\n`);
process.stdout.write(
  `memory ${(process.memoryUsage().heapUsed / 2 ** 20).toFixed(0)} MiB, grown by ${(grown / 2 ** 20).toFixed(1)} MiB\n`,
);
const warm = warmCost();
process.stdout.write(`refresh if due, warm: static ${warm.static.toFixed(1)} ns, OAuth ${warm.oauth.toFixed(1)} ns\n`);
