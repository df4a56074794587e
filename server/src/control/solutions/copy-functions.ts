/**
 * The functions of a solution that is copied: drafts, admitted by the broker with the rights of who copies, as any other
 * function is. Whoever activates one answers for it.
 */
import { auditedFunction } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import type { FunctionRecord } from '../../domain/function.ts';
import { newId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import type { Solution } from '../../domain/solution.ts';
import type { ReadFunction } from '../../functions/function-definition.ts';
import { readFunction } from '../../functions/read-function.ts';
import { recordChange } from '../../store/changes.ts';
import { commitFunction, deleteStagedFunction, listFunctions, stageFunction } from '../../store/functions.ts';
import type { Queries, Transaction } from '../../store/store.ts';
import { MOST_FUNCTIONS, writeNamed } from '../functions/write-function.ts';
import { violationsOf } from '../providers/read-given-provider.ts';
import type { AuditNote, Call } from '../route.ts';

const PAGE = 100;

/** A function of the copy, staged, and with the broker's word once it has that. */
export interface CopiedFunction {
  readonly record: FunctionRecord;
  readonly read: ReadFunction;
}

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
export function draftOf(source: Pick<FunctionRecord, 'name' | 'document'>, to: Solution): CopiedFunction {
  const definition = { ...(JSON.parse(source.document) as object), state: 'draft' };
  const reading = readFunction(JSON.stringify(definition), source.name);
  if ('violations' in reading) throw new Problem('function/invalid', { errors: violationsOf(reading.violations) });
  const { document, digest } = reading.read;
  const { organisationId, id: solutionId, createdAt, createdBy, updatedAt, updatedBy } = to;
  const ids = { organisationId, solutionId, id: newId('fnv'), functionId: newId('fn') };
  const stamps = { createdAt, createdBy, updatedAt, updatedBy };
  const record: FunctionRecord = { ...ids, name: source.name, version: 1, state: 'draft', document, digest, ...stamps };
  return { record, read: reading.read };
}

/** Takes back what was staged; what cannot be removed now confers nothing, and is swept later. */
export async function unstageCopies({ services }: Call, copies: readonly CopiedFunction[]): Promise<void> {
  const remove = async (transaction: Transaction) => {
    for (const { record } of copies) await deleteStagedFunction(transaction, record.organisationId, record.id);
  };
  await services.store.transaction(remove, { isLong: true }).catch(() => undefined);
}

/**
 * Stages the functions of the copy and has them admitted.
 *
 * @throws Problem what the broker refuses with; nothing is left staged then
 */
export async function stageCopies(call: Call, copies: readonly CopiedFunction[]): Promise<CopiedFunction[]> {
  const { store, broker } = call.services;
  if (copies.length === 0) return [];
  const stage = async (transaction: Transaction) => {
    for (const { record } of copies) await stageFunction(transaction, record);
  };
  await store.transaction(stage, { isLong: true });
  try {
    const admitted: CopiedFunction[] = [];
    for (const { record, read } of copies) {
      const { organisationId, id: versionId } = record;
      const { witnesses } = await broker.admitFunction({ token: call.token.reveal(), organisationId, versionId });
      admitted.push({ read, record: { ...record, witness: witnesses[0]! } });
    }
    return admitted;
  } catch (error) {
    await unstageCopies(call, copies);
    throw error;
  }
}

/** Commits what was admitted, in the transaction that stores the solution, and says what the log is to say of it. */
export async function commitCopies(
  transaction: Transaction,
  to: Solution,
  copies: readonly CopiedFunction[],
): Promise<AuditNote[]> {
  const notes: AuditNote[] = [];
  for (const { record, read } of copies) {
    const { organisationId, functionId, name, version, digest } = record;
    await commitFunction(transaction, record, { formerId: undefined, most: MOST_FUNCTIONS });
    await writeNamed(transaction, record, read);
    await recordChange(transaction, { organisationId, kind: 'function', subject: functionId });
    const changes = changesOf(undefined, auditedFunction(record));
    const details = { solution: to.slug, version, digest, changes };
    notes.push({ action: 'function.put', subject: functionId, subjectKey: name, details });
  }
  return notes;
}
