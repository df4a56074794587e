/**
 * Functions that come to name another credential: each gets a new version, the same but for the key, which the broker
 * admits as it admits any. All of them are admitted before anything is changed; where one is refused, none is moved.
 */
import type { Credential } from '../../domain/credential.ts';
import type { FunctionRecord } from '../../domain/function.ts';
import { Problem, problems, type Violation } from '../../domain/problem.ts';
import type { CredentialUser } from '../../domain/reference.ts';
import type { FunctionDefinition, FunctionParameter } from '../../functions/function-definition.ts';
import { readFunction } from '../../functions/read-function.ts';
import { findFunctionById } from '../../store/functions.ts';
import { findSolution } from '../../store/solutions.ts';
import type { Transaction } from '../../store/store.ts';
import {
  admitVersion,
  commitVersion,
  type NextFunction,
  stageVersions,
  unstageVersions,
} from '../functions/admit-versions.ts';
import { nextVersion } from '../functions/write-function.ts';
import type { AuditNote, Call } from '../route.ts';

/** Of one request; each takes an admission. The rest by the same request again. */
export const MOST_MOVED_FUNCTIONS = 200;

/** From which key to which. */
export interface KeyMove {
  readonly from: Pick<Credential, 'key'>;
  readonly to: Pick<Credential, 'key'>;
}

function movedDefinition(document: string, { from, to }: KeyMove): FunctionDefinition {
  const definition = JSON.parse(document) as FunctionDefinition;
  const { credential, parameters } = definition;
  const moved = Object.entries(parameters).map(([name, spec]): [string, FunctionParameter] => {
    return [name, spec.type === 'credential' && spec.value === from.key ? { ...spec, value: to.key } : spec];
  });
  const whole = credential === from.key && { credential: to.key };
  return { ...definition, ...whole, parameters: Object.fromEntries(moved) };
}

/** @throws Problem `function/invalid` where it can be read no longer, `function/stale` where its solution is gone */
async function movedVersion(call: Call, former: FunctionRecord, move: KeyMove): Promise<NextFunction> {
  const { organisationId, solutionId, name } = former;
  const solution = await findSolution(call.services.store.read, organisationId, solutionId);
  if (!solution) throw new Problem('function/stale');
  const reading = readFunction(JSON.stringify(movedDefinition(former.document, move)), name);
  if ('violations' in reading) throw new Problem('function/invalid');
  const { read } = reading;
  return { record: nextVersion(call, read, { solutionId, former }), read, former, solution };
}

/** Why the other credential will not do for a function; what is no fault of it is thrown. */
function refusalOf({ record, solution }: NextFunction, error: unknown): Violation {
  if (!(error instanceof Problem) || error.status >= 500 || error.status === 401) throw error;
  const { code, detail = problems[code].title } = error;
  return {
    path: '/with',
    message: `the function ${record.name} of ${solution.slug} would be refused: ${code}: ${detail}`,
  };
}

/** @throws Problem `function/move-refused` with why, for each function that would be refused */
async function admitAll(call: Call, staged: readonly NextFunction[]): Promise<NextFunction[]> {
  const admitted: NextFunction[] = [];
  const errors: Violation[] = [];
  for (const version of staged) {
    try {
      admitted.push(await admitVersion(call, version));
    } catch (error) {
      errors.push(refusalOf(version, error));
    }
  }
  if (errors.length > 0) throw new Problem('function/move-refused', { errors });
  return admitted;
}

/**
 * Stages and admits the next version of each function among the users.
 *
 * @throws Problem `function/move-refused`, `function/stale`; nothing is left staged then
 */
export async function admitMoved(call: Call, users: readonly CredentialUser[], move: KeyMove): Promise<NextFunction[]> {
  const { services, organisation } = call;
  const ids = new Set(users.filter(({ holder }) => holder.kind === 'function').map(({ holder }) => holder.id));
  const next: NextFunction[] = [];
  for (const id of [...ids].slice(0, MOST_MOVED_FUNCTIONS)) {
    const former = await findFunctionById(services.store.read, organisation.id, id);
    if (!former) throw new Problem('function/stale');
    next.push(await movedVersion(call, former, move));
  }
  await stageVersions(call, next);
  try {
    return await admitAll(call, next);
  } catch (error) {
    await unstageVersions(call, next);
    throw error;
  }
}

/**
 * Commits what was admitted, in the order in which all transactions wait for solutions.
 *
 * @param users - Who names the credential now: a function that does so no longer was changed meanwhile.
 * @throws Problem `function/stale`; the transaction must not go on then
 */
export async function commitMoved(
  tx: Transaction,
  admitted: readonly NextFunction[],
  users: readonly CredentialUser[],
): Promise<AuditNote[]> {
  const naming = new Set(users.map(({ holder }) => holder.id));
  const placeOf = ({ record: { solutionId, name } }: NextFunction) => `${solutionId}\n${name}`;
  const notes: AuditNote[] = [];
  for (const version of admitted.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))) {
    if (!naming.has(version.record.functionId)) throw new Problem('function/stale');
    notes.push(await commitVersion(tx, version));
  }
  return notes;
}
