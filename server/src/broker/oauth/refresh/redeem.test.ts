/**
 * Two nodes against one ledger and one strict authorization server, on a clock of our own, in whatever order a hostile
 * scheduler likes: stalls, crashes, a store that goes away, answers that are lost or come late.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Connection } from '../../../domain/connection.ts';
import type { Credential } from '../../../domain/credential.ts';
import { dueAtOf, endsAtOf } from '../../../domain/token-life.ts';
import type { ConnectionName, LockedConnection } from '../../../store/connections.ts';
import type { Failed } from './failure-rules.ts';
import { type Ledger, type OpenedGrant, type RedeemParts, redeem } from './redeem.ts';
import type { RefreshReason, Settlement } from './rules.ts';
import { ServerDoubts } from './server-doubts.ts';

const NAME: ConnectionName = { organisationId: 'org_a', credentialId: 'cred_a' };
const LIFE_MS = 100_000;
const TERM_MS = 1_000;

/** Time that passes only when everybody waits for it. */
class VirtualTime {
  now = 1_000_000;
  readonly #timers: { readonly at: number; readonly wake: () => void }[] = [];

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = { at: this.now + ms, wake: resolve };
      this.#timers.push(timer);
      signal?.addEventListener('abort', () => {
        const at = this.#timers.indexOf(timer);
        if (at >= 0) this.#timers.splice(at, 1);
        resolve();
      });
    });
  }

  get isIdle(): boolean {
    return this.#timers.length === 0;
  }

  /** To the next thing that somebody waits for. */
  advance(): void {
    this.#timers.sort((one, other) => one.at - other.at);
    const next = this.#timers.shift();
    if (!next) return;
    this.now = Math.max(this.now, next.at);
    next.wake();
  }
}

/** One refresh token is good once; its second use revokes the grant, as `oidc-provider` does. */
class StrictServer {
  readonly rotates: boolean;
  readonly sent: string[] = [];
  current = 'r1';
  access = 'a1';
  isRevoked = false;
  #count = 1;

  constructor(rotates: boolean) {
    this.rotates = rotates;
  }

  redeem(token: string): { readonly access: string; readonly refresh: string } | 'invalid_grant' {
    this.sent.push(token);
    if (this.isRevoked || token !== this.current) {
      this.isRevoked = this.isRevoked || this.rotates;
      return 'invalid_grant';
    }
    this.#count += 1;
    this.access = `a${this.#count}`;
    if (this.rotates) this.current = `r${this.#count}`;
    return { access: this.access, refresh: this.current };
  }
}

/** What the scheduler decides of one request. */
interface Fate {
  /** Before the request gets there, and on the way back. */
  readonly thereMs: number;
  readonly backMs: number;
  /** `stall`: the node sleeps, as with SIGSTOP; `die`: it does nothing ever again. */
  readonly kind: 'answer' | 'unsent' | 'no-answer' | 'refused-for-now' | 'stall' | 'die';
  readonly stallMs: number;
}

class TokenLost extends Error {
  readonly failed: Failed;

  constructor(outcome: Failed['outcome']) {
    super(outcome);
    this.failed = { code: 'oauth/unavailable', outcome, retryAfterMs: undefined };
  }
}

interface Pair {
  readonly access: string;
  readonly refresh: string;
}

class World {
  readonly time = new VirtualTime();
  readonly server: StrictServer;
  readonly rotates: boolean;
  connection: Connection;
  credential: Credential;
  /** By version of the material. */
  readonly tokens = new Map<number, Pair>([[1, { access: 'a1', refresh: 'r1' }]]);
  /** How often the store fails; each before or after its commit. */
  failures: ('before' | 'after')[];
  readonly fates: Fate[];
  readonly recovered: string[] = [];
  readonly doubts = new ServerDoubts(() => this.time.now);
  /** What goes on behind those who ask. */
  readonly behind: Promise<void>[] = [];

  constructor({
    rotates,
    fates,
    failures,
  }: { rotates: boolean; fates: readonly Fate[]; failures: ('before' | 'after')[] }) {
    this.rotates = rotates;
    this.server = new StrictServer(rotates);
    this.fates = [...fates];
    this.failures = [...failures];
    const obtainedAt = this.time.now - LIFE_MS;
    this.connection = {
      ...{ ...NAME, configurationId: 'oac_a', grant: 'authorization_code', failures: 0 },
      ...{ obtainedAt, accessExpiresAt: this.time.now + LIFE_MS / 20 },
    };
    this.credential = {
      ...{ organisationId: 'org_a', id: 'cred_a', solutionId: '', key: 'crm', labels: {}, type: 'OAuth2', fields: {} },
      ...{ secrets: { accessToken: 1, refreshToken: 1 }, status: 'valid', errors: [], version: 1 },
      verification: { verdict: 'unverified', steps: [] },
      ...{ createdAt: 0, createdBy: 'tok_a', updatedAt: 0, updatedBy: 'tok_a' },
    };
  }

  /** A turn of the event loop and a while in between, so that whatever can come between does. */
  async #pause(): Promise<void> {
    await this.time.sleep(1);
  }

  readonly ledger: Ledger<{ readonly version: number; readonly pair: Pair }> = {
    settle: async <T>(
      _name: ConnectionName,
      judge: (locked: LockedConnection) => Settlement<T>,
      sealed?: { readonly version: number; readonly pair: Pair },
    ) => {
      await this.#pause();
      const failure = this.failures.shift();
      if (failure === 'before') throw new Error('the store is away');
      const { connection, credential } = this;
      const { result, connection: next, record } = judge({ connection, credential, now: this.time.now });
      if (next) this.connection = next;
      if (record) {
        if (record.status === 'valid') this.recovered.push(credential.status);
        this.credential = { ...credential, ...record };
        if (sealed) this.tokens.set(sealed.version, sealed.pair);
      }
      if (failure === 'after') throw new Error('nobody knows whether it was committed');
      await this.#pause();
      return result;
    },
    renewLease: async (_name, { holder, termMs }) => {
      await this.#pause();
      if (this.failures.shift()) throw new Error('the store is away');
      const { lease } = this.connection;
      if (lease?.holder !== holder) return false;
      this.connection = { ...this.connection, lease: { holder, until: this.time.now + termMs } };
      return true;
    },
  };

  async open(node: { isDead: boolean }): Promise<OpenedGrant<Pair, { version: number; pair: Pair }>> {
    await this.#pause();
    const { secrets } = this.credential;
    const token = this.tokens.get(secrets.refreshToken!)!.refresh;
    return {
      ...{ secrets, server: 'login.example' },
      rotates: this.rotates,
      ask: () => this.#ask(token, node),
      seal: async (pair) => {
        const version = Math.max(...this.tokens.keys()) + 1;
        const obtainedAt = this.time.now;
        const tokens = {
          ...{ secrets: { accessToken: version, refreshToken: version }, obtainedAt, scope: undefined },
          ...{ accessExpiresAt: obtainedAt + LIFE_MS, keepAliveAt: obtainedAt + 10 * LIFE_MS },
        };
        return { tokens, sealed: { version, pair } };
      },
    };
  }

  async #ask(token: string, node: { isDead: boolean }): Promise<Pair> {
    const fate = this.fates.shift() ?? { thereMs: 1, backMs: 1, kind: 'answer', stallMs: 0 };
    await this.time.sleep(fate.thereMs);
    if (fate.kind === 'unsent' || fate.kind === 'refused-for-now') throw new TokenLost('none');
    const answer = this.server.redeem(token);
    await this.time.sleep(fate.backMs);
    if (fate.kind === 'no-answer') throw new TokenLost('unknown');
    if (fate.kind === 'die') {
      node.isDead = true;
      return new Promise<never>(() => undefined);
    }
    if (fate.kind === 'stall') await this.time.sleep(fate.stallMs);
    if (answer === 'invalid_grant') throw new TokenLost('grant');
    return answer;
  }

  partsOf(node: { isDead: boolean }): RedeemParts<Pair, { version: number; pair: Pair }> {
    const frozen = <T>(work: Promise<T>): Promise<T> =>
      work.then((value) => (node.isDead ? new Promise<never>(() => undefined) : value));
    const { ledger } = this;
    return {
      ledger: {
        settle: (name, judge, sealed) =>
          node.isDead ? new Promise(() => undefined) : ledger.settle(name, judge, sealed),
        renewLease: (name, lease) => (node.isDead ? new Promise(() => undefined) : ledger.renewLease(name, lease)),
      },
      open: () => frozen(this.open(node)),
      failureOf: (error) =>
        error instanceof TokenLost
          ? error.failed
          : { code: 'internal/unexpected', outcome: 'unknown', retryAfterMs: undefined },
      clock: () => this.time.now,
      random: () => 0.5,
      sleep: (ms, signal) => this.time.sleep(ms, signal),
      termMs: TERM_MS,
      commitForMs: 600_000,
      onError: () => undefined,
      doubts: this.doubts,
      behind: (work) => {
        this.behind.push(work);
      },
    };
  }

  /** Both nodes ask, again and again, until nothing is left to do or to hope for. */
  async run(
    asks: readonly { readonly node: number; readonly afterMs: number; readonly reason: RefreshReason }[],
  ): Promise<void> {
    const nodes = [{ isDead: false }, { isDead: false }];
    const running = asks.map(async ({ node, afterMs, reason }) => {
      await this.time.sleep(afterMs);
      if (nodes[node]!.isDead) return;
      await redeem(this.partsOf(nodes[node]!), NAME, reason).catch(() => undefined);
    });
    const all = Promise.all(running).then(() => Promise.all(this.behind));
    let isOver = false;
    void all.then(() => {
      isOver = true;
    });
    for (let step = 0; !isOver && step < 20_000; step++) {
      for (let turn = 0; turn < 16; turn++) await Promise.resolve();
      if (this.time.isIdle) break;
      this.time.advance();
    }
  }
}

const fate: fc.Arbitrary<Fate> = fc.record({
  thereMs: fc.integer({ min: 0, max: 2_500 }),
  backMs: fc.integer({ min: 0, max: 2_500 }),
  kind: fc.constantFrom('answer', 'answer', 'answer', 'unsent', 'no-answer', 'refused-for-now', 'stall', 'die'),
  stallMs: fc.integer({ min: 0, max: 20_000 }),
});

const history = fc.record({
  fates: fc.array(fate, { maxLength: 6 }),
  failures: fc.array(
    fc.constantFrom<'before' | 'after' | undefined>('before', 'after', undefined, undefined, undefined),
    {
      maxLength: 12,
    },
  ),
  asks: fc.array(
    fc.record({
      node: fc.integer({ min: 0, max: 1 }),
      afterMs: fc.integer({ min: 0, max: 150_000 }),
      reason: fc.constantFrom<RefreshReason>('due', 'due', 'due', 'refused', 'idle'),
    }),
    { minLength: 1, maxLength: 12 },
  ),
});

const runs = { numRuns: 300 };

test('of a rotating server no refresh token is ever asked for twice, and so no grant is revoked', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ fates, failures, asks }) => {
      const world = new World({ rotates: true, fates, failures: failures as ('before' | 'after')[] });
      await world.run(asks);
      assert.deepEqual(world.server.sent, [...new Set(world.server.sent)]);
      assert.equal(world.server.isRevoked, false);
    }),
    runs,
  );
});

test('what the server has answered, and its node lived to tell, is what is stored', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ fates, failures, asks }) => {
      const isTold = ({ kind }: Fate): boolean => kind !== 'die' && kind !== 'no-answer';
      fc.pre(fates.every(isTold));
      const world = new World({ rotates: true, fates, failures: failures as ('before' | 'after')[] });
      await world.run(asks);
      // Where the store failed until the claim was given up, nothing was sent, and the same tokens go on.
      const { secrets, status } = world.credential;
      const stored = world.tokens.get(secrets.refreshToken!)!;
      assert.deepEqual(stored, { access: world.server.access, refresh: world.server.current });
      assert.equal(status, 'valid');
      assert.equal(world.connection.redeeming, undefined);
    }),
    runs,
  );
});

test('a claim that nobody could confirm, and by which nothing was sent, costs nothing: its own process withdraws it', async () => {
  for (const attempts of [7, 14]) {
    // Committed, and the store says so to nobody: until the claim is given up, and longer.
    const failures = ['after', ...Array.from({ length: attempts }, () => 'before' as const)] as const;
    const world = new World({ rotates: true, fates: [], failures: [...failures] });
    const due = { node: 1, reason: 'due' } as const;
    const later = [20_000, 40_000, 700_000].map((afterMs) => ({ ...due, afterMs }));
    await world.run([{ node: 0, afterMs: 0, reason: 'due' }, ...later]);
    assert.deepEqual([world.credential.status, world.connection.redeeming], ['valid', undefined]);
    assert.ok(world.server.sent.length > 0);
    assert.equal(world.server.isRevoked, false);
  }
});

test('where the old token has ended and its successor is lost, a person is asked, once, and nothing goes round', async () => {
  await fc.assert(
    fc.asyncProperty(fate, fc.constantFrom('die', 'no-answer'), async (some, kind) => {
      const world = new World({ rotates: true, fates: [{ ...some, kind } as Fate], failures: [] });
      const asks = Array.from({ length: 20 }, (_, index) => ({
        node: index % 2,
        afterMs: index * 20_000,
        reason: 'due' as const,
      }));
      // The other node alone goes on where the first dies.
      await world.run(asks.map((ask, index) => (index === 0 ? ask : { ...ask, node: 1 })));
      assert.equal(world.server.sent.length, 1);
      assert.equal(world.credential.status, 'reconnect_required');
      assert.equal(world.credential.version, 2);
    }),
    { numRuns: 60 },
  );
});

test('a server that does not rotate is asked again, and the connection lives', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ fates, failures, asks }) => {
      const world = new World({ rotates: false, fates, failures: failures as ('before' | 'after')[] });
      fc.pre(fates.every(({ kind }) => kind !== 'die'));
      // Each may find another fate, and there are six at most.
      const later = Array.from({ length: 8 }, (_, index) => {
        return { node: 1, afterMs: 1_000_000 + index * 400_000, reason: 'due' as const };
      });
      await world.run([...asks, ...later]);
      assert.equal(world.credential.status, 'valid');
      assert.ok(world.connection.accessExpiresAt! > later.at(-1)!.afterMs);
    }),
    { numRuns: 150 },
  );
});

test('an answer that comes when a person was already asked brings the connection back', async () => {
  const stalled: Fate = { thereMs: 10, backMs: 10, kind: 'stall', stallMs: 50_000 };
  const world = new World({ rotates: true, fates: [stalled], failures: [] });
  // The node is asleep as a whole: its lease is not renewed either.
  const renewLease = world.ledger.renewLease;
  world.ledger.renewLease = async (name, lease) =>
    world.time.now < 1_000_500 ? renewLease(name, lease) : new Promise(() => undefined);
  await world.run([
    { node: 0, afterMs: 0, reason: 'due' },
    { node: 1, afterMs: 2_000, reason: 'due' },
    { node: 1, afterMs: 20_000, reason: 'due' },
  ]);
  assert.deepEqual(world.recovered, ['reconnect_required']);
  assert.deepEqual([world.credential.status, world.server.sent.length], ['valid', 1]);
  assert.deepEqual(world.credential.errors, []);
});

test('the margin fits the life: five minutes at most, a tenth of a short one, and never the end itself', () => {
  const at = (lifeMs: number) => {
    const told = { obtainedAt: 0, accessExpiresAt: lifeMs };
    return [lifeMs - dueAtOf(told), lifeMs - endsAtOf(told)];
  };
  assert.deepEqual(at(3_600_000), [300_000, 5_000]);
  assert.deepEqual(at(86_400_000), [300_000, 5_000]);
  assert.deepEqual(at(10_000), [1_000, 500]);
  assert.deepEqual(at(0), [0, 0]);
  assert.deepEqual([dueAtOf({ obtainedAt: 0 }), endsAtOf({ obtainedAt: 0 })], [Infinity, Infinity]);
});
