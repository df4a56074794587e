/**
 * The functions of a solution that is copied: drafts, admitted by the broker with the rights of who copies, as any other
 * function is. Whoever activates one answers for it.
 */
import type { FunctionRecord } from '../../domain/function.ts';
import { newId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import type { Solution } from '../../domain/solution.ts';
import { readFunction } from '../../functions/read-function.ts';
import { listFunctions } from '../../store/functions.ts';
import type { Queries, Transaction } from '../../store/store.ts';
import {
  admitVersion,
  commitVersion,
  type NextFunction,
  stageVersions,
  unstageVersions,
} from '../functions/admit-versions.ts';
import { violationsOf } from '../providers/read-given-provider.ts';
import type { AuditNote, Call } from '../route.ts';

const PAGE = 100;

/** All functions of a solution, newest first; there are not more than a solution may have. */
export async function functionsOf(queries: Queries, { organisationId, id }: Solution): Promise<FunctionRecord[]> {
  const found: FunctionRecord[] = [];
  let cursor: string | undefined;
  do {
    const request = { limit: PAGE, ...(cursor !== undefined && { cursor }) };
    const page = await listFunctions(queries, { organisationId, solutionId: id }, request);
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}

/** @throws Problem `function/invalid` */
export function draftOf(source: Pick<FunctionRecord, 'name' | 'document'>, to: Solution): NextFunction {
  const definition = { ...(JSON.parse(source.document) as object), state: 'draft' };
  const reading = readFunction(JSON.stringify(definition), source.name);
  if ('violations' in reading) throw new Problem('function/invalid', { errors: violationsOf(reading.violations) });
  const { document, digest } = reading.read;
  const { organisationId, id: solutionId, createdAt, createdBy, updatedAt, updatedBy } = to;
  const ids = { organisationId, solutionId, id: newId('fnv'), functionId: newId('fn') };
  const stamps = { createdAt, createdBy, updatedAt, updatedBy };
  const record: FunctionRecord = { ...ids, name: source.name, version: 1, state: 'draft', document, digest, ...stamps };
  return { record, read: reading.read, solution: to };
}

/**
 * Stages the functions of the copy and has them admitted.
 *
 * @throws Problem what the broker refuses with; nothing is left staged then
 */
export async function stageCopies(call: Call, copies: readonly NextFunction[]): Promise<NextFunction[]> {
  await stageVersions(call, copies);
  try {
    const admitted: NextFunction[] = [];
    for (const copy of copies) admitted.push(await admitVersion(call, copy));
    return admitted;
  } catch (error) {
    await unstageVersions(call, copies);
    throw error;
  }
}

/** Commits what was admitted, in the transaction that stores the solution, and says what the log is to say of it. */
export async function commitCopies(transaction: Transaction, copies: readonly NextFunction[]): Promise<AuditNote[]> {
  const notes: AuditNote[] = [];
  for (const copy of copies) notes.push(await commitVersion(transaction, copy));
  return notes;
}
