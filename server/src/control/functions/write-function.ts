/**
 * Writes functions: staged, admitted by the broker, then put in the place of the version before. Until that commit nothing
 * has changed for anybody, and without the broker's word nothing ever does.
 */
import { auditedFunction } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import type { FunctionRecord } from '../../domain/function.ts';
import { newId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import type { ReferenceHolder } from '../../domain/reference.ts';
import type { Solution } from '../../domain/solution.ts';
import { type ReadFunction, referencesOf } from '../../functions/function-definition.ts';
import { readFunction } from '../../functions/read-function.ts';
import { recordChange } from '../../store/changes.ts';
import {
  commitFunction,
  deleteStagedFunction,
  deleteFunction as deleteStored,
  findFunction,
  stageFunction,
} from '../../store/functions.ts';
import { holdReferenced, writeReferences } from '../../store/references.ts';
import type { Transaction } from '../../store/store.ts';
import { assertIfMatch } from '../http/if-match.ts';
import { violationsOf } from '../providers/read-given-provider.ts';
import type { Call } from '../route.ts';
import { requireSolution } from '../solutions/require-solution.ts';
import { type FunctionCall, requireFunction } from './require-function.ts';

/** Of a solution. */
export const MOST_FUNCTIONS = 500;

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

function nextVersion(call: Call, { definition, document, digest }: ReadFunction, { solution, former }: Place) {
  const { organisation, principal, services } = call;
  const at = services.clock();
  const by = principal.tokenId;
  return {
    organisationId: organisation.id,
    id: newId('fnv'),
    functionId: former?.functionId ?? newId('fn'),
    solutionId: solution.id,
    ...{ name: definition.name, state: definition.state, document, digest },
    version: (former?.version ?? 0) + 1,
    ...{ createdAt: former?.createdAt ?? at, createdBy: former?.createdBy ?? by, updatedAt: at, updatedBy: by },
  } satisfies FunctionRecord;
}

function holderOf({ organisationId, functionId: id, name, solutionId, state }: FunctionRecord): ReferenceHolder {
  return { organisationId, kind: 'function', id, name, solutionId, isActive: state === 'active' };
}

/** What an active function names is there, and stays until this is committed; a draft may name what there is not. */
export async function writeNamed(tx: Transaction, record: FunctionRecord, read: ReadFunction): Promise<void> {
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

async function write(call: Call, read: ReadFunction, place: Place): Promise<FunctionRecord> {
  const { store, broker } = call.services;
  const { solution, former } = place;
  const staged = nextVersion(call, read, place);
  const { organisationId, id, functionId, name, version } = staged;
  await store.transaction((transaction) => stageFunction(transaction, staged));
  try {
    const { witnesses } = await broker.admitFunction({ token: call.token.reveal(), organisationId, versionId: id });
    const witnessed = { ...staged, witness: witnesses[0]! };
    await store.transaction(async (transaction) => {
      await commitFunction(transaction, witnessed, { formerId: former?.id, most: MOST_FUNCTIONS });
      await writeNamed(transaction, witnessed, read);
      const changes = changesOf(former && auditedFunction(former), auditedFunction(witnessed));
      const details = { solution: solution.slug, version, digest: staged.digest, changes };
      await call.recordDone(transaction, { subject: functionId, subjectKey: name, details });
      await recordChange(transaction, { organisationId, kind: 'function', subject: functionId });
    });
    return witnessed;
  } catch (error) {
    // A staged row that cannot be removed now confers nothing; the first failure is the one to tell.
    await store.transaction((transaction) => deleteStagedFunction(transaction, organisationId, id)).catch(() => false);
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
