/**
 * Revokes the tokens of a connection at its provider, while they can still be opened. A deletion is not held up by it: what is
 * opened here is sent once the record is a tombstone, and forgotten if it does not become one.
 *
 * @see RFC 7009
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Principal } from '../../../domain/access-token.ts';
import type { Credential } from '../../../domain/credential.ts';
import { assertAtLeast } from '../../../domain/grant.ts';
import { Problem } from '../../../domain/problem.ts';
import { Secret } from '../../../domain/secret.ts';
import { managesScope } from '../../../domain/solution.ts';
import { findConnection } from '../../../store/connections.ts';
import { findCredential } from '../../../store/credentials.ts';
import type { BrokerParts } from '../../parts.ts';
import { openSecrets, wipeAll } from '../../resolve/open-credential.ts';
import { openClient } from '../open-client.ts';
import { revokeToken, type TokensToRevoke } from '../token-endpoint/revoke-token.ts';
import type { TokenClient } from '../token-endpoint/token-client.ts';
import { TokenError, toTokenProblem } from '../token-endpoint/token-failure.ts';

/** So long a deletion may take from the moment when it was announced. */
const ANNOUNCED_MS = 20_000;
const LOOK_MS = 250;

interface Opened {
  readonly client: TokenClient;
  readonly tokens: TokensToRevoke;
}

type Named = Pick<Credential, 'organisationId' | 'id'>;

async function managed(parts: BrokerParts, principal: Principal, id: string): Promise<Credential> {
  assertAtLeast(principal.role, 'editor');
  const { organisationId } = principal;
  const record = await findCredential(parts.store.read, { organisationId, solutionId: '' }, id);
  const isLost = !record || record.deletedAt !== undefined || !managesScope(principal, record.solutionId);
  if (isLost) throw new Problem('credential/not-found');
  return record;
}

/** Undefined where there is nothing to revoke, or no way to: the provider has no such endpoint. */
async function openTokens(parts: BrokerParts, record: Credential): Promise<Opened | undefined> {
  const { organisationId, id: credentialId } = record;
  const connection = await findConnection(parts.store.read, { organisationId, credentialId });
  if (!connection || Object.keys(record.secrets).length === 0) return undefined;
  const client = await openClient(parts, organisationId, connection.configurationId);
  const { revocationUrl } = client.definition;
  if (revocationUrl === undefined) return undefined;
  const { policy, secrets } = await openSecrets(parts, record);
  try {
    // As sealed with the tokens: an edited row cannot send them anywhere.
    if (!policy.roles.token?.origins.includes(revocationUrl)) throw new Problem('policy/origin-refused');
    const tokenOf = (field: string) => {
      const value = secrets.get(field);
      return value && new Secret(value.reveal().toString('utf8'));
    };
    const [refreshToken, accessToken] = ['refreshToken', 'accessToken'].map(tokenOf);
    return { client, tokens: { ...(refreshToken && { refreshToken }), ...(accessToken && { accessToken }) } };
  } finally {
    wipeAll(secrets);
  }
}

/**
 * Revokes at the provider; what is stored stays.
 *
 * @returns whether the provider was told; false where it has no way to revoke
 * @throws Problem `credential/not-found`, `token/forbidden`, `oauth/…`, and those of opening
 */
export async function revokeConnection(parts: BrokerParts, principal: Principal, id: string): Promise<boolean> {
  const opened = await openTokens(parts, await managed(parts, principal, id));
  if (!opened) return false;
  try {
    return (await revokeToken(parts, opened.client, opened.tokens)).length > 0;
  } catch (error) {
    throw error instanceof TokenError ? toTokenProblem(error.failure, error.cause) : error;
  }
}

/**
 * Opens what is about to be deleted, and revokes it once that has happened, whatever the provider says to it.
 *
 * @returns at once, before anything is sent
 * @throws Problem `credential/not-found`, `token/forbidden`, and those of opening
 */
export async function revokeOnceDeleted(parts: BrokerParts, principal: Principal, id: string): Promise<void> {
  const opened = await openTokens(parts, await managed(parts, principal, id));
  if (!opened) return;
  const { organisationId } = principal;
  const onError = (error: unknown): void =>
    parts.logger.warn({ credential: id, err: error }, 'the tokens of a deleted connection could not be revoked');
  void revokeWhenGone(parts, { organisationId, id }, opened).catch(onError);
}

async function revokeWhenGone(parts: BrokerParts, named: Named, { client, tokens }: Opened): Promise<void> {
  const until = performance.now() + ANNOUNCED_MS;
  while (performance.now() < until) {
    await delay(LOOK_MS, undefined, { ref: false });
    const record = await findCredential(parts.store.read, { ...named, solutionId: '' }, named.id);
    if (record?.deletedAt === undefined) continue;
    await revokeToken(parts, client, tokens);
    return;
  }
}
