/**
 * Has the broker try a credential that is not stored: its record is put up beside its pending secrets, under an id that
 * the broker is told. Whoever puts one up takes it back, whatever comes of it.
 */
import { findCheck } from '../../catalogue/check-of.ts';
import type { Credential, Material, Verification } from '../../domain/credential.ts';
import { newId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import { unstageMaterial } from '../../store/material.ts';
import { stageCredential, unstageCredentials } from '../../store/staged-credentials.ts';
import type { Transaction } from '../../store/store.ts';
import type { Call } from '../route.ts';
import type { AdmittedSecret } from './staged-secrets.ts';

/** A record that was put up. */
export interface StagedCredential {
  readonly id: string;
  readonly record: Credential;
  /** To be called inside the transaction that stages the secrets, so that no crash parts the two. */
  readonly stage: (transaction: Transaction) => Promise<void>;
}

/** @param record - As it would be stored; its secrets are those that it keeps. */
export function stagedCredential({ services }: Call, record: Credential): StagedCredential {
  const id = newId('stg');
  return { id, record, stage: (transaction) => stageCredential(transaction, id, { record, at: services.clock() }) };
}

/** Whether there is a check that could accept it. */
export async function isVerifiable({ services }: Call, record: Credential): Promise<boolean> {
  return (await findCheck(services.providers, record)).kind !== 'none';
}

/**
 * @param admitted - Secrets that are pending, with their witnesses.
 * @throws Problem `request/rate-limited`, `credential/incomplete`, `credential/invalid`, `credential/stale` …
 */
export async function tryStaged(
  { services, organisation, token }: Call,
  { id }: StagedCredential,
  admitted: readonly AdmittedSecret[],
): Promise<Verification> {
  return services.broker.verifyStaged({
    token: token.reveal(),
    organisationId: organisation.id,
    stagedId: id,
    admitted: admitted.map(({ material: { field, materialVersion }, witness }) => ({
      field,
      materialVersion,
      witness,
    })),
  });
}

/**
 * @throws Problem `verification/rejected`, `verification/not-accepted`, with the trace
 */
export function assertAccepted(verification: Verification): void {
  if (verification.verdict === 'accepted') return;
  const code = verification.verdict === 'rejected' ? 'verification/rejected' : 'verification/not-accepted';
  throw new Problem(code, { verification });
}

/** Takes back the record and its pending secrets. */
export async function takeBack(
  { services, organisation }: Call,
  staged: StagedCredential | undefined,
  secrets: readonly Material[],
): Promise<void> {
  if (staged === undefined && secrets.length === 0) return;
  await services.store.transaction(async (transaction) => {
    await unstageMaterial(transaction, organisation.id, secrets);
    await unstageCredentials(transaction, organisation.id, staged ? [staged.id] : []);
  });
}
