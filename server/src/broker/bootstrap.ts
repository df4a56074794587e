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

export interface Bootstrapped {
  /** Ed25519, to be pinned by whoever seals. */
  readonly brokerPublicKey: KeyObject;
  /** The owner token of a first start, of the whole platform; shown once. */
  readonly ownerToken?: Secret<string>;
}

export interface BootstrapParts {
  readonly store: Store;
  readonly keys: BrokerKeys;
  readonly clock: Clock;
}

/** Keeps the owner token where people find it. May run more than once: the last token is the one that counts. */
export type KeepOwnerToken = (token: Secret<string>) => Promise<void>;

/**
 * @param keepOwnerToken - Run before the token is committed: a token that exists is never lost with the process.
 * @throws Problem `keys/root-key-missing`
 */
export async function bootstrap(parts: BootstrapParts, keepOwnerToken?: KeepOwnerToken): Promise<Bootstrapped> {
  await parts.store.transaction((transaction) => ensureInstallationKeys(parts, transaction));
  const signingKey = await parts.keys.signingKey();
  const witnessKey = await parts.keys.witnessKey(INSTALLATION);
  const ownerToken = await parts.store.transaction(async (transaction) => {
    await awaitFirstStartTurn(transaction);
    if (await findOrganisation(transaction, 'default')) return undefined;
    await insertNewOrganisation(parts, transaction, {
      slug: 'default',
      name: 'Default',
      acting: { actor: 'keyward' },
      signingKey,
    });
    const token = await insertOwnerToken(parts, transaction, witnessKey);
    await keepOwnerToken?.(token);
    return token;
  });
  await renewSealingKeys(parts);
  return { brokerPublicKey: createPublicKey(signingKey), ...(ownerToken && { ownerToken }) };
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
