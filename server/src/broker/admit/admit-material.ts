/**
 * Admission of secrets: opens what was staged, checks the value against its type and placements, and vouches for it with
 * a witness. What a client sealed by itself is validated here, where alone it can be read.
 */
import type { CredentialType } from '../../catalogue/credential-type.ts';
import { credentialType } from '../../catalogue/types/index.ts';
import type { Principal } from '../../domain/access-token.ts';
import type { Material } from '../../domain/credential.ts';
import { isAtLeast } from '../../domain/grant.ts';
import { canCarry } from '../../domain/injection-rule.ts';
import { isMaskLike } from '../../domain/mask.ts';
import { type Policy, parsePolicy } from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import { findMaterial } from '../../store/material.ts';
import type { BrokerParts } from '../parts.ts';
import { openMaterial } from '../resolve/open-material.ts';
import type { MaterialId } from '../rpc/protocol.ts';
import { witnessMaterial } from './witness.ts';

/**
 * Witnesses one staged field.
 *
 * @param principal - An editor or more, of the organisation that the material belongs to.
 * @throws Problem `token/forbidden`, `credential/seal-refused`, `credential/masked-value`, `credential/unsendable-value`
 */
export async function admitMaterial(parts: BrokerParts, principal: Principal, id: MaterialId): Promise<Buffer> {
  if (!isAtLeast(principal.role, 'editor'))
    throw new Problem('token/forbidden', { roles: ['owner', 'admin', 'editor'] });
  const { organisationId } = principal;
  const material = await findMaterial(parts.store.read, organisationId, id);
  if (!material) throw new Problem('credential/seal-refused');
  const value = await openStaged(parts, material);
  assertAcceptable(value, material.field, parsePolicy(material.policy), credentialType(material.type));
  return witnessMaterial(await parts.keys.witnessKey(organisationId), material);
}

async function openStaged(parts: BrokerParts, material: Material): Promise<string> {
  try {
    const bytes = (await openMaterial(parts.keys, material)).reveal();
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof Problem && error.code !== 'credential/unopenable') throw error;
    throw new Problem('credential/seal-refused', { cause: error });
  }
}

function assertAcceptable(value: string, field: string, policy: Policy, type: CredentialType): void {
  const spec = type.fields.find(({ name }) => name === field);
  if (!spec?.secret)
    throw new Problem('credential/field-unknown', {
      errors: [{ path: `/${field}`, message: 'is not a secret field of the type' }],
    });
  if (isMaskLike(value)) throw new Problem('credential/masked-value');
  const placements = Object.values(policy.roles).flatMap((role) => role.placements);
  for (const placement of placements) {
    const into = placement.split(':')[0];
    const isCarried = into !== 'header' && into !== 'query' && into !== 'cookie' && into !== 'basic';
    if (!isCarried && !canCarry(into, value)) throw new Problem('credential/unsendable-value');
  }
}
