/**
 * Admission of functions: witnesses a staged version when its author may pass on the use of every credential in it, and
 * every policy permits what it does. A draft may name what there is not yet; an active one may not.
 */
import type { Principal } from '../../domain/access-token.ts';
import { type Credential, unusableReason } from '../../domain/credential.ts';
import type { FunctionRecord } from '../../domain/function.ts';
import { assertAtLeast, coversCredential, type Grant } from '../../domain/grant.ts';
import type { Instant } from '../../domain/instant.ts';
import { Problem } from '../../domain/problem.ts';
import { managesScope } from '../../domain/solution.ts';
import type { ReadFunction } from '../../functions/function-definition.ts';
import { readFunction } from '../../functions/read-function.ts';
import { lookUpCredential } from '../../store/credentials.ts';
import { findStagedFunction } from '../../store/functions.ts';
import { functionProblem } from '../functions/function-problem.ts';
import { assertOrigins, type OpenedUse, placesOf } from '../functions/open-uses.ts';
import type { BrokerParts } from '../parts.ts';
import { openPlaces } from '../resolve/open-credential.ts';
import { witnessFunction } from './witness.ts';

/**
 * @throws Problem `token/forbidden`, `function/not-found`, `function/invalid`, `grant/exceeded`,
 *   `function/credential-missing`, `policy/origin-refused`, `policy/placement-refused`
 */
export async function admitFunction(parts: BrokerParts, principal: Principal, id: string): Promise<Buffer> {
  assertAtLeast(principal.role, 'editor');
  const staged = await findStagedFunction(parts.store.read, principal.organisationId, id);
  if (!staged || !managesScope(principal, staged.solutionId)) throw new Problem('function/not-found');
  const read = readStaged(staged);
  const uses: OpenedUse[] = [];
  for (const { reference, places } of placesOf(read)) {
    try {
      const credential = await meant(parts, staged, reference.key);
      if (!credential && staged.state === 'active') throw new Problem('credential/not-found');
      if (!credential) continue;
      assertMayPlace(principal, credential, { read, now: parts.clock() });
      if (unusableReason(credential, parts.clock())) continue;
      uses.push({ ...(await openPlaces(parts, credential, places)), reference, isWhole: places.isWhole });
    } catch (error) {
      throw functionProblem(error, reference);
    }
  }
  try {
    if (isDecidable(read, uses)) assertOrigins(read, uses);
  } finally {
    for (const { opened } of uses) opened.memory.retire();
  }
  return witnessFunction(await parts.keys.witnessKey(principal.organisationId), staged);
}

function readStaged(staged: FunctionRecord): ReadFunction {
  const reading = readFunction(staged.document, staged.name);
  if ('violations' in reading) throw new Problem('function/invalid');
  const { read } = reading;
  const isWhatItSays = read.digest === staged.digest && read.definition.state === staged.state;
  if (!isWhatItSays || read.document !== staged.document) throw new Problem('function/invalid');
  return read;
}

async function meant(
  { store }: BrokerParts,
  { organisationId, solutionId }: FunctionRecord,
  key: string,
): Promise<Credential | undefined> {
  const found = await lookUpCredential(store.read, { organisationId, solutionId }, key);
  return found && found.deletedAt === undefined ? found : undefined;
}

/** A grant that says nothing of paths and time: what a function does it does on any path, and for as long as it stands. */
function suffices(grant: Grant, { read, now, credential }: Placing & { readonly credential: Credential }): boolean {
  const isWide = grant.paths === undefined && grant.expiresAt === undefined;
  const isMethod = grant.methods?.includes(read.definition.request.method) ?? true;
  return isWide && isMethod && coversCredential(grant, credential, now);
}

interface Placing {
  readonly read: ReadFunction;
  readonly now: Instant;
}

/** Managing a credential includes granting its use; who does not manage it must have the use itself. */
function assertMayPlace(principal: Principal, credential: Credential, placing: Placing): void {
  const isManaged = managesScope(principal, credential.solutionId);
  const isGranted = principal.grants.some((grant) => suffices(grant, { ...placing, credential }));
  if (!isManaged && !isGranted) throw new Problem('grant/exceeded');
}

/** Where the origin is that of a credential which is not there yet, there is nothing to compare with. */
function isDecidable({ url }: ReadFunction, uses: readonly OpenedUse[]): boolean {
  return url.origin !== undefined || uses.some(({ isWhole }) => isWhole);
}
