/** Stores a new solution together with credentials that have no secrets yet: all of it, or nothing. */
import { actorOf } from '../../audit/actor.ts';
import { appendAudits } from '../../audit/append.ts';
import { auditedSolution } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import type { Credential } from '../../domain/credential.ts';
import { Problem } from '../../domain/problem.ts';
import type { Solution } from '../../domain/solution.ts';
import { recordChange } from '../../store/changes.ts';
import { insertCredentials, takenKeys } from '../../store/credentials.ts';
import { insertSolution } from '../../store/solutions.ts';
import type { Transaction } from '../../store/store.ts';
import { recordCreations } from '../credentials/store-write.ts';
import type { NextFunction } from '../functions/admit-versions.ts';
import type { AuditNote, Call } from '../route.ts';
import { commitCopies } from './copy-functions.ts';

const AT_ONCE = 100;

/** How it is stored. */
export interface StoreOptions {
  /** The explicit word that keys may hide those of the organisation. */
  readonly shadows: boolean;
  /** For the log of the organisation that gets the solution: where it comes from. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Admitted, to be committed with the rest. */
  readonly functions?: readonly NextFunction[];
}

/** The call with a log of that organisation, which a copy may lead out of its own. */
function within(call: Call, { organisationId, id }: Solution): Call {
  const { principal, requestId, address, services } = call;
  const done = { organisationId, ...actorOf(principal), outcome: 'done', requestId, address } as const;
  const recordAllDone = (transaction: Transaction, notes: readonly AuditNote[]) =>
    appendAudits(
      transaction,
      notes.map((note) => ({ ...done, action: 'credential.create', ...note })),
      services.clock(),
    );
  return { ...call, solutionId: id, recordAllDone };
}

async function assertHidesNone(transaction: Transaction, organisationId: string, part: readonly Credential[]) {
  const keys = part.map(({ key }) => key);
  const hidden = await takenKeys(transaction, { organisationId, solutionId: '' }, keys);
  if (hidden.size === 0) return;
  const errors = [...hidden].sort().map((key) => ({ path: `/${key}`, message: 'is a key of the organisation too' }));
  throw new Problem('credential/shadows', { errors });
}

/**
 * Inserts both, and records the creation of each in the log of the solution's organisation.
 *
 * @throws Problem `solution/slug-taken`, `credential/shadows`; the transaction must not go on then
 */
export async function storeSolution(
  call: Call,
  transaction: Transaction,
  solution: Solution,
  { credentials, shadows, details, functions = [] }: StoreOptions & { readonly credentials: readonly Credential[] },
): Promise<void> {
  const { organisationId, id, slug } = solution;
  const target = within(call, solution);
  await insertSolution(transaction, solution);
  const changes = changesOf(undefined, auditedSolution(solution));
  const note = { action: 'solution.create', subject: id, subjectKey: slug, details: { changes, ...details } } as const;
  await target.recordAllDone(transaction, [note]);
  await recordChange(transaction, { organisationId, kind: 'solution', subject: id });
  for (let at = 0; at < credentials.length; at += AT_ONCE) {
    const part = credentials.slice(at, at + AT_ONCE);
    if (!shadows) await assertHidesNone(transaction, organisationId, part);
    const stored = await insertCredentials(transaction, part);
    if (stored.size !== part.length) throw new Problem('credential/key-taken');
    await recordCreations(target, transaction, part);
  }
  await target.recordAllDone(transaction, await commitCopies(transaction, functions));
}
