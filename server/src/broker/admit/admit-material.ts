/**
 * Admission of secrets: opens what was staged, checks the value against its type and placements, and vouches for it with
 * a witness. What a client sealed by itself is validated here, where alone it can be read.
 */
import { isUtf8 } from 'node:buffer';
import { brokenRule } from '../../catalogue/broken-rule.ts';
import type { CredentialType, FieldSpec } from '../../catalogue/credential-type.ts';
import { methodOf, shapeMethod } from '../../catalogue/provider.ts';
import { shapeType } from '../../catalogue/shape-type.ts';
import { credentialType } from '../../catalogue/types/index.ts';
import type { Principal } from '../../domain/access-token.ts';
import { assertWrites } from '../../domain/assert-writes.ts';
import { canCarry } from '../../domain/can-carry.ts';
import type { Material } from '../../domain/credential.ts';
import { assertAtLeast } from '../../domain/grant.ts';
import { type Placement, placeOf } from '../../domain/injection-rule.ts';
import { isMaskLike } from '../../domain/mask.ts';
import { isSamePart, type Policy, type PolicyPart, parsePolicy, policyParts } from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import type { Secret } from '../../domain/secret.ts';
import { managesScope } from '../../domain/solution.ts';
import { findCredential, findCredentialsById } from '../../store/credentials.ts';
import { findMaterials, liveMaterial } from '../../store/material.ts';
import { assertWithinLink } from '../connect-links/assert-within-link.ts';
import type { BrokerParts } from '../parts.ts';
import { openMaterial } from '../resolve/open-material.ts';
import type { MaterialId } from '../rpc/protocol.ts';
import { StagedValues } from './staged-values.ts';
import { isWitness, witnessMaterial } from './witness.ts';

/** So many rows are read at once. */
const AT_ONCE = 200;

/** In characters; as many as a sealed value may have bytes. */
const LONGEST_SECRET = 65_536;

/**
 * Witnesses staged fields, one after the other up to the first that is refused.
 *
 * @param principal - An editor or more, of the organisation that the material belongs to; or who comes by a link.
 * @param named - Parts of the policy that the request named; the others must be those of the live secrets.
 * @returns the witnesses, in the order of the ids
 * @throws Problem `token/forbidden`, `credential/seal-refused`, `credential/empty-secret`,
 *   `credential/masked-value`, `credential/unsendable-value`, `credential/value-refused`, `credential/unopenable`, `credential/origins-unnamed`,
 *   `connect-link/exceeded`
 */
export async function admitMaterial(
  parts: BrokerParts,
  principal: Principal,
  { ids, named }: { readonly ids: readonly MaterialId[]; readonly named: readonly PolicyPart[] },
): Promise<Buffer[]> {
  for (const { credentialId } of ids) assertWrites(principal, credentialId);
  if (ids.length === 0 && !principal.link) assertAtLeast(principal.role, 'editor');
  const { organisationId } = principal;
  const witnesses: Buffer[] = [];
  const values = new StagedValues();
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const rows = await findMaterials(parts.store.read, organisationId, ids.slice(at, at + AT_ONCE));
    for (const material of rows) witnesses.push(await admitOne(parts, principal, { material, named, values }));
  }
  await values.assertFit(parts);
  return witnesses;
}

interface StagedRow {
  readonly material: Material | undefined;
  readonly named: readonly PolicyPart[];
  readonly values: StagedValues;
}

async function admitOne(
  parts: BrokerParts,
  principal: Principal,
  { material, named, values }: StagedRow,
): Promise<Buffer> {
  // What is live was admitted before; vouching for it again would serve only who wants an old witness back.
  if (!material || material.witness !== undefined) throw new Problem('credential/seal-refused');
  const secret = await openStaged(parts, material);
  try {
    await assertManaged(parts, principal, material);
    await assertPolicyKept(parts, material, named);
    const policy = parsePolicy(material.policy);
    if (principal.link) await assertWithinLink(parts, principal.link, { material, policy });
    const type = await typeOf(parts, material, policy);
    assertAcceptable(secret.reveal(), material.field, policy, type);
    values.note(material, secret.reveal(), type);
  } finally {
    secret.wipe();
  }
  return witnessMaterial(await parts.keys.witnessKey(material.organisationId), material);
}

/** A secret of a record that the principal does not manage is not admitted; a new credential has no record yet. */
async function assertManaged(parts: BrokerParts, principal: Principal, staged: Material): Promise<void> {
  if (principal.solutionIds === undefined) return;
  const [credential] = await findCredentialsById(parts.store.read, staged.organisationId, [staged.credentialId]);
  const isElsewhere = credential !== undefined && !managesScope(principal, credential.solutionId);
  if (isElsewhere) throw new Problem('credential/seal-refused');
}

/**
 * Whoever edits a base URL or policy in the database would have the next secret sealed to go where they like. What the
 * live secrets were sealed with cannot be edited: their envelopes open under it alone. Where none is left to ask, its
 * rows taken away perhaps, the origins and the provider that they follow from have to come from who gives the secret.
 */
async function assertPolicyKept(parts: BrokerParts, staged: Material, named: readonly PolicyPart[]): Promise<void> {
  const kept = policyParts.filter((part) => !named.includes(part));
  if (kept.length === 0) return;
  const scope = { organisationId: staged.organisationId, solutionId: '' };
  const credential = await findCredential(parts.store.read, scope, staged.credentialId);
  const live = credential ? await liveMaterial(parts.store.read, credential) : [];
  const next = parsePolicy(staged.policy);
  const hasOrigins = Object.values(next.roles).some(({ origins }) => origins.length > 0);
  const isFromRecord = kept.includes('origins') || (kept.includes('provider') && next.provider !== undefined);
  if (live.length === 0 && isFromRecord && hasOrigins) throw new Problem('credential/origins-unnamed');
  for (const row of live) {
    const policy = await openPolicy(parts, staged, row);
    if (!kept.every((part) => isSamePart(part, policy, next))) throw new Problem('credential/unopenable');
  }
}

/** The policy of a live row, read only after its envelope has opened under it. */
async function openPolicy(parts: BrokerParts, { organisationId, type }: Material, row: Material): Promise<Policy> {
  const key = await parts.keys.witnessKey(organisationId);
  if (!isWitness(row.witness, witnessMaterial(key, row))) throw new Problem('credential/unopenable');
  (await openMaterial(parts.keys, { ...row, type })).wipe();
  return parsePolicy(row.policy);
}

async function openStaged(parts: BrokerParts, material: Material): Promise<Secret<Buffer>> {
  try {
    return await openMaterial(parts.keys, material);
  } catch (error) {
    if (error instanceof Problem && error.code !== 'credential/unopenable') throw error;
    throw new Problem('credential/seal-refused', { cause: error });
  }
}

/** By the policy, which is authenticated: whoever sealed the value knows under which provider. */
async function typeOf(
  { providers }: BrokerParts,
  { organisationId, type }: Material,
  { provider: name }: Policy,
): Promise<CredentialType> {
  const known = credentialType(type);
  if (name === undefined) return known;
  const provider = await providers.find(organisationId, name);
  const method = provider && methodOf(provider, type);
  if (!method) throw new Problem('credential/provider-unknown');
  return shapeMethod(known, method);
}

/** Patterns of secrets can be judged here alone. */
function assertForm(bytes: Buffer, spec: FieldSpec): void {
  if (spec.pattern === undefined && spec.maxLength === undefined) return;
  const isText = isUtf8(bytes);
  // Only a pattern demands text: what has no place in a request may be any bytes.
  if (!isText && spec.pattern !== undefined) throw new Problem('credential/unsendable-value');
  const rule = brokenRule({ maxLength: LONGEST_SECRET, ...spec }, bytes.toString(isText ? 'utf8' : 'latin1'));
  if (rule === undefined) return;
  throw new Problem('credential/value-refused', { errors: [{ path: `/fields/${spec.name}`, message: rule }] });
}

function assertAcceptable(bytes: Buffer, field: string, policy: Policy, type: CredentialType): void {
  const shape = shapeType(type, { names: [field] });
  const spec = shape.fields.find(({ name }) => name === field);
  if (!spec?.secret)
    throw new Problem('credential/field-unknown', {
      errors: [{ path: `/${field}`, message: 'is not a secret field of the type' }],
    });
  if (bytes.length === 0 && !spec.mayBeEmpty) throw new Problem('credential/empty-secret');
  if (bytes.length > 0) assertForm(bytes, spec);
  if (isMaskLike(bytes.toString('utf8'))) throw new Problem('credential/masked-value');
  // A field that is not listed itself is placed by no rule: a function that places it is judged when it does.
  const isPlaced = Object.hasOwn(policy.fields, field);
  const placements = isPlaced ? Object.values(policy.roles).flatMap((role) => role.placements) : [];
  if (placements.length > 0) assertCarried(bytes, placements);
}

/** Places in a request carry text alone; where there is none, any bytes will do. */
function assertCarried(bytes: Buffer, placements: readonly Placement[]): void {
  if (!isUtf8(bytes)) throw new Problem('credential/unsendable-value');
  const value = bytes.toString('utf8');
  for (const placement of placements) {
    const into = placeOf(placement);
    // No secret stands in a host: the labels are fields that can be read.
    if (into && into !== 'host' && !canCarry(into, value)) throw new Problem('credential/unsendable-value');
  }
}
