/** Changes a credential: PATCH merges into what is there, PUT brings it to exactly what is said. */
import { typesOfConnections } from '../../domain/connection.ts';
import type { Credential } from '../../domain/credential.ts';
import { isId } from '../../domain/id.ts';
import { assertKey } from '../../domain/key.ts';
import type { PolicyPart } from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import { patchConnected } from '../connections/patch-connected.ts';
import { assertIfMatch } from '../http/if-match.ts';
import type { Call } from '../route.ts';
import { assertHasValues, createCredential } from './create-credential.ts';
import type { CredentialBody, CredentialPatch } from './credential-body.ts';
import { type Draft, draftOf, patchedDraft } from './draft.ts';
import {
  assertManages,
  assertNotExpired,
  type CredentialCall,
  findLiveCredential,
  requireCredential,
} from './find-live.ts';
import { type GivenValues, readValues } from './given-values.ts';
import { namedParts, partsOfReplacement } from './named-parts.ts';
import { type OnProvider, onProvider } from './on-provider.ts';
import { planWrite, secretsBrought, type WritePlan } from './plan.ts';
import { leastPolicyOptions, optionsOf, storedPolicy } from './policy-options.ts';
import { retryStale } from './retry-stale.ts';
import { storeChanged } from './store-write.ts';
import { askedOf, shapeOfPatched, shapeOfReplaced, type WriteShape, withNewlySecret } from './write-shape.ts';

/**
 * Refuses another id, key, type or provider than the credential has.
 *
 * @throws Problem `credential/immutable`, with the paths
 */
export function assertSameIdentity(current: Credential, body: CredentialPatch | CredentialBody): void {
  const names = (['id', 'key', 'type', 'provider'] as const).filter(
    (name) => body[name] !== undefined && body[name] !== current[name],
  );
  if (names.length === 0) return;
  const errors = names.map((name) => ({ path: `/${name}`, message: 'is not that of the credential' }));
  throw new Problem('credential/immutable', { errors });
}

function assertChangeable(call: CredentialCall, current: Credential, body: CredentialPatch | CredentialBody): void {
  assertManages(call, current);
  assertIfMatch(call.ifMatch, current.version);
  assertSameIdentity(current, body);
  assertNotExpired(call, current);
}

/** Beside a member that is named, origins of the other one would come from the database: who changes them names both. */
function assertOriginsNamed(
  body: CredentialPatch,
  plan: WritePlan,
  { current, on }: { readonly current: Credential; readonly on: OnProvider | undefined },
): void {
  if (on) return;
  const isKept = plan.policyHash === current.policyHash || secretsBrought(plan.given).length === 0;
  const unnamed = (['baseUrl', 'allowedOrigins'] as const).filter((name) => body[name] === undefined);
  if (isKept || unnamed.length !== 1 || plan.named.includes('origins')) return;
  const errors = unnamed.map((name) => ({ path: `/${name}`, message: 'is named together with the other origins' }));
  throw new Problem('credential/origins-unnamed', { errors });
}

/** A patch thought through as far as it needs no secrets. */
export interface DraftedPatch {
  readonly shape: WriteShape;
  readonly given: GivenValues;
  readonly draft: Draft;
  /** Parts of the policy that it names itself. */
  readonly named: readonly PolicyPart[];
}

/** Drafts a patch of a credential. @throws Problem those of `shapeOfPatched`, `readValues` and `patchedDraft` */
export async function draftPatched(call: Call, current: Credential, body: CredentialPatch): Promise<DraftedPatch> {
  const { services } = call;
  const shape = shapeOfPatched(current, await onProvider(call, body, current));
  const given = withNewlySecret(readValues(askedOf(shape), body), current, shape);
  const policy = await storedPolicy(services.store.read, current);
  const options = policy ? optionsOf(policy) : leastPolicyOptions;
  const draft = patchedDraft(current, options, body, shape, given, services.clock());
  return { shape, given, draft, named: namedParts(body, { draft, given, current, on: shape.on }) };
}

/** The plan of merging a body into a credential. @throws Problem those of `draftPatched` and `planWrite` */
export async function planPatched(call: Call, current: Credential, body: CredentialPatch): Promise<WritePlan> {
  const { shape, given, draft, named } = await draftPatched(call, current, body);
  const plan = planWrite(shape, draft, given, { current, named });
  assertOriginsNamed(body, plan, { current, on: shape.on });
  return plan;
}

/**
 * Merges the body into the credential of the path.
 *
 * @throws Problem `credential/not-found`, `credential/stale`, `credential/immutable`, `credential/expired`,
 *   `credential/unopenable`, `credential/origins-unnamed`; those of `shapeOfPatched`, `readValues`, `patchedDraft`, `planWrite` and `storeChanged`
 */
export async function patchCredential(call: CredentialCall<unknown, CredentialPatch>): Promise<Credential> {
  return retryStale(call, async () => {
    const { body } = call;
    const current = await requireCredential(call);
    assertChangeable(call, current, body);
    if (typesOfConnections.has(current.type)) return patchConnected(call, current, body);
    return storeChanged(call, await planPatched(call, current, body), current);
  });
}

/** The plan of bringing a credential to the state of a body; secrets that it leaves out are kept. */
export async function planReplaced(call: Call, current: Credential, body: CredentialBody): Promise<WritePlan> {
  const shape = shapeOfReplaced(current, await onProvider(call, body, current));
  const given = readValues(askedOf(shape), body);
  const draft = draftOf(body, shape, given, call.services.clock());
  return planWrite(shape, draft, given, { current, named: partsOfReplacement(body) });
}

async function replaceExisting(call: CredentialCall<unknown, CredentialBody>, current: Credential) {
  const { body } = call;
  assertChangeable(call, current, body);
  assertHasValues(body);
  return storeChanged(call, await planReplaced(call, current, body), current);
}

async function createUnderKey(call: CredentialCall<unknown, CredentialBody>): Promise<Credential> {
  const key = call.params.credential;
  if (isId('cred', key)) throw new Problem('credential/not-found');
  assertKey(key);
  assertIfMatch(call.ifMatch, undefined);
  if (call.body.key !== undefined && call.body.key !== key) {
    throw new Problem('credential/immutable', { errors: [{ path: '/key', message: 'is not that of the path' }] });
  }
  try {
    return await createCredential(call, { ...call.body, key });
  } catch (error) {
    // Created by another request meanwhile: a replacement then, on the next attempt.
    const isTaken = error instanceof Problem && error.code === 'credential/key-taken';
    throw isTaken ? new Problem('credential/stale', { cause: error }) : error;
  }
}

/** What a PUT has done. */
export interface Replacement {
  readonly credential: Credential;
  readonly isNew: boolean;
}

/**
 * Brings the credential of the path to exactly the state of the body, secrets kept unless given; creates it under its key
 * where there is none, or only an expired one.
 *
 * @throws Problem `credential/stale`, `credential/immutable`, `credential/expired`, `credential/not-found` (an id);
 *   those of `createCredential`, `planWrite` and `storeChanged`
 */
export async function replaceCredential(call: CredentialCall<unknown, CredentialBody>): Promise<Replacement> {
  return retryStale(call, async () => {
    const current = await findLiveCredential(call);
    // A tombstone has left its key to a successor; by its id it is meant itself.
    const isFree = !current || (current.deletedAt !== undefined && !isId('cred', call.params.credential));
    if (isFree) return { credential: await createUnderKey(call), isNew: true };
    return { credential: await replaceExisting(call, current), isNew: false };
  });
}
