/**
 * Connects once more: id, key, client, scopes, origins and references stay, and so do the tokens that are there until new ones
 * are committed in their place.
 */
import type { Credential } from '../../domain/credential.ts';
import type { OAuthDefinition } from '../../domain/oauth-configuration.ts';
import { type OAuthFlow, tokenPolicy } from '../../domain/oauth-flow.ts';
import { parseAllowedOrigin, parseBaseUrl } from '../../domain/origin.ts';
import { canonicalPolicy, type Policy, parsePolicy } from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import { Secret } from '../../domain/secret.ts';
import { updateCredential } from '../../store/credentials.ts';
import { commitFlow, countOpenFlows, deleteFlow, stageFlow, standingFlow } from '../../store/oauth-flows.ts';
import { assertManages, assertNotExpired } from '../credentials/find-live.ts';
import { onProvider } from '../credentials/on-provider.ts';
import { recordWrite } from '../credentials/store-write.ts';
import type { Call } from '../route.ts';
import type { ReconnectBody } from './connection-body.ts';
import type { MadeConnection } from './create-connection.ts';
import { type ConnectionCall, requireClient, requireConnection } from './find-connection.ts';
import { admissionOf, type NewFlow, newFlow } from './new-flow.ts';
import { bringIn, commitObtained, connectedRecord, obtainTokens } from './obtain-tokens.ts';
import { policyOfRecord } from './plan-connection.ts';

/** Under way at once for one connection; more are somebody's loop. */
const MOST_OPEN = 20;

/** Whether the request names all that the policy follows from, as the record has it. */
function namesTarget(record: Credential, { provider, baseUrl, allowedOrigins = [] }: ReconnectBody): boolean {
  if (record.provider !== undefined) return provider === record.provider;
  const isBase = (baseUrl === undefined ? undefined : parseBaseUrl(baseUrl)) === record.baseUrl;
  const named = [...new Set(allowedOrigins.map((origin) => parseAllowedOrigin(origin)))].sort();
  return isBase && JSON.stringify(named) === JSON.stringify(record.allowedOrigins ?? []);
}

/** As it was vouched for before; of one that never was, as the record has it, which the request has to name then. */
async function policyFor(
  call: Call,
  record: Credential,
  { standing, definition }: { readonly standing: OAuthFlow | undefined; readonly definition: OAuthDefinition },
): Promise<Policy> {
  if (standing) return tokenPolicy(parsePolicy(standing.policy), definition);
  const { type, provider } = record;
  const method = type === 'OAuth2Refresh' ? type : 'OAuth2';
  const { on } = await onProvider(call, {}, { type: method, ...(provider !== undefined && { provider }) });
  return policyOfRecord(record, on, definition);
}

interface Reconnection {
  readonly record: Credential;
  readonly begun: NewFlow;
  readonly isNamed: boolean;
}

async function begin(call: ConnectionCall<unknown, ReconnectBody>, record: Credential): Promise<Reconnection> {
  const { services, body } = call;
  const client = await requireClient(call, record);
  const standing = await standingFlow(services.store.read, record);
  const policy = await policyFor(call, record, { standing, definition: client.definition });
  const grant = standing?.grant ?? (record.type === 'OAuth2Refresh' ? 'refresh_token' : 'authorization_code');
  const begun = newFlow(call, {
    ...{ credentialId: record.id, type: record.type, client, grant, policyBytes: canonicalPolicy(policy) },
    ...{ purpose: 'reconnect', scopes: body.scopes ?? standing?.scopes },
    ...{ returnUrl: body.returnUrl, expiresIn: body.expiresIn },
  });
  return { record, begun, isNamed: namesTarget(record, body) };
}

async function openConsent(call: Call, { record, begun, isNamed }: Reconnection): Promise<void> {
  const { store, broker, clock } = call.services;
  const { flow } = begun;
  const { organisationId, id: subject, key: subjectKey } = record;
  const open = await countOpenFlows(store.read, organisationId, subject, clock());
  if (open >= MOST_OPEN) throw new Problem('request/rate-limited');
  await store.transaction((transaction) => stageFlow(transaction, flow));
  try {
    const { witnesses } = await broker.admitConnection(admissionOf(call, flow, isNamed));
    await store.transaction(async (transaction) => {
      await commitFlow(transaction, flow, witnesses[0]!);
      await call.recordDone(transaction, { subject, subjectKey, details: { flow: flow.id, scopes: flow.scopes } });
    });
  } catch (error) {
    await store.transaction((transaction) => deleteFlow(transaction, flow)).catch(() => undefined);
    throw error;
  }
}

async function obtainAnew(
  call: ConnectionCall<unknown, ReconnectBody>,
  { record, begun, isNamed }: Reconnection,
): Promise<Credential> {
  const { services, principal, body } = call;
  const { flow } = begun;
  if (body.refreshToken !== undefined) {
    const refreshToken = new Secret(Buffer.from(body.refreshToken, 'utf8'));
    const next = await bringIn(call, { flow, record, isNamed, refreshToken });
    const note = { subject: next.id, subjectKey: next.key, details: { flow: flow.id, version: next.version } };
    await services.store.transaction((transaction) => call.recordDone(transaction, note));
    return next;
  }
  const { obtained, takeBack } = await obtainTokens(call, { flow, record, isNamed });
  try {
    return await services.store.transaction(async (transaction) => {
      const written = { version: record.version + 1, updatedAt: services.clock(), updatedBy: principal.tokenId };
      const next = { ...connectedRecord(record, obtained), ...written };
      await updateCredential(transaction, next, record.version, record.secrets);
      await commitObtained(call, transaction, { flow, obtained });
      await recordWrite(call, transaction, next, record);
      return next;
    });
  } catch (error) {
    await takeBack().catch(() => undefined);
    throw error;
  }
}

/**
 * @throws Problem `credential/not-found`, `credential/expired`, `credential/stale`, `oauth-configuration/not-found`,
 *   `request/invalid`, `request/rate-limited`; those of `newFlow` and of the broker
 */
export async function reconnectConnection(call: ConnectionCall<unknown, ReconnectBody>): Promise<MadeConnection> {
  const record = await requireConnection(call);
  assertManages(call, record);
  assertNotExpired(call, record);
  const reconnection = await begin(call, record);
  const { flow, startUrl } = reconnection.begun;
  assertRefreshToken(flow, call.body);
  if (flow.grant !== 'authorization_code') return { credential: await obtainAnew(call, reconnection) };
  await openConsent(call, reconnection);
  return { credential: record, start: { url: startUrl, expiresAt: flow.expiresAt } };
}

function assertRefreshToken({ grant }: OAuthFlow, { refreshToken }: ReconnectBody): void {
  const isBroughtIn = grant === 'refresh_token';
  if (isBroughtIn === (refreshToken !== undefined)) return;
  const message = isBroughtIn ? 'is required: no consent leads to one' : 'is taken where it was brought in before';
  throw new Problem('request/invalid', { errors: [{ path: '/refreshToken', message }] });
}
