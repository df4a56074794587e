/**
 * From a name to a function that the caller may invoke. A row that was written past the broker is as good as not there and
 * is reported; foreign, unknown and not granted give the same `function/not-found`.
 */
import type { Principal } from '../../domain/access-token.ts';
import type { FunctionRecord } from '../../domain/function.ts';
import { coversFunction, type Grant, namesFunction } from '../../domain/grant.ts';
import { Problem } from '../../domain/problem.ts';
import type { ReadFunction } from '../../functions/function-definition.ts';
import { readFunction } from '../../functions/read-function.ts';
import { type FunctionScope, findFunction } from '../../store/functions.ts';
import { isWitness, witnessFunction } from '../admit/witness.ts';
import type { BrokerParts } from '../parts.ts';
import { recordRefusal } from '../record-refusal.ts';
import { CoalescingCache } from '../resolve/coalescing-cache.ts';
import { evictOnChange } from '../resolve/evict-on-change.ts';

const CACHED_FUNCTIONS = 2_000;
const TERM_MS = 10 * 60_000;

/** A function as it is witnessed. */
export interface KnownFunction {
  readonly record: FunctionRecord;
  readonly read: ReadFunction;
}

/** The same with the grants that permit to invoke it. */
export interface GrantedFunction extends KnownFunction {
  readonly grants: readonly Grant[];
}

export interface FunctionDirectory {
  /**
   * @param solutionId - The caller's; the empty string has no functions.
   * @throws Problem `function/not-found`, `function/changed`, `function/draft`
   */
  find(principal: Principal, name: string, solutionId: string): Promise<GrantedFunction>;
}

/** Whether the broker has witnessed the row as it stands, and the strict reader takes it; undefined where not. */
async function judge(parts: BrokerParts, record: FunctionRecord): Promise<ReadFunction | undefined> {
  const key = await parts.keys.witnessKey(record.organisationId);
  const reading = isWitness(record.witness, witnessFunction(key, record))
    ? readFunction(record.document, record.name)
    : undefined;
  const read = reading && 'read' in reading ? reading.read : undefined;
  const isSame = read?.digest === record.digest && read.definition.state === record.state;
  return isSame ? read : undefined;
}

async function load(parts: BrokerParts, scope: FunctionScope, name: string): Promise<KnownFunction> {
  const record = await findFunction(parts.store.read, scope, name);
  const read = record && (await judge(parts, record));
  if (record && !read) {
    const { organisationId, functionId: subject } = record;
    parts.logger.warn(
      { organisation: organisationId, function: subject },
      'a function without a valid witness is not used',
    );
    const code = 'function/not-found';
    await recordRefusal(parts, { organisationId, actor: 'keyward', action: 'function.unwitnessed', subject, code });
  }
  if (!record || !read) throw new Problem('function/not-found');
  return { record, read };
}

export function createFunctionDirectory(parts: BrokerParts): FunctionDirectory {
  const cache = new CoalescingCache<KnownFunction>({ max: CACHED_FUNCTIONS, termMs: TERM_MS });
  evictOnChange(parts.store, 'function', cache);

  function refuse(principal: Principal, name: string, solutionId: string): never {
    // The caller gets one 404; the operator reads here which command would have granted it.
    const grantWith = `keyward token create --solution ${solutionId} --function ${name}`;
    parts.logger.info({ accessToken: principal.tokenId, grantWith }, 'invocation refused');
    throw new Problem('function/not-found');
  }

  return {
    async find(principal, name, solutionId) {
      const { organisationId } = principal;
      const now = parts.clock();
      const naming = principal.grants.filter((grant) => namesFunction(grant, name, now));
      if (solutionId === '' || naming.length === 0) return refuse(principal, name, solutionId);
      parts.assertFresh();
      const { record, read } = await cache.load(`${organisationId}\n${solutionId}\n${name}`, async () => {
        const value = await load(parts, { organisationId, solutionId }, name);
        return { value, subject: value.record.functionId };
      });
      const grants = naming.filter((grant) => coversFunction(grant, record, now));
      if (grants.length === 0) throw new Problem('function/changed');
      if (record.state !== 'active') throw new Problem('function/draft');
      return { record, read, grants };
    },
  };
}
