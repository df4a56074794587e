/**
 * The first half of a bulk: every item is read, planned, sealed, staged and admitted, and each bad one is noted with its
 * problem. Nothing that is used has changed when it ends. Works in small parts and lets other requests in between.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Material, Verification } from '../../domain/credential.ts';
import { Problem, toProblem } from '../../domain/problem.ts';
import { findCredentialsById, takenKeys } from '../../store/credentials.ts';
import { checkerOf } from '../http/validator.ts';
import type { Call } from '../route.ts';
import { type PreparedCredential, prepareNew } from './create-credential.ts';
import { type CredentialBody, credentialBody } from './credential-body.ts';
import { scopeOf } from './find-live.ts';
import { assertMayShadow } from './shadowing.ts';
import { type AdmittedSecret, admitSecrets, stageNewSecrets, unstageSecrets } from './staged-secrets.ts';
import { recordOf } from './store-write.ts';
import {
  assertAccepted,
  isVerifiable,
  type StagedCredential,
  stagedCredential,
  takeBack,
  tryStaged,
} from './try-staged.ts';
import { verifyModeOf } from './verify-mode.ts';

const AT_ONCE = 50;

/** One good item, its secrets vouched for. */
export interface BulkItem extends PreparedCredential {
  readonly index: number;
  readonly admitted: readonly AdmittedSecret[];
  /** Where nothing is stored that is not accepted. */
  readonly verification?: Verification;
}

/** All items, told apart. */
export interface PreparedBulk {
  readonly good: readonly BulkItem[];
  readonly bad: ReadonlyMap<number, Problem>;
}

type Planned = Omit<BulkItem, 'admitted'>;
type Staged = readonly [item: Planned, rows: readonly Material[]];

const violationsOf = checkerOf(credentialBody);

/** The list in parts, other work in between. */
export async function* inParts<T>(items: readonly T[], size: number): AsyncGenerator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) {
    yield items.slice(at, at + size);
    await nextTurn();
  }
}

/** The problem of a refusal; throws what is no item's fault. */
function refusalOf(error: unknown): Problem {
  const problem = toProblem(error);
  if (problem.status >= 500 || problem.code === 'idempotency/in-progress') throw error;
  return problem;
}

/** Runs the work; a refusal is noted, anything else ends the bulk. */
async function noting<T>(bad: Map<number, Problem>, index: number, work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    bad.set(index, refusalOf(error));
    return undefined;
  }
}

/** Runs the work of several items; undefined where it is refused, and each is to be tried alone. */
async function refusable<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    refusalOf(error);
    return undefined;
  }
}

async function plan(call: Call, item: unknown): Promise<PreparedCredential> {
  const errors = violationsOf(item);
  if (errors.length > 0) throw new Problem('request/invalid', { errors });
  return prepareNew(call, item as CredentialBody);
}

type Indexed = readonly (readonly [index: number, item: unknown])[];

async function planAll(call: Call, items: Indexed, bad: Map<number, Problem>): Promise<Planned[]> {
  const planned: Planned[] = [];
  for await (const part of inParts(items, AT_ONCE)) {
    for (const [index, item] of part) {
      const prepared = await noting(bad, index, () => plan(call, item));
      if (prepared) planned.push({ index, ...prepared });
    }
  }
  return planned;
}

async function hiddenKeys({ services, organisation, solutionId }: Call, keys: readonly string[]): Promise<Set<string>> {
  if (solutionId === '') return new Set();
  return takenKeys(services.store.read, { organisationId: organisation.id, solutionId: '' }, keys);
}

/** @param hidden - Keys of the part that the organisation has too. */
async function shadowRefusal(
  call: Call,
  { identity }: Planned,
  hidden: ReadonlySet<string>,
): Promise<Problem | undefined> {
  const isHarmless = !identity.shadows && !hidden.has(identity.key);
  if (isHarmless) return undefined;
  try {
    await assertMayShadow(call, call.services.store.read, identity);
    return undefined;
  } catch (error) {
    return refusalOf(error);
  }
}

/** Notes keys and ids that are taken, by what is stored or by an earlier item. */
async function dropTaken(call: Call, planned: readonly Planned[], bad: Map<number, Problem>): Promise<Planned[]> {
  const { store } = call.services;
  const seen = new Set<string>();
  const free: Planned[] = [];
  for await (const part of inParts(planned, AT_ONCE * 10)) {
    const given = part.filter(({ identity }) => !identity.isKeyDerived).map(({ identity }) => identity.key);
    const taken = await takenKeys(store.read, scopeOf(call), given);
    const hidden = await hiddenKeys(call, given);
    const ids = part.map(({ identity }) => identity.id);
    const used = new Set((await findCredentialsById(store.read, call.organisation.id, ids)).map(({ id }) => id));
    for (const item of part) {
      const { id, key, isKeyDerived } = item.identity;
      const refusal = await shadowRefusal(call, item, hidden);
      const isKeyTaken = !isKeyDerived && (taken.has(key) || seen.has(key));
      if (used.has(id) || seen.has(id)) bad.set(item.index, new Problem('credential/id-taken'));
      else if (isKeyTaken) bad.set(item.index, new Problem('credential/key-taken'));
      else if (refusal) bad.set(item.index, refusal);
      else free.push(item);
      for (const name of isKeyDerived ? [id] : [id, key]) seen.add(name);
    }
  }
  return free;
}

function secretsOf({ plan, identity }: Planned) {
  return { owner: { id: identity.id, secrets: {} }, plan };
}

/** Stages the secrets of several items at once; where one of them is refused, of each alone. */
async function stage(call: Call, part: readonly Planned[], bad: Map<number, Problem>): Promise<Staged[]> {
  const all = await refusable(() => stageNewSecrets(call, part.map(secretsOf)));
  if (all) return part.map((item, at) => [item, all[at]!]);
  const staged: Staged[] = [];
  for (const item of part) {
    const rows = await noting(bad, item.index, () => stageNewSecrets(call, [secretsOf(item)]));
    if (rows) staged.push([item, rows[0]!]);
  }
  return staged;
}

/** Admits the secrets of several items at once; where one of them is refused, of each alone. */
async function admit(call: Call, staged: readonly Staged[], bad: Map<number, Problem>): Promise<BulkItem[]> {
  const rowsOfAll = staged.flatMap(([, rows]) => rows);
  const all = await refusable(() => admitSecrets(call, rowsOfAll));
  const good: BulkItem[] = [];
  for (const [item, rows] of staged) {
    const admitted = all
      ? all.filter(({ material }) => rows.includes(material))
      : await noting(bad, item.index, () => admitSecrets(call, rows));
    if (admitted) good.push({ ...item, admitted });
    else await unstageSecrets(call, rows);
  }
  return good;
}

/** More of them could not be tried at once. */
const MOST_ENFORCED = 30;

/** @throws Problem `request/invalid` where more are to be accepted than may be tried at once */
export function assertTriableAtOnce(call: Call, items: readonly unknown[]): void {
  if (verifyModeOf(call) !== 'enforce' || items.length <= MOST_ENFORCED) return;
  const message = `has at most ${MOST_ENFORCED} items where each must be accepted`;
  throw new Problem('request/invalid', { errors: [{ path: '/items', message }] });
}

/** Puts up the records that have a check. In a transaction before the secrets': whatever a crash leaves is swept. */
async function putUp(call: Call, planned: readonly Planned[]): Promise<Map<number, StagedCredential>> {
  const trials = new Map<number, StagedCredential>();
  if (verifyModeOf(call) !== 'enforce') return trials;
  for (const { index, plan, identity } of planned) {
    const record = recordOf(call, plan, { id: identity.id, key: identity.key, secrets: {} });
    if (await isVerifiable(call, record)) trials.set(index, stagedCredential(call, record));
  }
  await call.services.store.transaction(async (transaction) => {
    for (const { stage } of trials.values()) await stage(transaction);
  });
  return trials;
}

/** Tries the items that were put up; the rows of those that are not accepted are taken back. */
async function tryAll(
  call: Call,
  {
    good,
    trials,
    bad,
  }: { good: readonly BulkItem[]; trials: Map<number, StagedCredential>; bad: Map<number, Problem> },
): Promise<BulkItem[]> {
  const tried = good.map(async (item): Promise<BulkItem | undefined> => {
    const trial = trials.get(item.index);
    if (!trial) return item;
    const verification = await noting(bad, item.index, async () => {
      const found = await tryStaged(call, trial, item.admitted);
      assertAccepted(found);
      return found;
    });
    if (verification) return { ...item, verification };
    await unstageSecrets(
      call,
      item.admitted.map(({ material }) => material),
    );
    return undefined;
  });
  return (await Promise.all(tried)).filter((item) => item !== undefined);
}

/**
 * Prepares the items of a bulk.
 *
 * @param items - With their indexes, as some may have been stored before.
 * @param staged - Gets every row that is staged, so that the caller can take back what comes to nothing.
 * @throws what is no item's fault; refusals are in `bad`
 */
export async function prepareBulk(call: Call, items: Indexed, staged: Material[]): Promise<PreparedBulk> {
  const bad = new Map<number, Problem>();
  const planned = await dropTaken(call, await planAll(call, items, bad), bad);
  const good: BulkItem[] = [];
  const trials = await putUp(call, planned);
  try {
    for await (const part of inParts(planned, AT_ONCE)) {
      const rowsOf = await stage(call, part, bad);
      staged.push(...rowsOf.flatMap(([, rows]) => rows));
      good.push(...(await admit(call, rowsOf, bad)));
    }
    return { good: await tryAll(call, { good, trials, bad }), bad };
  } finally {
    for (const trial of trials.values()) await takeBack(call, trial, []).catch(() => undefined);
  }
}
