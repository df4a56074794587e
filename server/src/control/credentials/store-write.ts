/**
 * Stage, admit, commit: the one way by which a credential and its secrets are written. Until the last step nothing that
 * is used has changed, and a failure in any of them takes back what was staged.
 */
import { isDeepStrictEqual } from 'node:util';
import { auditedCredential } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import { fieldNamesOf, shapeType } from '../../catalogue/shape-type.ts';
import { knownType } from '../../catalogue/types/index.ts';
import type { Credential, Material, Verification } from '../../domain/credential.ts';
import { Problem } from '../../domain/problem.ts';
import { recordCredentialEvents } from '../../events/credential-events.ts';
import { recordChanges } from '../../store/changes.ts';
import { findCredential, insertCredential, isKeyTaken, updateCredential } from '../../store/credentials.ts';
import { commitMaterial, deleteMaterial, latestMaterialVersions } from '../../store/material.ts';
import { holdSolution } from '../../store/solutions.ts';
import { unstageCredentials } from '../../store/staged-credentials.ts';
import type { Change, Transaction } from '../../store/store.ts';
import type { AuditNote, Call } from '../route.ts';
import { scopeOf } from './find-live.ts';
import { freeKey } from './free-key.ts';
import { secretsBrought, type WritePlan } from './plan.ts';
import { assertMayShadow, isKeyInUse, type NewKey } from './shadowing.ts';
import { type AdmittedSecret, admitSecrets, stageSecrets } from './staged-secrets.ts';
import {
  assertAccepted,
  isVerifiable,
  type StagedCredential,
  stagedCredential,
  takeBack,
  tryStaged,
} from './try-staged.ts';
import { enforceUnchanged } from './verify-credential.ts';
import { verifyModeOf } from './verify-mode.ts';

const unverified: Verification = { verdict: 'unverified', steps: [] };

/** What a write has put where the broker finds it, and what it was planned as. */
interface Staging {
  readonly secrets: readonly Material[];
  readonly plan: WritePlan;
  /** Present where nothing is stored unless it is accepted. */
  readonly trial: StagedCredential | undefined;
}

/** @param commit - Gets the verdict that was demanded. */
async function admitAndCommit<T>(
  call: Call,
  { secrets, plan, trial }: Staging,
  commit: (
    transaction: Transaction,
    admitted: readonly AdmittedSecret[],
    verification: Verification | undefined,
  ) => Promise<T>,
): Promise<T> {
  try {
    const admitted = await admitSecrets(call, secrets, plan);
    const verification = trial && (await tryStaged(call, trial, admitted));
    if (verification) assertAccepted(verification);
    return await call.services.store.transaction(async (transaction) => {
      if (trial) await unstageCredentials(transaction, call.organisation.id, [trial.id]);
      return commit(transaction, admitted, verification);
    });
  } catch (error) {
    // What is left when this fails too is pending for ever and swept later; the first failure is the one to tell.
    await takeBack(call, trial, secrets).catch(() => undefined);
    throw error;
  }
}

/** The record to be tried before it is stored, where the request asks for that and there is a check. */
async function trialOf(call: Call, record: Credential): Promise<StagedCredential | undefined> {
  const isTried = verifyModeOf(call) === 'enforce' && (await isVerifiable(call, record));
  return isTried ? stagedCredential(call, record) : undefined;
}

/** Vouches for staged rows by the broker's witnesses. @throws Problem `credential/stale` */
export async function witnessAll(
  call: Call,
  transaction: Transaction,
  admitted: readonly AdmittedSecret[],
): Promise<void> {
  const rows = admitted.map(({ material, witness }) => ({ reference: material, witness }));
  if (!(await commitMaterial(transaction, call.organisation.id, rows))) throw new Problem('credential/stale');
}

/** The versions that a record names once it is stored. */
export function versionsOf(admitted: readonly AdmittedSecret[]): Record<string, number> {
  return Object.fromEntries(admitted.map(({ material }) => [material.field, material.materialVersion]));
}

/** A field that has become secret leaves nothing of its plain value in the log of that change. */
function withoutSecretsOf({ redactFields, secrets }: Credential, former: Credential): Credential {
  // By the new shape and not by what is sealed: a replacement makes a field secret without giving its value again.
  const shape = { names: fieldNamesOf(former), redactFields, secrets: Object.keys(secrets) };
  const { fields } = shapeType(knownType(former.type), shape);
  const hidden = new Set(fields.filter((spec) => spec.secret).map((spec) => spec.name));
  const plain = ([name]: [string, string]) => !hidden.has(name);
  const only = (values: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(values).filter(plain));
  return { ...former, fields: only(former.fields), binaryFields: only(former.binaryFields ?? {}) };
}

function noteOf(record: Credential, former?: Credential): AuditNote {
  const { id: subject, key: subjectKey, version } = record;
  const changes = changesOf(former && auditedCredential(withoutSecretsOf(record, former)), auditedCredential(record));
  return { subject, subjectKey, details: { version, changes } };
}

/** What other nodes have to forget. */
function announcedBy({ organisationId, id, solutionId, key }: Credential, former?: Credential): Change[] {
  const record: Change = { organisationId, kind: 'credential', subject: id };
  // Where the key stood for the organisation's until now, every node has kept that one under it.
  const isHiding = former === undefined && solutionId !== '';
  return isHiding ? [record, { organisationId, kind: 'credential-key', subject: `${solutionId}/${key}` }] : [record];
}

/**
 * Records a write of a record in log, events and change feed, inside the acting transaction.
 *
 * @param former - Undefined for a creation.
 */
export async function recordWrite(
  call: Call,
  transaction: Transaction,
  record: Credential,
  former?: Credential,
): Promise<void> {
  await call.recordDone(transaction, noteOf(record, former));
  const change = { record, former, actor: call.principal.tokenId };
  await recordCredentialEvents(transaction, [change], call.services.clock());
  await recordChanges(transaction, announcedBy(record, former));
}

/** Records several creations, some hundreds at most. */
export async function recordCreations(
  call: Call,
  transaction: Transaction,
  records: readonly Credential[],
): Promise<void> {
  await call.recordAllDone(
    transaction,
    records.map((record) => noteOf(record)),
  );
  const actor = call.principal.tokenId;
  const changes = records.map((record) => ({ record, actor }));
  await recordCredentialEvents(transaction, changes, call.services.clock());
  await recordChanges(
    transaction,
    records.flatMap((record) => announcedBy(record)),
  );
}

/** The record of a plan, on top of what stays of a former one. */
export function recordOf(
  call: Call,
  plan: WritePlan,
  kept: Pick<Credential, 'id' | 'key' | 'secrets'> & Partial<Credential>,
) {
  const now = call.services.clock();
  const actor = call.principal.tokenId;
  return {
    verification: unverified,
    createdAt: now,
    createdBy: actor,
    ...scopeOf(call),
    ...kept,
    type: plan.type.name,
    ...(plan.provider !== undefined && { provider: plan.provider }),
    ...plan.draft.members,
    policyHash: Object.keys(kept.secrets).length > 0 ? plan.policyHash : undefined,
    status: plan.validity.status,
    errors: plan.validity.errors,
    version: (kept.version ?? 0) + 1,
    updatedAt: now,
    updatedBy: actor,
  } satisfies Credential;
}

/** A derived key that is taken gives way to `-2`, `-3` …. */
export interface NewIdentity extends NewKey {
  readonly id: string;
}

/**
 * Inserts a record, a derived key giving way to one that is free.
 *
 * @throws Problem `credential/id-taken`, `credential/key-taken` for a key that was given
 */
export async function insertUnderFreeKey(
  transaction: Transaction,
  record: Credential,
  isKeyDerived: boolean,
): Promise<Credential> {
  for (;;) {
    const isTaken = (key: string) => isKeyInUse(transaction, record, key);
    const key = isKeyDerived ? await freeKey(record.key, isTaken) : record.key;
    try {
      await insertCredential(transaction, { ...record, key });
      return { ...record, key };
    } catch (error) {
      const isLost = error instanceof Problem && error.code === 'credential/key-taken';
      if (!isLost || !isKeyDerived) throw error;
    }
  }
}

/**
 * Keeps the solution that is written into from being deleted meanwhile.
 *
 * @throws Problem `solution/not-found`
 */
export async function holdScope({ organisation, solutionId }: Call, transaction: Transaction): Promise<void> {
  if (solutionId !== '') await holdSolution(transaction, organisation.id, solutionId);
}

/** @throws Problem `credential/id-taken`, `credential/key-taken`, and those of `assertMayShadow` */
export async function assertFree(call: Call, transaction: Transaction, identity: NewIdentity): Promise<void> {
  const former = await findCredential(transaction, scopeOf(call), identity.id);
  const staged = await latestMaterialVersions(transaction, call.organisation.id, identity.id);
  if (former || Object.keys(staged).length > 0) throw new Problem('credential/id-taken');
  const isTaken = !identity.isKeyDerived && (await isKeyTaken(transaction, scopeOf(call), identity.key));
  if (isTaken) throw new Problem('credential/key-taken');
  await assertMayShadow(call, transaction, identity);
}

/**
 * Stores a new credential.
 *
 * @throws Problem `credential/id-taken`, `credential/key-taken`; those of `stageSecrets` and `admitSecrets`
 */
export async function storeNew(call: Call, plan: WritePlan, identity: NewIdentity): Promise<Credential> {
  const { id, key, isKeyDerived } = identity;
  const owner = { id, secrets: {} };
  const trial = await trialOf(call, recordOf(call, plan, { key, ...owner }));
  const secrets = await stageSecrets(call, owner, plan, async (transaction) => {
    await assertFree(call, transaction, identity);
    await trial?.stage(transaction);
  });
  return admitAndCommit(call, { secrets, plan, trial }, async (transaction, admitted, verification = unverified) => {
    await holdScope(call, transaction);
    const record = recordOf(call, plan, { id, key, secrets: versionsOf(admitted), verification });
    const stored = await insertUnderFreeKey(transaction, record, isKeyDerived);
    // Sent together: neither needs what the other answers.
    await Promise.all([witnessAll(call, transaction, admitted), recordWrite(call, transaction, stored)]);
    return stored;
  });
}

const DRAFTED = [
  'name',
  'description',
  'owner',
  'labels',
  'baseUrl',
  'allowedOrigins',
  'fields',
  'binaryFields',
  'redactFields',
  'injection',
  'expiresAt',
  'limits',
] as const;

function isUnchanged(current: Credential, next: Credential): boolean {
  return [...DRAFTED, 'secrets' as const, 'status' as const].every((name) =>
    isDeepStrictEqual(current[name], next[name]),
  );
}

function isTriedAnew(current: Credential, next: Credential): boolean {
  return (['secrets', 'fields', 'baseUrl', 'injection'] as const).some(
    (name) => !isDeepStrictEqual(current[name], next[name]),
  );
}

/**
 * Brings a credential to a planned state; without a change there is no new version.
 *
 * @param current - As read before planning: the write stands on its version.
 * @throws Problem `credential/stale`; those of `stageSecrets` and `admitSecrets`
 */
export async function storeChanged(call: Call, plan: WritePlan, current: Credential): Promise<Credential> {
  const isWithoutSecrets = secretsBrought(plan.given).length === 0;
  const planned = recordOf(call, plan, current);
  if (isWithoutSecrets && isUnchanged(current, planned)) return enforceUnchanged(call, current);
  const trial = await trialOf(call, planned);
  const secrets = await stageSecrets(call, current, plan, trial?.stage);
  try {
    return await admitAndCommit(call, { secrets, plan, trial }, async (transaction, admitted, verification) => {
      const record = recordOf(call, plan, { ...current, secrets: { ...current.secrets, ...versionsOf(admitted) } });
      const { verification: _, ...untried } = record;
      const isJudged = verification !== undefined || isTriedAnew(current, record);
      const change = isJudged ? { ...untried, verification: verification ?? unverified } : untried;
      const next = { ...record, verification: await updateCredential(transaction, change, current.version) };
      await witnessAll(call, transaction, admitted);
      if (admitted.length > 0) await deleteMaterial(transaction, next.organisationId, next.id, next.secrets);
      await recordWrite(call, transaction, next, current);
      return next;
    });
  } catch (error) {
    // Another write that won meanwhile took our staged rows away, which the broker reports as anything but staleness.
    const now = await findCredential(call.services.store.read, scopeOf(call), current.id);
    throw now?.version === current.version ? error : new Problem('credential/stale', { cause: error });
  }
}
