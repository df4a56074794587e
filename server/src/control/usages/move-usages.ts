/**
 * Moves what names a credential to another one of the same component, in one transaction: all of it that the caller sees,
 * or what is chosen. A consumer's uses are rewritten here. A function names its credentials in its definition, which is
 * witnessed as a whole: it is left, and told of.
 */
import { type Static, Type } from 'typebox';
import { auditedConsumer } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import { componentOf } from '../../domain/component.ts';
import { type ConsumerWithUses, FUNCTION_KIND } from '../../domain/consumer.ts';
import type { Credential } from '../../domain/credential.ts';
import { isId } from '../../domain/id.ts';
import { isKey } from '../../domain/key.ts';
import { Problem, type Violation } from '../../domain/problem.ts';
import type { CredentialUser, Reference } from '../../domain/reference.ts';
import { findConsumer, updateConsumer } from '../../store/consumers.ts';
import { lookUpCredential } from '../../store/credentials.ts';
import { countCredentialUsers, holdReferenced, listCredentialUsers } from '../../store/references.ts';
import type { Transaction } from '../../store/store.ts';
import { retryStaleConsumer } from '../consumers/retry-stale-consumer.ts';
import { type CredentialCall, isVisible, requireCredential, scopeOf } from '../credentials/find-live.ts';
import type { AuditNote } from '../route.ts';
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
    /** References that still name this one: of functions, of users that were not chosen, or past the thousand of one request. */
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

/** @throws Problem `request/invalid` for who does not name it, and for functions */
function assertMovable(users: readonly CredentialUser[], references: readonly Chosen[]): void {
  const errors = references.flatMap((reference, index): Violation[] => {
    const path = `/references/${index}`;
    if (reference.kind === FUNCTION_KIND) return [{ path, message: 'is a function: change its definition' }];
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

/**
 * Moves references of the credential of the path.
 *
 * @throws Problem `credential/not-found`, `reference/dangling`, `credential/component-mismatch`, `request/invalid`,
 *   `consumer/stale` where its users were changed five times meanwhile
 */
export async function moveUsages(call: MoveCall): Promise<Static<typeof moveView>> {
  const { services, organisation, principal, body } = call;
  const from = await requireCredential(call);
  const to = await targetOf(call, from);
  const solutions = principal.solutionIds;
  const work = async (tx: Transaction) => {
    const users = await listCredentialUsers(tx, from, { limit: MOST_MOVED, solutions });
    if (body.references) assertMovable(users, body.references);
    const moving = users.filter((user) => {
      return user.holder.kind === 'consumer' && (body.references?.some((one) => isChosen(one, user)) ?? true);
    });
    await holdTarget(tx, to, moving);
    const notes: AuditNote[] = [];
    const ids = [...new Set(moving.map(({ holder }) => holder.id))].sort();
    for (const id of ids) notes.push(await moveOne(call, tx, { id, from, to }));
    const details = { to: to.id, toKey: to.key, moved: moving.length };
    await call.recordAllDone(tx, [
      ...notes.slice(0, MOST_MOVED - 1),
      { subject: from.id, subjectKey: from.key, details },
    ]);
    if (notes.length === MOST_MOVED) await call.recordAllDone(tx, notes.slice(MOST_MOVED - 1));
    const counts = await countCredentialUsers(tx, organisation.id, { ids: [from.id] });
    const left = await listCredentialUsers(tx, from, { limit: 20, solutions });
    return { moved: moving.length, left: counts.get(from.id)?.all ?? 0, usages: left.map(usageOf) };
  };
  return await retryStaleConsumer(call, () => services.store.transaction(work, { isLong: true }));
}
