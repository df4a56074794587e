/**
 * Moves what names a credential to another one of the same component, in one transaction: all of it that the caller sees,
 * or what is chosen. A consumer's uses are rewritten here, a function gets a new version in `move-functions.ts`.
 */
import { type Static, Type } from 'typebox';
import { auditedConsumer } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import { componentOf } from '../../domain/component.ts';
import type { ConsumerWithUses } from '../../domain/consumer.ts';
import type { Credential } from '../../domain/credential.ts';
import { isId } from '../../domain/id.ts';
import { isKey } from '../../domain/key.ts';
import { Problem, type Violation } from '../../domain/problem.ts';
import type { CredentialUser, Reference } from '../../domain/reference.ts';
import { findConsumer, updateConsumer } from '../../store/consumers.ts';
import { lookUpCredential } from '../../store/credentials.ts';
import { countCredentialUsers, holdReferenced, listCredentialUsers } from '../../store/references.ts';
import type { Queries, Transaction } from '../../store/store.ts';
import { retryStaleUser } from '../consumers/retry-stale-user.ts';
import { type CredentialCall, isVisible, requireCredential, scopeOf } from '../credentials/find-live.ts';
import { type NextFunction, unstageVersions } from '../functions/admit-versions.ts';
import type { AuditNote } from '../route.ts';
import { admitMoved, commitMoved, MOST_MOVED_FUNCTIONS } from './move-functions.ts';
import { usage, usageOf } from './usage-view.ts';

const closed = { additionalProperties: false } as const;
const MOST_CHOSEN = 200;

/** So many references one transaction moves; the rest by the same request again. */
const MOST_MOVED = 1000;

const chosen = Type.Object({ kind: Type.String({ maxLength: 200 }), id: Type.String({ maxLength: 200 }) }, closed);

/** Where to, and which. */
export const moveBody = Type.Object(
  {
    /** Key or id of the credential that is named from then on. */
    with: Type.String({ maxLength: 128 }),
    /** Kind and id of users, as `usages` shows them; all by default. */
    references: Type.Optional(Type.Array(chosen, { minItems: 1, maxItems: MOST_CHOSEN })),
  },
  { ...closed, title: 'UsageMove' },
);

/** What was moved, and what was not. */
export const moveView = Type.Object(
  {
    /** References that name the other credential now. */
    moved: Type.Integer(),
    /** Functions that got a new version by it: who was granted one of them needs a new grant. */
    functions: Type.Integer(),
    /** References that still name this one: of webhooks, of users that were not chosen, or past what one request moves. */
    left: Type.Integer(),
    /** The first of those left that the token sees. */
    usages: Type.Array(usage),
  },
  { ...closed, title: 'MovedUsages' },
);

type MoveCall = CredentialCall<unknown, Static<typeof moveBody>>;
type Chosen = Static<typeof chosen>;

function invalid(errors: readonly Violation[]): Problem {
  return new Problem('request/invalid', { errors });
}

/** @throws Problem `reference/dangling`, `credential/component-mismatch`; `request/invalid` for the credential itself */
async function targetOf(call: MoveCall, from: Credential): Promise<Credential> {
  const reference = call.body.with;
  const isReference = isKey(reference) || isId('cred', reference);
  const found = isReference && (await lookUpCredential(call.services.store.read, scopeOf(call), reference));
  // In a solution a key may mean what is the organisation's.
  if (!found || found.deletedAt !== undefined || !isVisible({ ...call, solutionId: '' }, found)) {
    throw new Problem('reference/dangling', { errors: [{ path: '/with', message: 'names no live credential' }] });
  }
  if (found.id === from.id) throw invalid([{ path: '/with', message: 'is the credential itself' }]);
  if (componentOf(found) === componentOf(from)) return found;
  throw new Problem('credential/component-mismatch', {
    errors: [{ path: '/with', message: 'is of another component' }],
  });
}

function isChosen({ kind, id }: Chosen, user: CredentialUser): boolean {
  const shown = usageOf(user);
  return shown.kind === kind && shown.id === id;
}

/** @throws Problem `request/invalid` for who does not name it, and for webhooks */
function assertMovable(users: readonly CredentialUser[], references: readonly Chosen[]): void {
  const errors = references.flatMap((reference, index): Violation[] => {
    const path = `/references/${index}`;
    const isWebhook = users.some((user) => user.holder.kind === 'webhook' && isChosen(reference, user));
    if (isWebhook) return [{ path, message: 'is a webhook: rotate it to the other credential' }];
    return users.some((user) => isChosen(reference, user)) ? [] : [{ path, message: 'does not name the credential' }];
  });
  if (errors.length > 0) throw invalid(errors);
}

/** Each (key, step) once, in the order in which they are read. */
function movedUses(uses: readonly Reference[], from: string, to: string): Reference[] {
  const moved = new Map<string, Reference>();
  for (const use of uses) {
    const key = use.key === from ? to : use.key;
    moved.set(`${key}\n${use.step ?? ''}`, { ...use, key });
  }
  return [...moved.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, use]) => use);
}

/** From where each of its users is, the other key must mean the other credential. @throws Problem `reference/dangling` */
async function holdTarget(tx: Transaction, to: Credential, users: readonly CredentialUser[]): Promise<void> {
  const { organisationId, key } = to;
  for (const solutionId of new Set(users.map(({ holder }) => holder.solutionId))) {
    const held = await holdReferenced(tx, { organisationId, solutionId }, [key]);
    if (held.get(key)?.id === to.id) continue;
    const errors = [{ path: '/with', message: 'is not what its key means in the solution of each of the users' }];
    throw new Problem('reference/dangling', { errors });
  }
}

async function moveOne(
  call: MoveCall,
  tx: Transaction,
  { id, from, to }: { readonly id: string; readonly from: Credential; readonly to: Credential },
): Promise<AuditNote> {
  const current = await findConsumer(tx, from.organisationId, id);
  if (!current) throw new Problem('consumer/stale');
  const [version, updatedAt, updatedBy] = [current.consumer.version + 1, call.services.clock(), call.principal.tokenId];
  const consumer = { ...current.consumer, version, updatedAt, updatedBy };
  const next: ConsumerWithUses = { consumer, uses: movedUses(current.uses, from.key, to.key) };
  await updateConsumer(tx, consumer, next.uses);
  const changes = changesOf(auditedConsumer(current), auditedConsumer(next));
  return { action: 'consumer.replace', subject: id, subjectKey: id, details: { version, changes } };
}

/** What one request asks for. */
interface Move {
  readonly from: Credential;
  readonly to: Credential;
}

interface Admitted {
  readonly admitted: readonly NextFunction[];
}

/** Those that are to be moved, of the first thousand that the caller sees. */
async function findMoving(call: MoveCall, queries: Queries, from: Credential): Promise<CredentialUser[]> {
  const { references } = call.body;
  const users = await listCredentialUsers(queries, from, { limit: MOST_MOVED, solutions: call.principal.solutionIds });
  // What signs a webhook is changed by a rotation, with which the one before signs on for a while.
  if (!references) return users.filter(({ holder }) => holder.kind !== 'webhook');
  assertMovable(users, references);
  return users.filter((user) => references.some((one) => isChosen(one, user)));
}

/** A function that has come to name it since is not left behind unsaid. @throws Problem `function/stale` */
function assertAllAdmitted(moving: readonly CredentialUser[], admitted: readonly NextFunction[]): CredentialUser[] {
  const ids = new Set(admitted.map(({ record }) => record.functionId));
  const isReady = ({ holder }: CredentialUser) => holder.kind === 'consumer' || ids.has(holder.id);
  if (ids.size < MOST_MOVED_FUNCTIONS && !moving.every(isReady)) throw new Problem('function/stale');
  return moving.filter(isReady);
}

async function commitMove(call: MoveCall, tx: Transaction, { from, to, admitted }: Move & Admitted) {
  const { organisation, principal } = call;
  const moving = assertAllAdmitted(await findMoving(call, tx, from), admitted);
  const notes = await commitMoved(tx, admitted, moving);
  await holdTarget(tx, to, moving);
  const consumers = moving.filter(({ holder }) => holder.kind === 'consumer').map(({ holder }) => holder.id);
  for (const id of [...new Set(consumers)].sort()) notes.push(await moveOne(call, tx, { id, from, to }));
  const details = { to: to.id, toKey: to.key, moved: moving.length };
  notes.push({ subject: from.id, subjectKey: from.key, details });
  for (let at = 0; at < notes.length; at += MOST_MOVED) {
    await call.recordAllDone(tx, notes.slice(at, at + MOST_MOVED));
  }
  const counts = await countCredentialUsers(tx, organisation.id, { ids: [from.id] });
  const left = await listCredentialUsers(tx, from, { limit: 20, solutions: principal.solutionIds });
  const [moved, functions] = [moving.length, admitted.length];
  return { moved, functions, left: counts.get(from.id)?.all ?? 0, usages: left.map(usageOf) };
}

/**
 * Moves references of the credential of the path.
 *
 * @throws Problem `credential/not-found`, `reference/dangling`, `credential/component-mismatch`, `request/invalid`,
 *   `function/move-refused`; `consumer/stale` and `function/stale` where its users were changed five times meanwhile
 */
export async function moveUsages(call: MoveCall): Promise<Static<typeof moveView>> {
  const { store } = call.services;
  const from = await requireCredential(call);
  const to = await targetOf(call, from);
  return await retryStaleUser(call, async () => {
    const admitted = await admitMoved(call, await findMoving(call, store.read, from), { from, to });
    try {
      const work = (tx: Transaction) => commitMove(call, tx, { from, to, admitted });
      return await store.transaction(work, { isLong: true });
    } catch (error) {
      await unstageVersions(call, admitted);
      throw error;
    }
  });
}
