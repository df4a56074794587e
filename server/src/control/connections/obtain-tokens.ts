/**
 * Tokens that nobody has to consent to: the broker asks for them before anything is stored, and what it hands back is
 * committed here with the record. Where it fails nothing is left.
 */

import type { ObtainedConnection } from '../../broker/rpc/connection-protocol.ts';
import type { Credential, Material } from '../../domain/credential.ts';
import type { OAuthFlow } from '../../domain/oauth-flow.ts';
import { Problem } from '../../domain/problem.ts';
import type { Secret } from '../../domain/secret.ts';
import { seal } from '../../envelope/seal.ts';
import { putConnection } from '../../store/connections.ts';
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
  /** Brought in. */
  readonly refreshToken: Secret<Buffer> | undefined;
  /** Run inside the transaction that stages, to refuse what is taken. */
  readonly assertFree?: (transaction: Transaction) => Promise<void>;
}

/** What is to be committed, and what takes it back. */
export interface ObtainedTokens {
  readonly obtained: ObtainedConnection;
  readonly takeBack: () => Promise<void>;
}

async function sealedToken(call: Call, { flow, record, refreshToken }: TokenWish): Promise<Material | undefined> {
  if (!refreshToken) return undefined;
  const { organisationId, credentialId, type, policy } = flow;
  const { read } = call.services.store;
  const field = 'refreshToken';
  const materialVersion = (await nextMaterialVersion(read, organisationId, record))(field);
  const row = { organisationId, credentialId, type, field, materialVersion };
  const key = await trustedSealingKey(read, organisationId, call.services);
  const envelope = seal(refreshToken.reveal(), { ...row, policyBytes: policy }, key);
  return { ...row, envelope, policy, createdAt: call.services.clock() };
}

/** @throws Problem those of the broker's `obtainConnection`, and of `assertFree` */
export async function obtainTokens(call: Call, wish: TokenWish): Promise<ObtainedTokens> {
  const { flow, record, isNamed, assertFree } = wish;
  const { organisationId } = flow;
  const material = await sealedToken(call, wish);
  const { store, broker } = call.services;
  await store.transaction(async (transaction) => {
    await assertFree?.(transaction);
    await stageFlow(transaction, flow);
    if (material) await stageMaterial(transaction, [material]);
  });
  const staged: { rows: readonly Pick<Material, 'credentialId' | 'field' | 'materialVersion'>[] } = {
    rows: material ? [material] : [],
  };
  const takeBack = () =>
    store.transaction(async (transaction) => {
      await unstageMaterial(transaction, organisationId, staged.rows);
      await deleteFlow(transaction, flow);
    });
  try {
    const obtained = await broker.obtainConnection({
      ...admissionOf(call, flow, isNamed),
      ...(material && { refreshTokenVersion: material.materialVersion }),
      ...(record.baseUrl !== undefined && { baseUrl: record.baseUrl }),
    });
    const tokens = obtained.tokens.map((token) => ({ ...token, credentialId: flow.credentialId }));
    staged.rows = [...staged.rows, ...tokens];
    return { obtained, takeBack };
  } catch (error) {
    // What is left when this fails too is pending for ever and swept later; the first failure is the one to tell.
    await takeBack().catch(() => undefined);
    throw error;
  }
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
