/**
 * Makes connections. With a consent to come, the credential is stored waiting, with the flow that will fill it; without one the
 * tokens are obtained first. A client of the connection's own comes and goes with it.
 */
import type { Credential } from '../../domain/credential.ts';
import { newId } from '../../domain/id.ts';
import type { Instant } from '../../domain/instant.ts';
import { assertKey, deriveKey } from '../../domain/key.ts';
import { Problem } from '../../domain/problem.ts';
import type { Secret } from '../../domain/secret.ts';
import { deletePrivateConfigurations, holdOAuthConfiguration } from '../../store/oauth-configurations.ts';
import { commitFlow, deleteFlow, stageFlow } from '../../store/oauth-flows.ts';
import type { Transaction } from '../../store/store.ts';
import { deleteCredential } from '../credentials/delete-credential.ts';
import { assertManages } from '../credentials/find-live.ts';
import type { WritePlan } from '../credentials/plan.ts';
import {
  assertFree,
  holdScope,
  insertUnderFreeKey,
  type NewIdentity,
  recordOf,
  recordWrite,
} from '../credentials/store-write.ts';
import { draftConfiguration } from '../oauth-configurations/draft-configuration.ts';
import {
  type AdmittedConfiguration,
  admitConfiguration,
  commitConfiguration,
  stageConfiguration,
  unstageConfiguration,
} from '../oauth-configurations/stage-configuration.ts';
import type { Call } from '../route.ts';
import type { ConnectionBody } from './connection-body.ts';
import { admissionOf, type NewFlow, newFlow } from './new-flow.ts';
import { bringIn, commitObtained, connectedRecord, isRefusal, obtainTokens } from './obtain-tokens.ts';
import { planConnection } from './plan-connection.ts';
import { type NamedClient, type ReadConnection, readConnection } from './read-connection.ts';

/** A connection, and where a browser has to go for a consent. */
export interface MadeConnection {
  readonly credential: Credential;
  readonly start?: { readonly url: string; readonly expiresAt: Instant };
}

/** A client in hand: one of the organisation's, or one that lies admitted and goes in force with the connection. */
interface ClientInHand extends NamedClient {
  readonly own?: AdmittedConfiguration;
}

interface Preparation {
  readonly read: ReadConnection;
  readonly identity: NewIdentity;
}

function identityOf({ key, name, shadows = false }: ConnectionBody, { draft }: ReadConnection): NewIdentity {
  const fallback = draft.on?.name.replace(/^org\//, '') ?? draft.type;
  const chosen = key === undefined ? deriveKey(name, fallback) : assertKey(key);
  return { id: newId('cred'), key: chosen, isKeyDerived: key === undefined, shadows };
}

function plainTexts({ draft }: ReadConnection): Record<string, string> {
  return Object.fromEntries([...draft.given.fields].filter((pair): pair is [string, string] => pair[1] !== null));
}

async function admitOwn(call: Call, { read, identity }: Preparation): Promise<ClientInHand> {
  const credentialId = identity.id;
  const drafted = await draftConfiguration(call, read.client!, { credentialId, fields: plainTexts(read) });
  const now = call.services.clock();
  const actor = call.principal.tokenId;
  const record = {
    ...{ organisationId: call.organisation.id, id: newId('oac'), credentialId, version: 1 },
    ...{ createdAt: now, createdBy: actor, updatedAt: now, updatedBy: actor },
  };
  const staged = await stageConfiguration(call, record, drafted);
  try {
    const own = await admitConfiguration(call, staged);
    return { configuration: own.configuration, definition: drafted.definition, own };
  } catch (error) {
    await unstageConfiguration(call, staged).catch(() => undefined);
    throw error;
  }
}

/** Keeps what the connection stands on from going meanwhile, or puts it in force. */
async function commitClient(call: Call, transaction: Transaction, { configuration, own }: ClientInHand): Promise<void> {
  if (own) return commitConfiguration(transaction, own);
  const isThere = await holdOAuthConfiguration(transaction, call.organisation.id, configuration.key!);
  if (!isThere) throw new Problem('oauth-configuration/not-found');
}

interface Making extends Preparation {
  readonly client: ClientInHand;
  readonly plan: WritePlan;
  readonly begun: NewFlow;
}

async function storeWaiting(call: Call, { identity, client, plan, begun }: Making): Promise<Credential> {
  const { services } = call;
  const { flow } = begun;
  await services.store.transaction(async (transaction) => {
    await assertFree(call, transaction, identity);
    await stageFlow(transaction, flow);
  });
  try {
    const { witnesses } = await services.broker.admitConnection(admissionOf(call, flow, true));
    return await services.store.transaction(async (transaction) => {
      await holdScope(call, transaction);
      await commitClient(call, transaction, client);
      const { id, key, isKeyDerived } = identity;
      const record = recordOf(call, plan, { id, key, secrets: {} });
      const stored = await insertUnderFreeKey(transaction, record, isKeyDerived);
      await commitFlow(transaction, flow, witnesses[0]!);
      await recordWrite(call, transaction, stored);
      return stored;
    });
  } catch (error) {
    await services.store.transaction((transaction) => deleteFlow(transaction, flow)).catch(() => undefined);
    throw error;
  }
}

async function storeConnected(call: Call, making: Making): Promise<Credential> {
  const { identity, client, plan, begun } = making;
  const { flow } = begun;
  const { store } = call.services;
  const { id, key, isKeyDerived } = identity;
  const record: Credential = recordOf(call, plan, { id, key, secrets: {} });
  // The broker opens what is in force alone; the client is nobody's until its connection is there.
  if (client.own) await store.transaction((transaction) => commitConfiguration(transaction, client.own!));
  const { obtained, takeBack } = await obtainTokens(call, {
    ...{ flow, record, isNamed: true },
    within: (transaction) => assertFree(call, transaction, identity),
  });
  try {
    return await store.transaction(async (transaction) => {
      await holdScope(call, transaction);
      if (!client.own) await commitClient(call, transaction, client);
      const stored = await insertUnderFreeKey(transaction, connectedRecord(record, obtained), isKeyDerived);
      await commitObtained(call, transaction, { flow, obtained });
      await recordWrite(call, transaction, stored);
      return stored;
    });
  } catch (error) {
    await takeBack().catch(() => undefined);
    throw error;
  }
}

const TRYING = {
  path: '/fields/accessToken',
  message: 'is asked for with the refresh token that was brought in; if it stays so, reconnect with a refresh token',
};

/**
 * The record waits while its refresh token is redeemed: whatever could refuse it has been judged before anything is sent. Where the
 * token is refused the record goes again; where nobody knows it stays, and has its tokens as soon as the broker can store them.
 */
async function storeBroughtIn(call: Call, making: Making, refreshToken: Secret<Buffer>): Promise<Credential> {
  const { identity, client, plan, begun } = making;
  const { id, key, isKeyDerived } = identity;
  const waiting = { ...plan, validity: { status: 'incomplete', errors: [TRYING] } } as const;
  const record: Credential = recordOf(call, waiting, { id, key, secrets: {} });
  const within = async (transaction: Transaction): Promise<void> => {
    await assertFree(call, transaction, identity);
    await holdScope(call, transaction);
    await commitClient(call, transaction, client);
    await recordWrite(call, transaction, await insertUnderFreeKey(transaction, record, isKeyDerived));
  };
  try {
    return await bringIn(call, { flow: begun.flow, record, isNamed: true, refreshToken, within });
  } catch (error) {
    if (isRefusal(error)) await takeBack(call, id).catch(() => undefined);
    throw error;
  }
}

async function takeBack(call: Call, credential: string): Promise<void> {
  const recordDone: Call['recordDone'] = (transaction, note) =>
    call.recordDone(transaction, { action: 'credential.delete', ...note });
  await deleteCredential({ ...call, recordDone, params: { credential }, ifMatch: undefined }, true);
}

async function discard(call: Call, { configuration, own }: ClientInHand): Promise<void> {
  if (!own) return;
  await unstageConfiguration(call, own);
  const { organisationId, credentialId } = configuration;
  await call.services.store.transaction((transaction) =>
    deletePrivateConfigurations(transaction, organisationId, [credentialId!]),
  );
}

/**
 * @throws Problem those of `readConnection`, `draftConfiguration`, `planConnection`, `newFlow` and the broker's
 *   `admitConnection` and `obtainConnection`; `credential/key-taken`
 */
export async function createConnection(call: Call, body: ConnectionBody): Promise<MadeConnection> {
  assertManages(call, call);
  const read = await readConnection(call, body);
  const identity = identityOf(body, read);
  const preparation = { read, identity };
  const client: ClientInHand = read.named ?? (await admitOwn(call, preparation));
  try {
    const plan = planConnection(call, read.draft, client.definition);
    const begun = newFlow(call, {
      ...{ credentialId: identity.id, type: read.draft.type, client, grant: read.grant, purpose: 'connect' },
      ...{ policyBytes: plan.policyBytes, scopes: body.scopes, returnUrl: body.returnUrl, expiresIn: body.expiresIn },
    });
    const making = { ...preparation, client, plan, begun };
    if (read.refreshToken) return { credential: await storeBroughtIn(call, making, read.refreshToken) };
    if (read.grant !== 'authorization_code') return { credential: await storeConnected(call, making) };
    const credential = await storeWaiting(call, making);
    return { credential, start: { url: begun.startUrl, expiresAt: begun.flow.expiresAt } };
  } catch (error) {
    const isLeftOpen = read.refreshToken !== undefined && !isRefusal(error);
    if (!isLeftOpen) await discard(call, client).catch(() => undefined);
    throw error;
  }
}
