/**
 * Tokens that nobody has to consent to. Of a client for itself the broker asks for them before anything is stored, and what it hands
 * back is committed here with the record. A refresh token that is brought in the broker redeems and commits itself, to a record
 * that waits.
 */

import type { ObtainedConnection } from '../../broker/rpc/connection-protocol.ts';
import type { Credential, Material } from '../../domain/credential.ts';
import type { OAuthFlow } from '../../domain/oauth-flow.ts';
import { Problem } from '../../domain/problem.ts';
import type { Secret } from '../../domain/secret.ts';
import { seal } from '../../envelope/seal.ts';
import { putConnection } from '../../store/connections.ts';
import { findCredential } from '../../store/credentials.ts';
import { commitMaterial, deleteMaterial, stageMaterial, unstageMaterial } from '../../store/material.ts';
import { commitFlow, completeFlow, deleteFlow, stageFlow } from '../../store/oauth-flows.ts';
import type { Transaction } from '../../store/store.ts';
import { trustedSealingKey } from '../credentials/sealing-key.ts';
import { nextMaterialVersion } from '../credentials/staged-secrets.ts';
import type { Call } from '../route.ts';
import { admissionOf } from './new-flow.ts';

/** What tokens are asked for. */
export interface TokenWish {
  readonly flow: OAuthFlow;
  /** As it is, or as it will be stored. */
  readonly record: Pick<Credential, 'id' | 'secrets' | 'baseUrl'>;
  readonly isNamed: boolean;
  /** Run inside the transaction that stages, to refuse what is taken or to store what waits. */
  readonly within?: (transaction: Transaction) => Promise<void>;
}

/** A refresh token that is brought in. */
export interface TokenToBringIn extends TokenWish {
  readonly refreshToken: Secret<Buffer>;
}

/** What is to be committed, and what takes it back. */
export interface ObtainedTokens {
  readonly obtained: ObtainedConnection;
  readonly takeBack: () => Promise<void>;
}

async function sealedToken(call: Call, { flow, record, refreshToken }: TokenToBringIn): Promise<Material> {
  const { organisationId, credentialId, type, policy } = flow;
  const { read } = call.services.store;
  const field = 'refreshToken';
  const materialVersion = (await nextMaterialVersion(read, organisationId, record))(field);
  const row = { organisationId, credentialId, type, field, materialVersion };
  const key = await trustedSealingKey(read, organisationId, call.services);
  const envelope = seal(refreshToken.reveal(), { ...row, policyBytes: policy }, key);
  return { ...row, envelope, policy, createdAt: call.services.clock() };
}

function asked(call: Call, { flow, record, isNamed }: TokenWish) {
  return { ...admissionOf(call, flow, isNamed), ...(record.baseUrl !== undefined && { baseUrl: record.baseUrl }) };
}

/** @throws Problem those of the broker's `obtainConnection`, and of `within` */
export async function obtainTokens(call: Call, wish: TokenWish): Promise<ObtainedTokens> {
  const { flow, within } = wish;
  const { store, broker } = call.services;
  await store.transaction(async (transaction) => {
    await within?.(transaction);
    await stageFlow(transaction, flow);
  });
  const staged: { rows: readonly Pick<Material, 'credentialId' | 'field' | 'materialVersion'>[] } = { rows: [] };
  const takeBack = () => takeBackStaged(call, flow, staged.rows);
  try {
    const obtained = await broker.obtainConnection(asked(call, wish));
    if ('isCommitted' in obtained) throw new Problem('connection/grant-unsupported');
    staged.rows = obtained.tokens.map((token) => ({ ...token, credentialId: flow.credentialId }));
    return { obtained, takeBack };
  } catch (error) {
    // What is left when this fails too is pending for ever and swept later; the first failure is the one to tell.
    await takeBack().catch(() => undefined);
    throw error;
  }
}

async function takeBackStaged(
  { services }: Call,
  flow: OAuthFlow,
  rows: readonly Pick<Material, 'credentialId' | 'field' | 'materialVersion'>[],
): Promise<void> {
  await services.store.transaction(async (transaction) => {
    await unstageMaterial(transaction, flow.organisationId, rows);
    await deleteFlow(transaction, flow);
  });
}

/** Whether it is certain that nothing was committed, and nothing will be: not where the store or the way to the broker failed. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Problem && !/^(?:store|broker|internal)\//.test(error.code);
}

/**
 * Has a refresh token redeemed, and what comes of it committed by the broker.
 *
 * @returns the record as it is then
 * @throws Problem those of the broker's `obtainConnection`, and of `within`; see `isRefusal`
 */
export async function bringIn(call: Call, wish: TokenToBringIn): Promise<Credential> {
  const { flow, within } = wish;
  const { organisationId, credentialId } = flow;
  const material = await sealedToken(call, wish);
  const { store, broker } = call.services;
  await store.transaction(async (transaction) => {
    await within?.(transaction);
    await stageFlow(transaction, flow);
    await stageMaterial(transaction, [material]);
  });
  try {
    await broker.obtainConnection({ ...asked(call, wish), refreshTokenVersion: material.materialVersion });
  } catch (error) {
    if (isRefusal(error)) await takeBackStaged(call, flow, [material]).catch(() => undefined);
    throw error;
  }
  const record = await findCredential(store.read, { organisationId, solutionId: '' }, credentialId);
  if (!record) throw new Problem('credential/not-found');
  return record;
}

/** The record with what was obtained. */
export function connectedRecord<T extends Credential>(record: T, obtained: ObtainedConnection): T {
  const { tokens, scopes, captures, baseUrl, policyHash } = obtained;
  return {
    ...record,
    ...(baseUrl !== undefined && { baseUrl }),
    fields: { ...record.fields, ...captures, scope: scopes.join(' ') },
    secrets: Object.fromEntries(tokens.map(({ field, materialVersion }) => [field, materialVersion])),
    ...{ policyHash, status: 'valid', errors: [], verification: { verdict: 'unverified', steps: [] } },
  };
}

/**
 * Puts obtained tokens in force, once the record is written.
 *
 * @throws Problem `credential/stale`
 */
export async function commitObtained(
  call: Call,
  transaction: Transaction,
  { flow, obtained }: { readonly flow: OAuthFlow; readonly obtained: ObtainedConnection },
): Promise<void> {
  const { organisationId, credentialId } = flow;
  const rows = obtained.tokens.map(({ field, materialVersion, witness }) => {
    return { reference: { credentialId, field, materialVersion }, witness };
  });
  if (!(await commitMaterial(transaction, organisationId, rows))) throw new Problem('credential/stale');
  const live = Object.fromEntries(obtained.tokens.map(({ field, materialVersion }) => [field, materialVersion]));
  await deleteMaterial(transaction, organisationId, credentialId, live);
  await putConnection(transaction, obtained.connection);
  await commitFlow(transaction, flow, obtained.witness);
  await completeFlow(transaction, flow, call.services.clock());
}
