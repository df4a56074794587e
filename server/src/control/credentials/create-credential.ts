/** Creates a credential from a request's body. */
import type { Credential } from '../../domain/credential.ts';
import { isId, newId } from '../../domain/id.ts';
import { assertKey, deriveKey } from '../../domain/key.ts';
import { Problem } from '../../domain/problem.ts';
import type { Call } from '../route.ts';
import type { CredentialBody } from './credential-body.ts';
import { draftOf } from './draft.ts';
import { assertManages } from './find-live.ts';
import { readValues } from './given-values.ts';
import { onProvider } from './on-provider.ts';
import { planWrite, type WritePlan } from './plan.ts';
import { type NewIdentity, storeNew } from './store-write.ts';
import { askedOf, shapeOfNew } from './write-shape.ts';

function invalid(path: string, message: string): Problem {
  return new Problem('request/invalid', { errors: [{ path, message }] });
}

/**
 * Demands values, so that a credential is never created empty by a misspelt or forgotten member.
 *
 * @throws Problem `request/invalid`
 */
export function assertHasValues({ data, fields, sealed }: CredentialBody): void {
  if (!data && !fields && !sealed) throw invalid('/fields', 'is required, or `data` or `sealed`');
}

// The id is bound by each envelope, so it is known before sealing exactly where the client seals.
function newIdentityOf({ id, sealed }: CredentialBody): string {
  if (id === undefined && sealed) throw invalid('/id', 'is required beside `sealed`');
  if (id !== undefined && !sealed) throw invalid('/id', 'is taken beside `sealed` only');
  if (id !== undefined && !isId('cred', id)) throw invalid('/id', 'is not an id of a credential');
  return id ?? newId('cred');
}

/** A creation thought through, and not yet stored. */
export interface PreparedCredential {
  readonly plan: WritePlan;
  readonly identity: NewIdentity;
}

/**
 * Reads and plans a creation.
 *
 * @throws Problem `credential/key-invalid`; those of `shapeOfNew`, `readValues`, `draftOf`, and
 *   `planWrite`
 */
export async function prepareNew(call: Call, given: CredentialBody): Promise<PreparedCredential> {
  const provided = await onProvider(call, given);
  const { body, on } = provided;
  const shape = shapeOfNew(provided);
  const { type } = shape;
  const id = newIdentityOf(body);
  assertHasValues(body);
  const key =
    body.key === undefined ? deriveKey(body.name, on?.name.replace(/^org\//, '') ?? type.name) : assertKey(body.key);
  const values = readValues(askedOf(shape), body);
  const plan = planWrite(shape, draftOf(body, shape, values, call.services.clock()), values);
  const { shadows = false } = body;
  return { plan, identity: { id, key, isKeyDerived: body.key === undefined, shadows } };
}

/**
 * Creates and stores.
 *
 * @throws Problem those of `prepareNew` and `storeNew`
 */
export async function createCredential(call: Call, body: CredentialBody): Promise<Credential> {
  assertManages(call, call);
  const { plan, identity } = await prepareNew(call, body);
  return storeNew(call, plan, identity);
}
