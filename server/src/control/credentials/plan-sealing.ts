/** Tells a client that seals by itself what it has to bind: the policy's bytes, the next versions, the key. */
import type { Credential } from '../../domain/credential.ts';
import { isId } from '../../domain/id.ts';
import { assertKey } from '../../domain/key.ts';
import type { Policy } from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import type { SealingKey } from '../../envelope/sealing-key.ts';
import { findCredential } from '../../store/credentials.ts';
import type { Call } from '../route.ts';
import { assertSameIdentity } from './change-credential.ts';
import type { CredentialBody, PolicyBody } from './credential-body.ts';
import { draftOf } from './draft.ts';
import { isVisible, scopeOf } from './find-live.ts';
import { readValues } from './given-values.ts';
import { onProvider } from './on-provider.ts';
import { policyOf } from './plan.ts';
import { trustedSealingKey } from './sealing-key.ts';
import { nextMaterialVersion } from './staged-secrets.ts';
import { askedOf, shapeOfNew, shapeOfReplaced } from './write-shape.ts';

/** What the envelopes of one credential are to be bound to. */
export interface SealingPlan {
  /** Of the credential that key or id name already, else as given. */
  readonly id: string | undefined;
  readonly policy: Policy;
  readonly policyBytes: Buffer;
  readonly sealingKey: SealingKey;
  /** The version that each secret field takes next; a field of an open type that is not listed takes 1. */
  readonly materialVersions: Readonly<Record<string, number>>;
}

/** The live credential that the body names, by id or key. @throws Problem `credential/id-taken`, `credential/not-found` */
export async function existingOf(call: Call, { id, key }: CredentialBody): Promise<Credential | undefined> {
  if (id !== undefined && !isId('cred', id)) {
    throw new Problem('request/invalid', { errors: [{ path: '/id', message: 'is not an id of a credential' }] });
  }
  const reference = id ?? (key === undefined ? undefined : assertKey(key));
  if (reference === undefined) return undefined;
  const found = await findCredential(call.services.store.read, scopeOf(call), reference);
  if (!found || !isVisible(call, found)) {
    if (found) throw new Problem('credential/not-found');
    return undefined;
  }
  if (found.status !== 'deleted') return found;
  if (id !== undefined) throw new Problem('credential/id-taken');
  return undefined;
}

/**
 * Plans the sealing of a creation or replacement with this body, `sealed` then beside it.
 *
 * @throws Problem `request/invalid` for a secret among the values; `credential/type-unknown`, `credential/key-invalid`,
 *   `credential/id-taken`, `credential/immutable`, `keys/sealing-key-untrusted`; those of `draftOf` and `policyOf`
 */
export async function planSealing(call: Call, { secretFields = [], ...body }: PolicyBody): Promise<SealingPlan> {
  const current = await existingOf(call, body);
  if (current) assertSameIdentity(current, body);
  const named = { ...body, sealed: Object.fromEntries(secretFields.map((name) => [name, ''])) };
  const provided = await onProvider(call, named, current);
  const shape = current ? shapeOfReplaced(current, provided) : shapeOfNew(provided);
  const { type } = shape;
  const secretNames = type.fields.filter((spec) => spec.secret).map((spec) => spec.name);
  const given = readValues(askedOf(shape), { fields: body.fields, data: body.data });
  const secrets = [...given.secrets.keys()];
  if (secrets.length > 0) {
    const errors = secrets.map((field) => ({ path: `/fields/${field}`, message: 'is secret and not taken here' }));
    throw new Problem('request/invalid', { errors });
  }
  const { policy, policyBytes } = policyOf(shape, draftOf(body, shape, given, call.services.clock()));
  const owner = current ?? { id: body.id ?? '', secrets: {} };
  const versionOf = await nextMaterialVersion(call.services.store.read, call.organisation.id, owner);
  return {
    id: current?.id ?? body.id,
    policy,
    policyBytes,
    sealingKey: await trustedSealingKey(call.services.store.read, call.organisation.id, call.services),
    materialVersions: Object.fromEntries(secretNames.map((field) => [field, versionOf(field)])),
  };
}
