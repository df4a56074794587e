/**
 * Witnesses: the broker's HMAC over what a row confers. A row written into the database past the broker has none, and is
 * never used. The HMAC key is the broker's alone, one an organisation, wrapped by the root key.
 *
 *     HMAC-SHA256(witness key, list("keyward/witness/v1", kind, organisation id, …ids, …what it confers))
 *
 * @see RFC 2104 (HMAC); the list encoding is that of domain/encoding.ts
 */
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { AccessToken } from '../../domain/access-token.ts';
import type { ConnectLink } from '../../domain/connect-link.ts';
import type { Material } from '../../domain/credential.ts';
import { encodeInteger, encodeList, sha256 } from '../../domain/encoding.ts';
import type { FunctionRecord } from '../../domain/function.ts';
import { definitionDigest, type OAuthConfiguration } from '../../domain/oauth-configuration.ts';
import { flowDigest, type OAuthFlow } from '../../domain/oauth-flow.ts';

const LABEL = 'keyward/witness/v1';

/** The HMAC over a list whose first part names the kind of what is witnessed. */
export function hmac(key: KeyObject, parts: readonly (string | Uint8Array)[]): Buffer {
  return createHmac('sha256', key)
    .update(encodeList([LABEL, ...parts]))
    .digest();
}

/** Covers ids, material version and envelope; the envelope itself binds type and policy. */
export function witnessMaterial(key: KeyObject, material: Material): Buffer {
  const { organisationId, credentialId, field, materialVersion, envelope } = material;
  const ids = [organisationId, credentialId, field, encodeInteger(materialVersion)];
  return hmac(key, ['material', ...ids, sha256(envelope)]);
}

/**
 * Covers who the token is, its hash, the hash before a rotation and until when that counts, role, grants, solutions,
 * limits and expiry. What is absent leaves the bytes as they were before there was such a member.
 */
export function witnessAccessToken(key: KeyObject, token: AccessToken): Buffer {
  const { role = null, grants, expiresAt = null, previous, solutions, limits } = token;
  const conferred = canonicalize({
    ...{ role, grants, expiresAt },
    ...(solutions && { solutions }),
    ...(limits && { limits }),
    ...(previous && { previous: { hash: Buffer.from(previous.hash).toString('hex'), until: previous.until } }),
  });
  return hmac(key, ['access-token', token.organisationId, token.id, token.hash, conferred!]);
}

/** Covers which webhook it is, and the text of its definition as it is stored. */
export function witnessWebhook(
  key: KeyObject,
  {
    organisationId,
    id,
    definition,
  }: { readonly organisationId: string; readonly id: string; readonly definition: string },
): Buffer {
  return hmac(key, ['webhook', organisationId, id, sha256(definition)]);
}

/** Covers which link it is, the hash of its token, and the text of its definition as it is stored. */
export function witnessConnectLink(
  key: KeyObject,
  { organisationId, id, hash, definition }: Pick<ConnectLink, 'organisationId' | 'id' | 'hash' | 'definition'>,
): Buffer {
  return hmac(key, ['connect-link', organisationId, id, hash, sha256(definition)]);
}

/** Covers which version of which function it is, where it belongs, whether it is active, and every byte of the definition. */
export function witnessFunction(key: KeyObject, record: FunctionRecord): Buffer {
  const { organisationId, id, functionId, solutionId, name, version, state, document, digest } = record;
  const ids = [organisationId, id, functionId, solutionId, name, encodeInteger(version)];
  return hmac(key, ['function', ...ids, state, sha256(document), digest]);
}

/** What of a configuration its witness covers. */
export type WitnessedConfiguration = Pick<
  OAuthConfiguration,
  'organisationId' | 'id' | 'key' | 'credentialId' | 'secretVersion' | 'document'
>;

/** Covers which configuration it is, under which key or of which connection, which secret it has, and its definition. */
export function witnessOAuthConfiguration(key: KeyObject, configuration: WitnessedConfiguration): Buffer {
  const { organisationId, id, key: name = '', credentialId = '', secretVersion, document } = configuration;
  const ids = [organisationId, id, name, credentialId, encodeInteger(secretVersion)];
  return hmac(key, ['oauth-configuration', ...ids, definitionDigest(document)]);
}

/** Covers everything that a flow confers. */
export function witnessFlow(key: KeyObject, flow: OAuthFlow): Buffer {
  return hmac(key, ['oauth-flow', flow.organisationId, flow.id, flowDigest(flow)]);
}

/** Whether the stored witness is the one that the broker would make, in constant time. */
export function isWitness(stored: Uint8Array | undefined, expected: Buffer): boolean {
  return stored !== undefined && stored.length === expected.length && timingSafeEqual(stored, expected);
}
