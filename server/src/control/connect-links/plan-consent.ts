/**
 * Plans a connect link that leads to a consent: for a connection that is there, which is connected anew, or for one that is made
 * with the link and waits. What its tokens may do was vouched for by the broker when the connection was made.
 */
import type { ConnectLinkDefinition } from '../../domain/connect-link.ts';
import { typesOfConnections } from '../../domain/connection.ts';
import type { Credential } from '../../domain/credential.ts';
import { parsePolicy } from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import { standingFlow } from '../../store/oauth-flows.ts';
import { createConnection } from '../connections/create-connection.ts';
import { deleteCredential } from '../credentials/delete-credential.ts';
import { assertManages, assertNotExpired } from '../credentials/find-live.ts';
import type { Call } from '../route.ts';
import type { ConnectLinkBody } from './connect-link-body.ts';

type Planned = Omit<ConnectLinkDefinition, 'fixed' | 'verify' | 'returnUrl' | 'expiresAt'>;

/** Whether a credential is one that consents lead to. */
export function isConnection({ type }: Pick<Credential, 'type'>): boolean {
  return typesOfConnections.has(type);
}

function assertMembers(body: ConnectLinkBody): void {
  const refused = (['type', 'asks', 'policy', 'verify'] as const).filter((name) => body[name] !== undefined);
  const errors = refused.map((name) => ({ path: `/${name}`, message: 'is not taken where a consent is asked for' }));
  if (errors.length > 0) throw new Problem('request/invalid', { errors });
}

/** @throws Problem `connect-link/nothing-asked` for a connection that nobody consents to */
export async function planReconnection(call: Call, body: ConnectLinkBody, current: Credential): Promise<Planned> {
  assertMembers(body);
  assertManages(call, current);
  assertNotExpired(call, current);
  const flow = await standingFlow(call.services.store.read, current);
  if (flow?.grant !== 'authorization_code') throw new Problem('connect-link/nothing-asked');
  const { id, key, type, provider, solutionId } = current;
  return {
    ...{ credentialId: id, isFilled: true, isConsent: true, key, isKeyDerived: false, solutionId, type },
    ...(provider !== undefined && { provider }),
    ...{ asks: [], asksBaseUrl: false, policy: parsePolicy(flow.policy), open: [] },
  };
}

function about(call: Call, action: 'connection.create' | 'credential.delete'): Call {
  return { ...call, recordDone: (transaction, note) => call.recordDone(transaction, { action, ...note }) };
}

/**
 * Makes the connection that the link is for.
 *
 * @returns with the plan, what takes the connection back
 * @throws Problem those of `createConnection`
 */
export async function planConnecting(
  call: Call,
  body: ConnectLinkBody,
): Promise<{ planned: Planned; takeBack: () => Promise<void> }> {
  assertMembers(body);
  const { configuration, provider, key, name, description, owner, labels, baseUrl, allowedOrigins, fields, scopes } =
    body;
  const members = {
    configuration,
    provider,
    key,
    name,
    description,
    owner,
    labels,
    baseUrl,
    allowedOrigins,
    fields,
    scopes,
  };
  const given = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
  const { credential } = await createConnection(about(call, 'connection.create'), given);
  const named = { ...about(call, 'credential.delete'), params: { credential: credential.id }, ifMatch: undefined };
  const takeBack = () => deleteCredential(named, true).then(() => undefined);
  try {
    const planned = await planReconnection(call, { ...body, credential: credential.id }, credential);
    return { planned: { ...planned, isMade: true }, takeBack };
  } catch (error) {
    await takeBack().catch(() => undefined);
    throw error;
  }
}
