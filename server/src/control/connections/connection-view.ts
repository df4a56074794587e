/** The connection in answers: its credential, and beside it the life of its tokens. */
import { type Static, Type } from 'typebox';
import type { Connection } from '../../domain/connection.ts';
import type { Credential } from '../../domain/credential.ts';
import { formatInstant, type Instant } from '../../domain/instant.ts';
import { missingScopes, type OAuthFlow } from '../../domain/oauth-flow.ts';
import { nextRenewalOf } from '../../domain/token-life.ts';
import { findConnections } from '../../store/connections.ts';
import { standingFlows } from '../../store/oauth-flows.ts';
import { answerCredential } from '../credentials/answer-credential.ts';
import { type CredentialView, credentialView, viewCredential } from '../credentials/credential-view.ts';
import type { Call } from '../route.ts';
import { instant } from '../schemas.ts';
import type { MadeConnection } from './create-connection.ts';

const closed = { additionalProperties: false } as const;
const texts = Type.Array(Type.String());

const life = Type.Object(
  {
    /** Key of the organisation's configuration; left out where the client is the connection's own. */
    configuration: Type.Optional(Type.String()),
    grant: Type.Optional(Type.String()),
    scopes: Type.Object({ asked: texts, granted: texts, missing: texts }, closed),
    accessExpiresAt: Type.Optional(instant),
    obtainedAt: Type.Optional(instant),
    nextRefreshAt: Type.Optional({
      ...instant,
      description:
        'From when on the next use renews it; of a token whose end nobody tells, and of one that nobody uses, when it is kept alive.',
    }),
    /** Code of why the last renewal came to nothing. */
    lastFailure: Type.Optional(Type.String()),
  },
  { ...closed, title: 'ConnectionLife' },
);

/** A connection. */
export const connectionView = Type.Object(
  { ...credentialView.properties, connection: life },
  { ...closed, title: 'Connection' },
);

/** One that was just made, with where a browser has to go for a consent. */
export const startedConnectionView = Type.Object(
  { ...connectionView.properties, startUrl: Type.Optional(Type.String()), startExpiresAt: Type.Optional(instant) },
  { ...closed, title: 'StartedConnection' },
);

/** One that was revoked. */
export const revokedConnectionView = Type.Object(
  { ...connectionView.properties, revokedAtProvider: Type.Boolean() },
  { ...closed, title: 'RevokedConnection' },
);

export type ConnectionView = Static<typeof connectionView>;

function at(moment: Instant | undefined): string | undefined {
  return moment === undefined ? undefined : formatInstant(moment);
}

interface Life {
  readonly connection: Connection | undefined;
  readonly flow: OAuthFlow | undefined;
}

function lifeOf({ fields, secrets }: Credential, { connection, flow }: Life): Static<typeof life> {
  const granted = (fields.scope ?? '').split(' ').filter((scope) => scope !== '');
  const asked = [...(flow?.scopes ?? [])];
  const isConnected = Object.keys(secrets).length > 0;
  return {
    ...(fields.configuration !== undefined && { configuration: fields.configuration }),
    grant: connection?.grant ?? flow?.grant,
    scopes: { asked, granted, missing: isConnected ? missingScopes(asked, granted) : [] },
    accessExpiresAt: at(connection?.accessExpiresAt),
    obtainedAt: at(connection?.obtainedAt),
    nextRefreshAt: at(connection && nextRenewalOf(connection, secrets)),
    lastFailure: connection?.lastFailure,
  };
}

/** One connection as an answer, with its version as the ETag. */
export async function answerConnection(
  call: Call,
  credential: Credential,
): Promise<{ body: ConnectionView; headers: { etag: string } }> {
  const { body, headers } = await answerCredential(call, credential);
  const lives = await livesOf(call, [credential]);
  return { body: { ...body, connection: lives(credential) }, headers };
}

/** One that was made or is made anew. */
export async function answerMade(call: Call, { credential, start }: MadeConnection) {
  const { body, headers } = await answerConnection(call, credential);
  const started = start && { startUrl: start.url, startExpiresAt: formatInstant(start.expiresAt) };
  return { body: { ...body, ...started }, headers };
}

async function livesOf({ services, organisation }: Call, credentials: readonly Credential[]) {
  const ids = credentials.map(({ id }) => id);
  const [connections, flows] = await Promise.all([
    findConnections(services.store.read, organisation.id, ids),
    standingFlows(services.store.read, organisation.id, ids),
  ]);
  const byId = new Map(connections.map((connection) => [connection.credentialId, connection]));
  return (credential: Credential) =>
    lifeOf(credential, { connection: byId.get(credential.id), flow: flows.get(credential.id) });
}

/** Several, without their policies. */
export async function viewConnections(call: Call, credentials: readonly Credential[]): Promise<ConnectionView[]> {
  const lives = await livesOf(call, credentials);
  const seen = { now: call.services.clock(), settings: call.organisation.settings };
  const viewOf = (credential: Credential): CredentialView => viewCredential(credential, seen);
  return credentials.map((credential) => ({ ...viewOf(credential), connection: lives(credential) }));
}
