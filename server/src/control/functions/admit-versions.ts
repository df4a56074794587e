/**
 * Versions of functions on their way: staged, admitted by the broker, committed in the transaction of whoever writes them.
 * Until that commit nothing has changed for anybody, and without the broker's word nothing ever does.
 */
import { auditedFunction } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import type { FunctionRecord } from '../../domain/function.ts';
import { Problem } from '../../domain/problem.ts';
import type { ReferenceHolder } from '../../domain/reference.ts';
import type { Solution } from '../../domain/solution.ts';
import { type ReadFunction, referencesOf } from '../../functions/function-definition.ts';
import { recordChange } from '../../store/changes.ts';
import { commitFunction, deleteStagedFunction, stageFunction } from '../../store/functions.ts';
import { holdReferenced, writeReferences } from '../../store/references.ts';
import type { Transaction } from '../../store/store.ts';
import type { AuditNote, Call } from '../route.ts';

/** Of a solution. */
const MOST_FUNCTIONS = 500;

/** A version that is to take the place of the one before. */
export interface NextFunction {
  /** With its witness once it is admitted. */
  readonly record: FunctionRecord;
  readonly read: ReadFunction;
  /** The version before; undefined for a new function. */
  readonly former?: FunctionRecord | undefined;
  readonly solution: Pick<Solution, 'slug'>;
}

/** What a function is as a holder of references. */
export function holderOf({ organisationId, functionId: id, name, solutionId, state }: FunctionRecord): ReferenceHolder {
  return { organisationId, kind: 'function', id, name, solutionId, isActive: state === 'active' };
}

/** Stores versions beside those that count. */
export async function stageVersions({ services }: Call, versions: readonly NextFunction[]): Promise<void> {
  const stage = async (transaction: Transaction) => {
    for (const { record } of versions) await stageFunction(transaction, record);
  };
  if (versions.length > 0) await services.store.transaction(stage, { isLong: versions.length > 1 });
}

/** Takes back what was staged; what cannot be removed now confers nothing, and is swept later. */
export async function unstageVersions({ services }: Call, versions: readonly NextFunction[]): Promise<void> {
  const remove = async (transaction: Transaction) => {
    for (const { record } of versions) await deleteStagedFunction(transaction, record.organisationId, record.id);
  };
  if (versions.length === 0) return;
  await services.store.transaction(remove, { isLong: versions.length > 1 }).catch(() => undefined);
}

/**
 * Asks the broker for its word for one staged version.
 *
 * @throws Problem what the broker refuses with
 */
export async function admitVersion(call: Call, version: NextFunction): Promise<NextFunction> {
  const { organisationId, id: versionId } = version.record;
  const asked = { token: call.token.reveal(), organisationId, versionId };
  const { witnesses } = await call.services.broker.admitFunction(asked);
  return { ...version, record: { ...version.record, witness: witnesses[0]! } };
}

/** What an active function names is there, and stays until this is committed; a draft may name what there is not. */
async function writeNamed(tx: Transaction, { record, read }: NextFunction): Promise<void> {
  const { organisationId, solutionId } = record;
  const references = referencesOf(read.definition);
  if (record.state === 'active') {
    const keys = [...new Set(references.map(({ key }) => key))];
    const held = await holdReferenced(tx, { organisationId, solutionId }, keys);
    const errors = references
      .filter(({ key }) => !held.has(key))
      .map(({ path, key }) => ({ path, message: `names ${key}` }));
    if (errors.length > 0) throw new Problem('function/credential-missing', { errors });
  }
  const named = references.map(({ key, parameter }) => ({ key, ...(parameter !== undefined && { step: parameter }) }));
  await writeReferences(tx, holderOf(record), named);
}

/**
 * Puts an admitted version in the place of the one before, and tells what the log is to say of it.
 *
 * @throws Problem `function/stale`, `function/too-many`, `function/credential-missing`, `solution/not-found`; the
 *   transaction must not go on then
 */
export async function commitVersion(tx: Transaction, next: NextFunction): Promise<AuditNote> {
  const { record, former, solution } = next;
  const { organisationId, functionId, name, version, digest } = record;
  await commitFunction(tx, record, { formerId: former?.id, most: MOST_FUNCTIONS });
  await writeNamed(tx, next);
  await recordChange(tx, { organisationId, kind: 'function', subject: functionId });
  const changes = changesOf(former && auditedFunction(former), auditedFunction(record));
  const details = { solution: solution.slug, version, digest, changes };
  return { action: 'function.put', subject: functionId, subjectKey: name, details };
}
