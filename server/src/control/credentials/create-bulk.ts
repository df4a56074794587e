/**
 * The second half of a bulk: what was prepared is committed, in one transaction where none or all are wanted, and answered
 * item by item.
 */
import type { Credential, Material } from '../../domain/credential.ts';
import { type BadItem, Problem, type ProblemCode, problems } from '../../domain/problem.ts';
import { findCredentialsById, insertCredentials } from '../../store/credentials.ts';
import { unstageMaterial } from '../../store/material.ts';
import { reverifyOnce } from '../../store/reverifications.ts';
import type { Transaction } from '../../store/store.ts';
import type { Call } from '../route.ts';
import type { BulkBody, BulkView } from './bulk-body.ts';
import { assertManages, scopeOf } from './find-live.ts';
import { freeKey, keySequence } from './free-key.ts';
import { assertTriableAtOnce, type BulkItem, inParts, prepareBulk } from './prepare-bulk.ts';
import { isKeyInUse, keysInUse } from './shadowing.ts';
import { type AdmittedSecret, unstageSecrets } from './staged-secrets.ts';
import { holdScope, insertUnderFreeKey, recordCreations, recordOf, versionsOf, witnessAll } from './store-write.ts';
import { verifyModeOf } from './verify-mode.ts';

const AT_ONCE = 100;

/** What became of the items of a transaction. */
interface Outcome {
  readonly stored: readonly (readonly [index: number, credential: Credential])[];
  readonly bad: readonly BadItem[];
}

function badItems(bad: ReadonlyMap<number, Problem>): BadItem[] {
  return [...bad].sort(([a], [b]) => a - b).map(([index, problem]) => ({ index, problem }));
}

/** How keys are given out in a transaction: none that is taken, or that an item of the bulk asks for by name. */
interface Keys {
  /** The keys of these items, asking the store for all of them at once. */
  readonly of: (part: readonly BulkItem[]) => Promise<string[]>;
  readonly isTaken: (key: string) => Promise<boolean>;
}

function keysIn(call: Call, transaction: Transaction, good: readonly BulkItem[]): Keys {
  const given = good.filter(({ identity }) => !identity.isKeyDerived);
  const reserved = new Set(given.map(({ identity }) => identity.key));
  const isStored = (key: string) => isKeyInUse(transaction, scopeOf(call), key);
  const isTaken = async (key: string) => reserved.has(key) || (await isStored(key));
  const known = new Map<string, boolean>();
  const next = keySequence(async (key) => known.get(key) ?? (await isStored(key)), reserved);
  const of = async (part: readonly BulkItem[]) => {
    const bases = part.filter(({ identity }) => identity.isKeyDerived).map(({ identity }) => identity.key);
    const taken = await keysInUse(transaction, scopeOf(call), [...new Set(bases)]);
    for (const base of bases) known.set(base, taken.has(base));
    const keys: string[] = [];
    for (const { identity } of part) keys.push(identity.isKeyDerived ? await next(identity.key) : identity.key);
    return keys;
  };
  return { of, isTaken };
}

/** Stores one that did not go in with the others, or says why. */
async function insertAlone(
  transaction: Transaction,
  { identity }: BulkItem,
  record: Credential,
  keys: Keys,
): Promise<Credential | Problem> {
  try {
    const { key: base, isKeyDerived } = identity;
    const key = isKeyDerived ? await freeKey(base, keys.isTaken) : base;
    return await insertUnderFreeKey(transaction, { ...record, key }, isKeyDerived);
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return error;
    throw error;
  }
}

async function recordsOf(call: Call, part: readonly BulkItem[], keys: Keys): Promise<Credential[]> {
  const keyOf = await keys.of(part);
  return part.map(({ plan, identity, admitted, verification }, at) => {
    const kept = { id: identity.id, key: keyOf[at]!, secrets: versionsOf(admitted) };
    return recordOf(call, plan, verification ? { ...kept, verification } : kept);
  });
}

async function commitPart(
  call: Call,
  transaction: Transaction,
  part: readonly BulkItem[],
  keys: Keys,
): Promise<Outcome> {
  await holdScope(call, transaction);
  const records = await recordsOf(call, part, keys);
  const together = await insertCredentials(transaction, records);
  const stored: [number, Credential][] = [];
  const admitted: AdmittedSecret[] = [];
  const bad: BadItem[] = [];
  for (const [at, item] of part.entries()) {
    const record = records[at]!;
    const result = together.has(record.id) ? record : await insertAlone(transaction, item, record, keys);
    if (result instanceof Problem) {
      bad.push({ index: item.index, problem: result });
      const rows = item.admitted.map(({ material }) => material);
      await unstageMaterial(transaction, call.organisation.id, rows);
      continue;
    }
    admitted.push(...item.admitted);
    stored.push([item.index, result]);
  }
  const written = stored.map(([, credential]) => credential);
  await Promise.all([witnessAll(call, transaction, admitted), recordCreations(call, transaction, written)]);
  await haveTried(call, transaction, written);
  return { stored, bad };
}

/** So many requests at once serve nobody: with `record` Keyward tries them by and by. */
async function haveTried(call: Call, transaction: Transaction, written: readonly Credential[]): Promise<void> {
  if (verifyModeOf(call) !== 'record') return;
  const credentialIds = written.map(({ id }) => id);
  await reverifyOnce(transaction, call.organisation.id, { credentialIds, at: call.services.clock() });
}

/** What an idempotency record keeps: indexes with ids and codes. */
function keptOf({ stored, bad }: Outcome): string {
  const ids = stored.map(([index, { id }]) => [index, id]);
  return JSON.stringify({ stored: ids, bad: bad.map(({ index, problem }) => [index, problem.code]) });
}

/** None or all: one transaction, at which all other writers of SQLite wait. */
async function commitAll(call: Call, good: readonly BulkItem[]): Promise<Outcome> {
  const commit = async (transaction: Transaction): Promise<Outcome> => {
    const stored: (readonly [number, Credential])[] = [];
    const keys = keysIn(call, transaction, good);
    for await (const part of inParts(good, AT_ONCE)) {
      const outcome = await commitPart(call, transaction, part, keys);
      if (outcome.bad.length > 0) throw new Problem('credential/bulk-refused', { items: outcome.bad });
      stored.push(...outcome.stored);
    }
    await call.keepResource(transaction, keptOf({ stored, bad: [] }));
    return { stored, bad: [] };
  };
  return call.services.store.transaction(commit, { isLong: true });
}

/** @param former - What is known of the other items. */
async function commitGood(call: Call, good: readonly BulkItem[], former: Outcome): Promise<Outcome> {
  const { store } = call.services;
  if (good.length === 0) await store.transaction((transaction) => call.keepResource(transaction, keptOf(former)));
  let all = former;
  let left = good.length;
  for await (const part of inParts(good, AT_ONCE)) {
    left -= part.length;
    all = await store.transaction(async (transaction) => {
      const { stored, bad } = await commitPart(call, transaction, part, keysIn(call, transaction, good));
      const sum = { stored: [...all.stored, ...stored], bad: [...all.bad, ...bad] };
      await call.keepResource(transaction, keptOf(sum), { isInPart: left > 0 });
      return sum;
    });
  }
  return all;
}

async function takeBack(call: Call, staged: readonly Material[]): Promise<void> {
  for await (const part of inParts(staged, AT_ONCE)) await unstageSecrets(call, part).catch(() => undefined);
}

function viewOf({ stored, bad }: Outcome): BulkView {
  return {
    items: stored
      .toSorted(([a], [b]) => a - b)
      .map(([index, { id, key, status, version }]) => ({ index, id, key, status, version })),
    failed: bad
      .toSorted((a, b) => a.index - b.index)
      .map(({ index, problem }) => {
        const { requestId, roles, items, errors, ...body } = problem.toBody();
        return { index, problem: { ...body, ...(errors && { errors: [...errors] }) } };
      }),
  };
}

/** Creates the items that are good; goes on with a bulk that was interrupted, without those it has judged. */
async function createGood(call: Call, items: readonly unknown[], staged: Material[]): Promise<BulkView> {
  const kept = call.doneInPart === undefined ? noneKept : (JSON.parse(call.doneInPart) as Kept);
  const judged = new Set([...kept.stored, ...kept.bad].map(([index]) => index));
  const rest = [...items.entries()].filter(([index]) => !judged.has(index));
  const { good, bad } = await prepareBulk(call, rest, staged);
  const former = await outcomeOf(call, kept);
  return viewOf(await commitGood(call, good, { ...former, bad: [...former.bad, ...badItems(bad)] }));
}

/**
 * Creates many credentials, or none where one is bad and `onError` is `none`.
 *
 * @throws Problem `credential/bulk-refused`, with every bad item's index and problem
 */
export async function createBulk(call: Call, { items, onError = 'none' }: BulkBody): Promise<BulkView> {
  assertManages(call, call);
  assertTriableAtOnce(call, items);
  const staged: Material[] = [];
  try {
    if (onError === 'good') return await createGood(call, items, staged);
    const { good, bad } = await prepareBulk(call, [...items.entries()], staged);
    if (bad.size > 0) throw new Problem('credential/bulk-refused', { items: badItems(bad) });
    return viewOf(await commitAll(call, good));
  } catch (error) {
    // What was committed has its witness by now, and only rows without one are taken back.
    await takeBack(call, staged);
    throw error;
  }
}

interface Kept {
  readonly stored: readonly (readonly [number, string])[];
  readonly bad: readonly (readonly [number, ProblemCode])[];
}

const noneKept: Kept = { stored: [], bad: [] };

/** Those stored as they are by now, the bad ones by their codes. */
async function outcomeOf(call: Call, { stored, bad }: Kept): Promise<Outcome> {
  const found: (readonly [number, Credential])[] = [];
  for await (const part of inParts(stored, AT_ONCE)) {
    const ids = part.map(([, id]) => id);
    const credentials = await findCredentialsById(call.services.store.read, call.organisation.id, ids);
    const byId = new Map(credentials.map((credential) => [credential.id, credential]));
    for (const [index, id] of part) if (byId.has(id)) found.push([index, byId.get(id)!]);
  }
  const known = bad.filter(([, code]) => Object.hasOwn(problems, code));
  return { stored: found, bad: known.map(([index, code]) => ({ index, problem: new Problem(code) })) };
}

/** Answers a repeated bulk. */
export async function replayBulk(call: Call, resource: string): Promise<BulkView> {
  return viewOf(await outcomeOf(call, JSON.parse(resource) as Kept));
}
