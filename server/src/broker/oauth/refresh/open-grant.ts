/**
 * Opens what a renewal takes: the client with its secret, and the refresh token. Both policies, as they were sealed, must
 * permit the token URL before anything is sent; the new tokens are sealed under the policy that was opened, and under no other.
 */
import { createHash } from 'node:crypto';
import type { Connection } from '../../../domain/connection.ts';
import type { Credential } from '../../../domain/credential.ts';
import type { OAuthDefinition } from '../../../domain/oauth-configuration.ts';
import type { OAuthFlow } from '../../../domain/oauth-flow.ts';
import { parsePolicy, permittedOriginsOf } from '../../../domain/policy.ts';
import { Problem } from '../../../domain/problem.ts';
import { Secret } from '../../../domain/secret.ts';
import { isRenewable } from '../../../domain/token-life.ts';
import { type ConnectionName, findConnection } from '../../../store/connections.ts';
import { findCredential } from '../../../store/credentials.ts';
import type { BrokerParts } from '../../parts.ts';
import { whileRenewed } from '../../resolve/renewed-tokens.ts';
import { openClient } from '../open-client.ts';
import { type OpenedToken, openToken } from '../open-token.ts';
import { sealTokens, versionsOfTokens } from '../seal-tokens.ts';
import { clientCredentials } from '../token-endpoint/client-credentials.ts';
import { refreshToken } from '../token-endpoint/refresh-token.ts';
import type { TokenAnswer, TokenClient, TokenParts } from '../token-endpoint/token-client.ts';
import type { SealedTokens } from './ledger.ts';
import type { OpenedGrant } from './redeem.ts';
import type { NewTokens } from './rules.ts';
import { vouchedFlow } from './vouched-flow.ts';

const DAY_MS = 86_400_000;
/** Refresh tokens that nobody uses die, at the strictest after some weeks. */
const DEFAULT_KEEP_ALIVE_MS = 7 * DAY_MS;

type Parts = Pick<BrokerParts, 'store' | 'keys' | 'logger' | 'refusals'> & TokenParts;

interface Held {
  readonly connection: Connection;
  readonly credential: Credential;
  readonly flow: OAuthFlow;
}

/**
 * @throws Problem `credential/not-found`, `credential/unwitnessed`, `credential/unopenable`, `policy/origin-refused`,
 *   `oauth-configuration/…`, `keys/root-key-missing`
 */
export async function openGrant(parts: Parts, name: ConnectionName): Promise<OpenedGrant<TokenAnswer, SealedTokens>> {
  const held = await readHeld(parts, name);
  // Another node that ends its renewal meanwhile takes the tokens away under this one's hands.
  return whileRenewed(parts, held.credential, (credential) => openHeld(parts, { ...held, credential }));
}

async function openHeld(parts: Parts, held: Held): Promise<OpenedGrant<TokenAnswer, SealedTokens>> {
  const { connection, credential } = held;
  const client = await openClient(parts, credential.organisationId, connection.configurationId);
  const { definition } = client;
  const isByClient = connection.grant === 'client_credentials';
  const { secrets } = credential;
  const server = `${credential.organisationId} ${definition.tokenUrl}`;
  if (!isRenewable(connection, secrets)) return nothingToSend(secrets, server);
  // Whatever is opened says under which policy the new tokens are sealed.
  const opened = await openToken(parts, credential, isByClient ? 'accessToken' : 'refreshToken');
  if (!isByClient) assertPermitted(opened, definition.tokenUrl);
  else opened.token.wipe();
  return {
    ...{ secrets, server },
    // Client credentials may be shown as often as one likes.
    rotates: definition.rotatesRefreshToken && !isByClient,
    ask: () => ask(parts, { client, held, opened }),
    seal: (answer) => seal(parts, { answer, definition, held, policyBytes: opened.policyBytes }),
  };
}

/** Its end is judged by the rules, which claim no such thing. */
function nothingToSend(secrets: Credential['secrets'], server: string): OpenedGrant<TokenAnswer, SealedTokens> {
  const refuse = (): Promise<never> => Promise.reject(new Problem('connection/reconnect-required'));
  return { secrets, server, rotates: false, ask: refuse, seal: refuse };
}

async function readHeld(parts: Parts, name: ConnectionName): Promise<Held> {
  const { organisationId, credentialId } = name;
  const { store } = parts;
  const connection = await findConnection(store.read, name);
  const credential = await findCredential(store.read, { organisationId, solutionId: '' }, credentialId);
  if (!connection || !credential || credential.deletedAt !== undefined) throw new Problem('credential/not-found');
  return { connection, credential, flow: await vouchedFlow(parts, connection, credential) };
}

/** @throws Problem `policy/origin-refused` where the refresh token was not sealed to go there, in this role */
function assertPermitted({ token, policyBytes }: OpenedToken, tokenUrl: string): void {
  const policy = parsePolicy(policyBytes);
  const isInRole = policy.fields.refreshToken?.includes('token') ?? false;
  if (isInRole && permittedOriginsOf(policy, 'token').has(tokenUrl)) return;
  token.wipe();
  throw new Problem('policy/origin-refused');
}

interface Asking {
  readonly client: TokenClient;
  readonly held: Held;
  readonly opened: OpenedToken;
}

async function ask(parts: Parts, { client, held, opened }: Asking): Promise<TokenAnswer> {
  const { resources } = client.definition;
  if (held.connection.grant === 'client_credentials') {
    const { scopes } = held.flow;
    return clientCredentials(parts, client, { resources, ...(scopes.length > 0 && { scopes }) });
  }
  const token = new Secret(opened.token.reveal().toString('utf8'));
  opened.token.wipe();
  return refreshToken(parts, client, { refreshToken: token, resources });
}

interface Sealing {
  readonly answer: TokenAnswer;
  readonly definition: OAuthDefinition;
  readonly held: Held;
  readonly policyBytes: Uint8Array;
}

async function seal(parts: Parts, { answer, definition, held, policyBytes }: Sealing) {
  const { organisationId, id: credentialId, type, secrets } = held.credential;
  const { accessToken, refreshToken: successor, scope } = answer;
  const target = { organisationId, credentialId, type, policyBytes };
  const tokens = { accessToken, refreshToken: successor };
  const sealed = await sealTokens(parts, target, { tokens, live: secrets });
  const next: NewTokens = {
    secrets: { ...secrets, ...versionsOfTokens(sealed) },
    scope,
    ...lifeOf({ answer, definition, connection: held.connection, hasRefreshToken: secrets.refreshToken !== undefined }),
  };
  return { tokens: next, sealed };
}

/** What a token life is made of. */
interface Begun {
  readonly answer: Pick<TokenAnswer, 'expiresInSeconds' | 'receivedAt' | 'refreshToken'>;
  readonly definition: Pick<OAuthDefinition, 'quirks'>;
  readonly connection: ConnectionName;
  /** Whether there was one before, which stays in force where the answer brings no other. */
  readonly hasRefreshToken: boolean;
}

/** The life that begins with an answer: when it was given, when it ends, and when the schedule looks at it. */
export function lifeOf({ answer, definition, connection, hasRefreshToken }: Begun) {
  const { receivedAt: obtainedAt, expiresInSeconds: seconds } = answer;
  const accessExpiresAt = seconds === undefined ? undefined : obtainedAt + seconds * 1_000;
  const isRefreshed = hasRefreshToken || answer.refreshToken !== undefined;
  const { keepAliveSeconds } = definition.quirks;
  const intervalMs = keepAliveSeconds === undefined ? DEFAULT_KEEP_ALIVE_MS : keepAliveSeconds * 1_000;
  const keepAliveAt = isRefreshed ? obtainedAt + spread(intervalMs, connection) : undefined;
  return { obtainedAt, accessExpiresAt, keepAliveAt };
}

/** From eight to ten tenths of it, by the connection's id: what began together does not stay together. */
function spread(intervalMs: number, { organisationId, credentialId }: ConnectionName): number {
  const hash = createHash('sha256').update(`${organisationId} ${credentialId}`).digest();
  return Math.round(intervalMs * (0.8 + (0.2 * hash.readUInt32BE(0)) / 2 ** 32));
}
