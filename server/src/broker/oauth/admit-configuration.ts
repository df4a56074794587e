/**
 * Admission of OAuth configurations: reads what was staged, judges it again, opens the client's secret under the very
 * policy that follows from it, and vouches for both. Discovery asks a server for a configuration that is only staged.
 */

import { isUtf8 } from 'node:buffer';
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { methodOf } from '../../catalogue/provider.ts';
import type { Principal } from '../../domain/access-token.ts';
import { faultsOfDefinition } from '../../domain/check-oauth-definition.ts';
import type { Material } from '../../domain/credential.ts';
import { assertAtLeast } from '../../domain/grant.ts';
import { isMaskLike } from '../../domain/mask.ts';
import {
  type AssertionAlgorithm,
  CLIENT_TYPE,
  clientPolicy,
  clientSecretField,
  type OAuthConfiguration,
  type OAuthDefinition,
  readOAuthDefinition,
  stagedDigest,
} from '../../domain/oauth-configuration.ts';
import { canonicalPolicy } from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import type { Secret } from '../../domain/secret.ts';
import { managesScope } from '../../domain/solution.ts';
import { findCredentialsById } from '../../store/credentials.ts';
import { findMaterial } from '../../store/material.ts';
import { findStagedOAuthConfiguration } from '../../store/oauth-configurations.ts';
import { isWitness, witnessMaterial, witnessOAuthConfiguration } from '../admit/witness.ts';
import type { BrokerParts } from '../parts.ts';
import { assertSignInRules } from '../people/sign-on/admit-rules.ts';
import { openMaterial } from '../resolve/open-material.ts';
import type { DiscoveredIssuer } from '../rpc/protocol.ts';
import { discoverIssuer } from './discover-issuer.ts';

/** A staged configuration, and the digest of what the caller has staged. */
export interface StagedReference {
  readonly configurationId: string;
  readonly digest: Uint8Array;
}

/** A private one is made by who may make its connection; a named one serves all, and is the administrators'. */
async function assertMayConfigure(
  { store }: BrokerParts,
  principal: Principal,
  { organisationId, credentialId }: OAuthConfiguration,
): Promise<void> {
  assertAtLeast(principal.role, credentialId === undefined ? 'admin' : 'editor');
  if (principal.solutionIds === undefined) return;
  if (credentialId === undefined) throw new Problem('token/forbidden');
  const [credential] = await findCredentialsById(store.read, organisationId, [credentialId]);
  if (credential && !managesScope(principal, credential.solutionId)) throw new Problem('oauth-configuration/not-found');
}

async function findStaged(parts: BrokerParts, principal: Principal, id: string): Promise<OAuthConfiguration> {
  const staged = await findStagedOAuthConfiguration(parts.store.read, principal.organisationId, id);
  if (!staged) throw new Problem('oauth-configuration/not-found');
  await assertMayConfigure(parts, principal, staged);
  return staged;
}

function invalid(path: string, message: string): Problem {
  return new Problem('request/invalid', { errors: [{ path, message }] });
}

/** PKCE is left out only where the catalogue says that the vendor refuses it, whoever staged the definition. */
async function assertPkce({ providers }: BrokerParts, organisationId: string, definition: OAuthDefinition) {
  if (definition.pkce === 'S256') return;
  const provider = await providers.find(organisationId, definition.provider ?? '');
  const isRefused = provider && methodOf(provider, 'OAuth2')?.oauth?.pkce === 'none';
  if (!isRefused) throw invalid('/pkce', 'is S256: no server is known that refuses it here');
}

interface Staging {
  readonly staged: OAuthConfiguration;
  readonly digest: Uint8Array;
}

async function readStaged(parts: BrokerParts, principal: Principal, { staged, digest }: Staging) {
  // What was edited between staging and here is not what the caller asked to be vouched for.
  if (Buffer.compare(stagedDigest(staged), digest) !== 0) throw new Problem('oauth-configuration/stale');
  const definition = readOAuthDefinition(staged.document);
  if (!definition) throw new Problem('oauth-configuration/stale');
  const errors = faultsOfDefinition(definition);
  if (errors.length > 0) throw new Problem('request/invalid', { errors });
  await assertPkce(parts, staged.organisationId, definition);
  await assertSignInRules(parts, principal, { staged, definition });
  const { tokenUrl, revocationUrl = tokenUrl, jwksUrl = tokenUrl, userinfoUrl = tokenUrl } = definition;
  for (const url of [tokenUrl, revocationUrl, jwksUrl, userinfoUrl])
    parts.upstreams.assertLiteralPermitted(new URL(url).hostname);
  return definition;
}

async function openSecret(parts: BrokerParts, material: Material, key: KeyObject): Promise<Secret<Buffer>> {
  const isKept = material.witness !== undefined;
  if (isKept && !isWitness(material.witness, witnessMaterial(key, material))) {
    throw new Problem('oauth-configuration/unwitnessed');
  }
  try {
    return await openMaterial(parts.keys, { ...material, type: CLIENT_TYPE });
  } catch (error) {
    if (error instanceof Problem && error.code !== 'credential/unopenable') throw error;
    throw new Problem(isKept ? 'credential/unopenable' : 'credential/seal-refused', { cause: error });
  }
}

function fitsAlgorithm(key: KeyObject, algorithm: AssertionAlgorithm): boolean {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (algorithm === 'EdDSA') return type === 'ed25519';
  if (algorithm === 'ES256') return type === 'ec' && details?.namedCurve === 'prime256v1';
  return type === 'rsa' && (details?.modulusLength ?? 0) >= 2048;
}

function refused(field: string, message: string): Problem {
  return new Problem('credential/value-refused', { errors: [{ path: `/fields/${field}`, message }] });
}

function assertPrivateKey(text: string, field: string, algorithm: AssertionAlgorithm): void {
  let key: KeyObject;
  try {
    key = createPrivateKey(text);
  } catch {
    // The library's error may quote what it could not read.
    throw refused(field, 'is not a private key in PEM without a passphrase');
  }
  if (!fitsAlgorithm(key, algorithm)) throw refused(field, 'is not a key for the assertion algorithm');
}

function assertSecretSound(bytes: Buffer, field: string, { assertionAlgorithm }: OAuthDefinition): void {
  if (bytes.length === 0) throw new Problem('credential/empty-secret');
  const text = bytes.toString('utf8');
  if (!isUtf8(bytes)) throw refused(field, 'is not text');
  if (isMaskLike(text)) throw new Problem('credential/masked-value');
  if (field === 'privateKey') assertPrivateKey(text, field, assertionAlgorithm!);
  else if (/[\u0000-\u001f\u007f]/.test(text)) throw refused(field, 'has control characters');
}

/** @returns the witness of the secret, the one that it has where it is kept */
async function admitSecret(
  parts: BrokerParts,
  staged: OAuthConfiguration,
  definition: OAuthDefinition,
): Promise<Uint8Array | undefined> {
  const field = clientSecretField(definition.clientAuthentication);
  const { organisationId, id: credentialId, secretVersion: materialVersion } = staged;
  if (field === undefined) {
    if (materialVersion !== 0) throw new Problem('oauth-configuration/stale');
    return undefined;
  }
  const material = await findMaterial(parts.store.read, organisationId, { credentialId, field, materialVersion });
  if (!material) throw new Problem('oauth-configuration/secret-needed');
  const isItsPolicy = Buffer.compare(material.policy, canonicalPolicy(clientPolicy(definition))) === 0;
  if (!isItsPolicy) throw new Problem('oauth-configuration/secret-needed');
  const key = await parts.keys.witnessKey(organisationId);
  const secret = await openSecret(parts, material, key);
  try {
    assertSecretSound(secret.reveal(), field, definition);
  } finally {
    secret.wipe();
  }
  return witnessMaterial(key, material);
}

/**
 * Vouches for a staged configuration and for its secret.
 *
 * @returns the witness of the configuration, and of its secret where it has one
 * @throws Problem `token/forbidden`, `oauth-configuration/not-found`, `oauth-configuration/stale`,
 *   `oauth-configuration/secret-needed`, `oauth-configuration/unwitnessed`, `request/invalid`, `egress/denied`,
 *   `credential/seal-refused`, `credential/value-refused`, `credential/empty-secret`, `credential/masked-value`
 */
export async function admitOAuthConfiguration(
  parts: BrokerParts,
  principal: Principal,
  { configurationId, digest }: StagedReference,
): Promise<Uint8Array[]> {
  const staged = await findStaged(parts, principal, configurationId);
  const definition = await readStaged(parts, principal, { staged, digest });
  const ofSecret = await admitSecret(parts, staged, definition);
  const witness = witnessOAuthConfiguration(await parts.keys.witnessKey(staged.organisationId), staged);
  return ofSecret ? [witness, ofSecret] : [witness];
}

/**
 * Asks the server that a staged configuration names for its endpoints.
 *
 * @throws Problem `token/forbidden`, `oauth-configuration/not-found`, those of `discoverIssuer`
 */
export async function discoverStaged(parts: BrokerParts, principal: Principal, id: string): Promise<DiscoveredIssuer> {
  const { organisationId, document } = await findStaged(parts, principal, id);
  const { issuer } = JSON.parse(document) as { issuer?: unknown };
  if (typeof issuer !== 'string') throw new Problem('oauth-configuration/not-found');
  return discoverIssuer(parts, organisationId, issuer);
}
