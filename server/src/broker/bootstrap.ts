/**
 * The first start: the installation's signing and witness keys, the organisation `default` with its keys, and one owner
 * token of the platform. Safe where two processes start at once on one database.
 */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { appendAudit } from '../audit/append.ts';
import { auditedAccessToken } from '../audit/audited.ts';
import { changesOf } from '../audit/diff.ts';
import { type AccessToken, hashAccessToken, newAccessToken } from '../domain/access-token.ts';
import { newId } from '../domain/id.ts';
import type { Clock } from '../domain/instant.ts';
import { Secret } from '../domain/secret.ts';
import { insertAccessToken } from '../store/access-tokens.ts';
import { awaitFirstStartTurn } from '../store/await-turn.ts';
import { insertKey, listKeys } from '../store/keys.ts';
import { findOrganisation } from '../store/organisations.ts';
import { INSTALLATION } from '../store/schema.ts';
import type { Store, Transaction } from '../store/store.ts';
import { witnessAccessToken } from './admit/witness.ts';
import type { BrokerKeys } from './broker-keys.ts';
import { insertNewOrganisation } from './organisations/create-organisation.ts';
import { renewSealingKeys } from './organisations/sealing-keys.ts';
import { insertMachineLink } from './people/machine-link.ts';

export interface Bootstrapped {
  /** Ed25519, to be pinned by whoever seals. */
  readonly brokerPublicKey: KeyObject;
  /** The owner token of a first start, of the whole platform; shown once. */
  readonly ownerToken?: Secret<string>;
  /** The token of the link with which the first person makes an account; of a first start. */
  readonly setUpLink?: Secret<string>;
}

export interface BootstrapParts {
  readonly store: Store;
  readonly keys: BrokerKeys;
  readonly clock: Clock;
}

/** What a first start shows once. */
export interface FirstSecrets {
  readonly ownerToken: Secret<string>;
  readonly setUpLink: Secret<string>;
}

/** Keeps them where people find them. May run more than once: the last ones are those that count. */
export type KeepFirstSecrets = (secrets: FirstSecrets) => Promise<void>;

/**
 * @param keepFirstSecrets - Run before they are committed: a token that exists is never lost with the process.
 * @throws Problem `keys/root-key-missing`
 */
export async function bootstrap(parts: BootstrapParts, keepFirstSecrets?: KeepFirstSecrets): Promise<Bootstrapped> {
  await parts.store.transaction((transaction) => ensureInstallationKeys(parts, transaction));
  const signingKey = await parts.keys.signingKey();
  const witnessKey = await parts.keys.witnessKey(INSTALLATION);
  const first = await parts.store.transaction(async (transaction) => {
    await awaitFirstStartTurn(transaction);
    if (await findOrganisation(transaction, 'default')) return undefined;
    await insertNewOrganisation(parts, transaction, {
      slug: 'default',
      name: 'Default',
      acting: { actor: 'keyward' },
      signingKey,
    });
    const ownerToken = await insertOwnerToken(parts, transaction, witnessKey);
    const setUpLink = await insertMachineLink({ clock: parts.clock, witnessKey }, transaction);
    await keepFirstSecrets?.({ ownerToken, setUpLink });
    return { ownerToken, setUpLink };
  });
  await renewSealingKeys(parts);
  return { brokerPublicKey: createPublicKey(signingKey), ...first };
}

async function ensureInstallationKeys({ keys }: BootstrapParts, transaction: Transaction): Promise<void> {
  await awaitFirstStartTurn(transaction);
  if ((await listKeys(transaction, INSTALLATION, 'signing')).length === 0) {
    const { key, wrapped } = keys.ring().generateSigningKey();
    await insertKey(transaction, key, wrapped);
  }
  if ((await listKeys(transaction, INSTALLATION, 'witness')).length === 0) {
    const { key, wrapped } = keys.ring().generateWitnessKey(INSTALLATION);
    await insertKey(transaction, key, wrapped);
  }
}

async function insertOwnerToken(
  { clock }: BootstrapParts,
  transaction: Transaction,
  witnessKey: KeyObject,
): Promise<Secret<string>> {
  const token = newAccessToken();
  const row: AccessToken = {
    organisationId: INSTALLATION,
    id: newId('tok'),
    name: 'owner',
    hash: hashAccessToken(token),
    role: 'owner',
    grants: [],
    createdAt: clock(),
    createdBy: 'keyward',
  };
  await insertAccessToken(transaction, { ...row, witness: witnessAccessToken(witnessKey, row) });
  const entry = { organisationId: INSTALLATION, actor: 'keyward', action: 'access-token.create' } as const;
  const details = { name: row.name, changes: changesOf(undefined, auditedAccessToken(row)) };
  await appendAudit(transaction, { ...entry, subject: row.id, outcome: 'done', details }, clock());
  return new Secret(token);
}
