/** Plays a script against a real Keyward and against the model, and compares them after every turn. */
import assert from 'node:assert/strict';
import { findCanary } from '../kit/canary.ts';
import type { Keyward } from '../kit/keyward.ts';
import type { Received, Upstream } from '../kit/upstream.ts';
import { type Client, type ClientName, type Outcome, sayableByCli, type WriteOptions } from './clients.ts';
import type { Body, Change, Known, Predicted } from './record.ts';
import * as model from './record.ts';
import { type ChangeDraft, type Draft, type IfMatch, plainChange, type Turn } from './script.ts';

/** Where a script is played: an organisation of its own. */
export interface Stage {
  readonly keyward: Keyward;
  readonly upstream: Upstream;
  readonly clients: Readonly<Record<ClientName, Client>>;
  /** May use everything in the organisation. */
  readonly token: string;
  /** In every secret, and in nothing else. */
  readonly canary: string;
}

interface LastWrite {
  readonly repeat: () => Promise<Outcome>;
  /** As answered the first time. */
  readonly outcome: Outcome;
}

const isKnown = (predicted: Predicted): predicted is Known => 'id' in predicted;

export class Play {
  readonly #stage: Stage;
  readonly #live = new Map<string, Known>();
  /** By key and field. */
  readonly #materialVersions = new Map<string, number>();
  #last: LastWrite | undefined;
  #count = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async play(turns: readonly Turn[]): Promise<void> {
    for (const turn of turns) await this.#turn(turn);
    for (const client of ['api', 'sdk'] as const) await this.#list(client);
    for (const key of this.#live.keys()) await this.#use(key);
  }

  async #turn(turn: Turn): Promise<void> {
    switch (turn.kind) {
      case 'create':
        return this.#create(turn);
      case 'put':
        return this.#put(turn);
      case 'patch':
        return this.#patch(turn);
      case 'remove':
        return this.#remove(turn);
      case 'get':
        return this.#get(turn.client, turn.key, turn.byId);
      case 'list':
        return this.#list(turn.client);
      case 'use':
        return this.#use(turn.key);
      case 'replay':
        return this.#replay();
    }
  }

  #secretsFor(names: readonly string[]): Record<string, string> {
    return Object.fromEntries(names.map((name) => [name, `${this.#stage.canary}.${++this.#count}`]));
  }

  #bodyOf({ secrets, ...members }: Draft): Body {
    return { ...members, secrets: this.#secretsFor(secrets) };
  }

  async #create({ client, key, draft }: Extract<Turn, { kind: 'create' }>): Promise<void> {
    const whole = this.#bodyOf(draft);
    const said = client === 'cli' ? sayableByCli(whole) : undefined;
    const body = said ?? whole;
    const name: ClientName = client === 'cli' && !said ? 'sdk' : client;
    const outcome = await this.#write(name, (way, options) => way.create(key, body, options));
    if (key !== undefined && this.#live.has(key)) return assertRefused(outcome, ['credential/key-taken']);
    const made = key ?? outcome.value?.key;
    assert.ok(!this.#live.has(made), `a derived key is free: ${made}`);
    if (body.name === 'Acme EU' && key === undefined) assert.match(made, /^acme-eu(-\d+)?$/);
    this.#stored(outcome, model.created(made, body));
  }

  async #put({ client, key, draft, ifMatch }: Extract<Turn, { kind: 'put' }>): Promise<void> {
    const body = this.#bodyOf(draft);
    const current = this.#live.get(key);
    const match = this.#versionOf(current, ifMatch);
    const outcome = await this.#write(client, (way, options) => way.put(key, body, { ...options, ifMatch: match }));
    const predicted = current ? model.replaced(current, body) : model.created(key, body);
    this.#settle(outcome, predicted, ifMatch === 'stale' || (!current && match !== undefined));
  }

  async #patch({ client, key, change: draft, ifMatch }: Extract<Turn, { kind: 'patch' }>): Promise<void> {
    const current = this.#live.get(key);
    const change = this.#changeOf(current, draft);
    const match = this.#versionOf(current, ifMatch);
    const outcome = await this.#write(client, (way, options) =>
      way.patch(key, change, { ...options, ifMatch: match, expected: current }),
    );
    if (!current) return assertRefused(outcome, ['credential/not-found']);
    this.#settle(outcome, model.merged(current, change), ifMatch === 'stale');
  }

  #changeOf(current: Known | undefined, { plain: pick, withSecrets, ...members }: ChangeDraft): Change {
    const given = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
    if (!current) return { ...given, plain: {} };
    const values = Object.entries(plainChange(current.type, pick));
    const redactFields = model.redactionAfter(current, { ...given, plain: Object.fromEntries(values) });
    const shape = { type: current.type, redactFields };
    const hidden = values.filter(([field]) => model.isSecret(shape, field)).map(([field]) => field);
    const repeated = withSecrets ? [...model.secretNames[current.type], ...Object.keys(current.secrets)] : [];
    const plain = Object.fromEntries(values.filter(([field]) => !hidden.includes(field)));
    return { ...given, plain, secrets: this.#secretsFor([...new Set([...hidden, ...repeated])]) };
  }

  async #remove({ client, key, ifMatch }: Extract<Turn, { kind: 'remove' }>): Promise<void> {
    const current = this.#live.get(key);
    // The command line names no version.
    const match = client === 'cli' ? undefined : this.#versionOf(current, ifMatch);
    const outcome = await this.#write(client, (way, options) => way.remove(key, { ...options, ifMatch: match }));
    if (!current) return assertRefused(outcome, ['credential/not-found']);
    if (match !== undefined && match !== current.version) return assertRefused(outcome, ['credential/stale']);
    assert.equal(outcome.code, undefined, outcome.shown);
    this.#live.delete(key);
  }

  #versionOf(current: Known | undefined, ifMatch: IfMatch): number | undefined {
    if (ifMatch === 'none') return undefined;
    const version = current?.version ?? 1;
    return ifMatch === 'current' ? version : version + 7;
  }

  async #write(name: ClientName, send: (client: Client, options: WriteOptions) => Promise<Outcome>): Promise<Outcome> {
    const idempotencyKey = `write-${++this.#count}`;
    const repeat = () => send(this.#stage.clients[name], { idempotencyKey });
    const outcome = await repeat();
    this.#last = name === 'api' ? { repeat, outcome } : undefined;
    this.#assertClean(outcome);
    return outcome;
  }

  #settle(outcome: Outcome, predicted: Predicted, isStale: boolean): void {
    const code = isKnown(predicted) ? [] : [predicted.code];
    // What else is wrong the SDK hears first, as it asks for the policy before it writes.
    if (isStale) assertRefused(outcome, ['credential/stale', ...code]);
    else if (!isKnown(predicted)) assertRefused(outcome, code);
    else this.#stored(outcome, predicted);
  }

  #stored(outcome: Outcome, predicted: Known): void {
    assert.equal(outcome.code, undefined, outcome.shown);
    const former = this.#live.get(predicted.key);
    const known = former ? predicted : { ...predicted, id: outcome.value.id };
    this.#live.set(known.key, known);
    assertShown(outcome.value, known);
    for (const [field, { materialVersion }] of Object.entries<{ materialVersion: number }>(outcome.value.secrets)) {
      const isKept = former?.secrets[field] === known.secrets[field];
      const before = this.#materialVersions.get(`${known.id} ${field}`) ?? 0;
      if (field in known.secrets) assert.ok(isKept ? materialVersion === before : materialVersion > before, field);
      this.#materialVersions.set(`${known.id} ${field}`, materialVersion);
    }
  }

  async #get(name: ClientName, key: string, byId: boolean): Promise<void> {
    const known = this.#live.get(key);
    const outcome = await this.#stage.clients[name].get(byId && known ? known.id : key);
    this.#assertClean(outcome);
    if (!known) return assertRefused(outcome, ['credential/not-found']);
    assertShown(outcome.value, known);
  }

  async #list(name: ClientName): Promise<void> {
    const outcome = await this.#stage.clients[name].list();
    this.#assertClean(outcome);
    const keys = outcome.value.map((item: { key: string }) => item.key);
    assert.deepEqual(keys.toSorted(), [...this.#live.keys()].sort());
    for (const item of outcome.value) assertShown(item, this.#live.get(item.key)!, false);
  }

  async #use(key: string): Promise<void> {
    const { keyward, upstream, token } = this.#stage;
    const known = this.#live.get(key);
    const before = upstream.received.length;
    const answer = await keyward.call(`/${key}/quote?a=b`, { token });
    const reason = known ? model.expectedView(known).reason : 'credential/not-found';
    const isPlaced = known && model.stepsOf(known).length > 0;
    const code = reason ?? (isPlaced ? null : 'credential/not-injectable');
    assert.equal(answer.headers.get('keyward-error'), code, answer.text);
    assert.equal(upstream.received.length - before, code === null ? 1 : 0);
    if (code === null) assertReceived(upstream.received.at(-1)!, known!);
  }

  async #replay(): Promise<void> {
    if (!this.#last) return;
    const { repeat, outcome } = this.#last;
    const again = await repeat();
    this.#assertClean(again);
    assert.equal(again.code, outcome.code, again.shown);
    if (outcome.value) assertShown(again.value, this.#live.get(outcome.value.key)!);
  }

  #assertClean({ shown }: Outcome): void {
    assert.equal(findCanary(shown, this.#stage.canary), undefined);
  }
}

function assertRefused(outcome: Outcome, codes: readonly string[]): void {
  assert.ok(codes.includes(outcome.code ?? 'done'), `${codes.join(' or ')} expected: ${outcome.shown}`);
}

// biome-ignore lint/suspicious/noExplicitAny: an answer as it came
function assertShown(actual: any, known: Known, hasPolicy = true): void {
  const expected = model.expectedView(known);
  const set = Object.entries<{ set: boolean }>(actual.secrets).filter(([, { set }]) => set);
  const seen = { ...actual, secretsSet: set.map(([field]) => field).sort() };
  assert.deepEqual(Object.fromEntries(Object.keys(expected).map((name) => [name, seen[name]])), expected);
  if (hasPolicy) assert.deepEqual(actual.policy?.roles.api, model.expectedPolicy(known));
}

function assertReceived({ url, headers }: Received, known: Known): void {
  const path = new URL(known.baseUrl!).pathname.replace(/\/$/, '');
  const got = new URL(url, 'http://upstream');
  assert.deepEqual([got.pathname, got.searchParams.get('a')], [`${path}/quote`, 'b']);
  for (const step of model.stepsOf(known)) {
    const text = model.rendered(known, step);
    if (step.into === 'header') assert.equal(headers[step.name!.toLowerCase()], text);
    if (step.into === 'query') assert.equal(got.searchParams.get(step.name!), text);
    if (step.into === 'basic') assert.equal(headers.authorization, `Basic ${Buffer.from(text).toString('base64')}`);
  }
}
