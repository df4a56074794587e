/**
 * Stages, admits and commits OAuth configurations: the three steps that every write takes, of a named configuration and of
 * one that is private to a connection alike. Until the commit nothing has changed for anybody.
 */
import type { Material } from '../../domain/credential.ts';
import {
  CLIENT_TYPE,
  clientPolicy,
  clientSecretField,
  type OAuthConfiguration,
  stagedDigest,
  writeOAuthDefinition,
} from '../../domain/oauth-configuration.ts';
import { canonicalPolicy } from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import { seal } from '../../envelope/seal.ts';
import { recordChange } from '../../store/changes.ts';
import { commitMaterial, deleteMaterial, stageMaterial, unstageMaterial, unstageSame } from '../../store/material.ts';
import {
  commitOAuthConfiguration,
  restageOAuthConfiguration,
  stageOAuthConfiguration,
  unstageOAuthConfiguration,
} from '../../store/oauth-configurations.ts';
import type { Transaction } from '../../store/store.ts';
import { trustedSealingKey } from '../credentials/sealing-key.ts';
import { nextMaterialVersion } from '../credentials/staged-secrets.ts';
import type { Call } from '../route.ts';
import type { ConfigurationDraft } from './draft-configuration.ts';

/** A configuration as it is to be, all but definition and secret, which the draft brings. */
export type ConfigurationRecord = Omit<OAuthConfiguration, 'document' | 'secretVersion' | 'witness'>;

/** A configuration that lies staged. */
export interface StagedConfiguration {
  readonly configuration: OAuthConfiguration;
  readonly former?: OAuthConfiguration | undefined;
  /** Absent where the secret is kept, or where there is none. */
  readonly material?: Material;
}

/** One that the broker has vouched for, to be committed. */
export interface AdmittedConfiguration extends StagedConfiguration {
  /** Of the new secret, where there is one. */
  readonly materialWitness?: Uint8Array | undefined;
}

async function sealedSecret(
  call: Call,
  { id, organisationId }: ConfigurationRecord,
  { definition, given }: ConfigurationDraft,
  former: OAuthConfiguration | undefined,
): Promise<Material | undefined> {
  const field = clientSecretField(definition.clientAuthentication);
  const secret = field && given.secrets.get(field);
  const envelope = field && given.sealed.get(field);
  if (field === undefined || (!secret && !envelope)) return undefined;
  const { read } = call.services.store;
  const owner = { id, secrets: former ? { [field]: former.secretVersion } : {} };
  const materialVersion = (await nextMaterialVersion(read, organisationId, owner))(field);
  const policyBytes = canonicalPolicy(clientPolicy(definition));
  const row = { organisationId, credentialId: id, type: CLIENT_TYPE, field, materialVersion };
  const createdAt = call.services.clock();
  if (envelope) return { ...row, envelope, policy: policyBytes, createdAt };
  const key = await trustedSealingKey(read, organisationId, call.services);
  return { ...row, envelope: seal(secret!.reveal(), { ...row, policyBytes }, key), policy: policyBytes, createdAt };
}

/** The version that stays where no secret comes; refused where one is needed and there is none. */
function keptVersion({ definition }: ConfigurationDraft, former: OAuthConfiguration | undefined): number {
  const field = clientSecretField(definition.clientAuthentication);
  if (field === undefined) return 0;
  if (former && former.secretVersion > 0) return former.secretVersion;
  if (former) throw new Problem('oauth-configuration/secret-needed');
  const message = `is required by ${definition.clientAuthentication}`;
  throw new Problem('request/invalid', { errors: [{ path: `/fields/${field}`, message }] });
}

/**
 * Seals the secret and puts row and secret up.
 *
 * @param former - What is changed; undefined for a new one.
 * @throws Problem `oauth-configuration/secret-needed`, `oauth-configuration/stale`, `request/invalid`,
 *   `keys/sealing-key-untrusted`, `credential/stale`
 */
export async function stageConfiguration(
  call: Call,
  record: ConfigurationRecord,
  draft: ConfigurationDraft,
  former?: OAuthConfiguration,
): Promise<StagedConfiguration> {
  const material = await sealedSecret(call, record, draft, former);
  const secretVersion = material?.materialVersion ?? keptVersion(draft, former);
  const configuration = { ...record, document: writeOAuthDefinition(draft.definition), secretVersion };
  await call.services.store.transaction(async (transaction) => {
    if (former) await restageOAuthConfiguration(transaction, configuration, former.version);
    else await stageOAuthConfiguration(transaction, configuration);
    if (!material) return;
    // The same request, sent again after its process died, brings the same envelope.
    if (draft.given.sealed.size > 0) await unstageSame(transaction, [material]);
    await stageMaterial(transaction, [material]);
  });
  return { configuration, former, ...(material && { material }) };
}

/** Has the broker vouch for what is staged. @throws Problem those of the broker's admission */
export async function admitConfiguration(call: Call, staged: StagedConfiguration): Promise<AdmittedConfiguration> {
  const { configuration, material } = staged;
  const { witnesses } = await call.services.broker.admitOAuthConfiguration({
    token: call.token.reveal(),
    organisationId: configuration.organisationId,
    configurationId: configuration.id,
    digest: stagedDigest(configuration),
  });
  const [witness, materialWitness] = witnesses;
  return { ...staged, configuration: { ...configuration, witness: witness! }, ...(material && { materialWitness }) };
}

/**
 * Puts what was admitted in force, inside the acting transaction, and destroys the secret before.
 *
 * @throws Problem `oauth-configuration/stale`, `oauth-configuration/key-taken`; the transaction must not go on then
 */
export async function commitConfiguration(transaction: Transaction, admitted: AdmittedConfiguration): Promise<void> {
  const { configuration, former, material, materialWitness } = admitted;
  const { organisationId, id, secretVersion } = configuration;
  await commitOAuthConfiguration(transaction, configuration, former?.version ?? configuration.version);
  if (material) {
    const reference = { credentialId: id, field: material.field, materialVersion: secretVersion };
    const rows = [{ reference, witness: materialWitness! }];
    if (!(await commitMaterial(transaction, organisationId, rows))) throw new Problem('oauth-configuration/stale');
    await deleteMaterial(transaction, organisationId, id, { [material.field]: secretVersion });
  } else if (secretVersion === 0) await deleteMaterial(transaction, organisationId, id);
  await recordChange(transaction, { organisationId, kind: 'oauth-configuration', subject: id });
}

/** Takes back what was staged and will not be committed; what is in force stays. */
export async function unstageConfiguration(call: Call, staged: StagedConfiguration): Promise<void> {
  const { configuration, former, material } = staged;
  await call.services.store.transaction(async (transaction) => {
    if (material) await unstageMaterial(transaction, configuration.organisationId, [material]);
    if (!former) await unstageOAuthConfiguration(transaction, configuration);
  });
}
