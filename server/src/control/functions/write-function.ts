/** Writes and deletes functions, one at a time; what is written takes the way of `admit-versions.ts`. */
import { auditedFunction } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import type { FunctionRecord } from '../../domain/function.ts';
import { newId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import type { Solution } from '../../domain/solution.ts';
import type { ReadFunction } from '../../functions/function-definition.ts';
import { readFunction } from '../../functions/read-function.ts';
import { recordChange } from '../../store/changes.ts';
import { deleteFunction as deleteStored, findFunction } from '../../store/functions.ts';
import { writeReferences } from '../../store/references.ts';
import { assertIfMatch } from '../http/if-match.ts';
import { violationsOf } from '../providers/read-given-provider.ts';
import type { Call } from '../route.ts';
import { requireSolution } from '../solutions/require-solution.ts';
import { admitVersion, commitVersion, holderOf, stageVersions, unstageVersions } from './admit-versions.ts';
import { type FunctionCall, requireFunction } from './require-function.ts';

/** @throws Problem `function/invalid` */
function readGiven(text: string, name: string): ReadFunction {
  const reading = readFunction(text, name);
  if ('violations' in reading) throw new Problem('function/invalid', { errors: violationsOf(reading.violations) });
  return reading.read;
}

interface Place {
  readonly solution: Solution;
  readonly former: FunctionRecord | undefined;
}

/** The version after `former`, or the first of a new function, as this caller writes it. */
export function nextVersion(
  call: Call,
  { definition, document, digest }: ReadFunction,
  { solutionId, former }: { readonly solutionId: string; readonly former: FunctionRecord | undefined },
): FunctionRecord {
  const { organisation, principal, services } = call;
  const at = services.clock();
  const by = principal.tokenId;
  return {
    organisationId: organisation.id,
    id: newId('fnv'),
    functionId: former?.functionId ?? newId('fn'),
    solutionId,
    ...{ name: definition.name, state: definition.state, document, digest },
    version: (former?.version ?? 0) + 1,
    ...{ createdAt: former?.createdAt ?? at, createdBy: former?.createdBy ?? by, updatedAt: at, updatedBy: by },
  };
}

async function write(call: Call, read: ReadFunction, { solution, former }: Place): Promise<FunctionRecord> {
  const next = { record: nextVersion(call, read, { solutionId: solution.id, former }), read, former, solution };
  await stageVersions(call, [next]);
  try {
    const admitted = await admitVersion(call, next);
    await call.services.store.transaction(async (transaction) => {
      await call.recordDone(transaction, await commitVersion(transaction, admitted));
    });
    return admitted.record;
  } catch (error) {
    await unstageVersions(call, [next]);
    throw error;
  }
}

/**
 * Makes the function of the path, or puts a new version in the place of the one before; the same definition again changes
 * nothing.
 *
 * @throws Problem `solution/not-found`, `function/invalid`, `function/stale`, `function/too-many`, and what the broker
 *   refuses with
 */
export async function putFunction(
  call: FunctionCall<{ readonly text: string }>,
): Promise<{ readonly record: FunctionRecord; readonly isNew: boolean }> {
  const solution = await requireSolution(call);
  const read = readGiven(call.body.text, call.params.function);
  const scope = { organisationId: call.organisation.id, solutionId: solution.id };
  const former = await findFunction(call.services.store.read, scope, call.params.function);
  assertIfMatch(call.ifMatch, former?.version, 'function/stale');
  if (former?.document === read.document) return { record: former, isNew: false };
  return { record: await write(call, read, { solution, former }), isNew: former === undefined };
}

/**
 * Deletes the function of the path with its versions.
 *
 * @throws Problem `solution/not-found`, `function/not-found`, `function/stale`
 */
export async function deleteFunction(call: FunctionCall): Promise<void> {
  const { solution, record } = await requireFunction(call);
  assertIfMatch(call.ifMatch, record.version, 'function/stale');
  const { organisationId, functionId, name, version } = record;
  await call.services.store.transaction(async (transaction) => {
    await deleteStored(transaction, record);
    await writeReferences(transaction, holderOf(record), []);
    const changes = changesOf(auditedFunction(record), { members: {} });
    const details = { solution: solution.slug, version, changes };
    await call.recordDone(transaction, { subject: functionId, subjectKey: name, details });
    await recordChange(transaction, { organisationId, kind: 'function', subject: functionId });
  });
}
