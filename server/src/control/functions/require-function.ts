/** Finds the function that a path names, and what it says. */
import { type FunctionRecord, isFunctionName } from '../../domain/function.ts';
import { Problem } from '../../domain/problem.ts';
import type { Solution } from '../../domain/solution.ts';
import type { ReadFunction } from '../../functions/function-definition.ts';
import { readFunction } from '../../functions/read-function.ts';
import { findFunction } from '../../store/functions.ts';
import type { Call } from '../route.ts';
import { requireSolution } from '../solutions/require-solution.ts';

/** A call whose path ends in a function's name. */
export type FunctionCall<Body = unknown> = Call<{ solution: string; function: string }, unknown, Body>;

/** @throws Problem `solution/not-found`, `function/not-found` */
export async function requireFunction(
  call: FunctionCall,
): Promise<{ readonly solution: Solution; readonly record: FunctionRecord }> {
  const solution = await requireSolution(call);
  const scope = { organisationId: call.organisation.id, solutionId: solution.id };
  const name = call.params.function;
  const record = isFunctionName(name) ? await findFunction(call.services.store.read, scope, name) : undefined;
  if (!record) throw new Problem('function/not-found');
  return { solution, record };
}

/** @throws Problem `function/not-found` for a row that was written past the reader */
export function readRecord(record: FunctionRecord): ReadFunction {
  const reading = readFunction(record.document, record.name);
  if ('violations' in reading) throw new Problem('function/not-found');
  return reading.read;
}
