/**
 * The first start: the installation's signing key, the organisation `default` with its keys, and one owner token. Also
 * keeps a sealing key ahead of its expiry. Safe where two processes start at once on one database.
 */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { appendAudit } from '../audit/append.ts';
import { type AccessToken, hashAccessToken, newAccessToken } from '../domain/access-token.ts';
import { newId } from '../domain/id.ts';
import type { Clock, Instant } from '../domain/instant.ts';
import { Secret } from '../domain/secret.ts';
import { insertAccessToken } from '../store/access-tokens.ts';
import { recordChange } from '../store/changes.ts';
import { currentSealingKey, insertKey, listKeys } from '../store/keys.ts';
import { findOrganisation, insertOrganisation, listOrganisations } from '../store/organisations.ts';
import { INSTALLATION } from '../store/schema.ts';
import type { Store, Transaction } from '../store/store.ts';
import { witnessAccessToken } from './admit/witness.ts';
import type { BrokerKeys } from './broker-keys.ts';

const DAY_MS = 86_400_000;
const SEALING_KEY_TERM_MS = 30 * DAY_MS;
/** A client may hold a sealing key for a while before it seals. */
const SEALING_KEY_RENEWAL_MS = 5 * DAY_MS;

export interface Bootstrapped {
  /** Ed25519, to be pinned by whoever seals. */
  readonly brokerPublicKey: KeyObject;
  /** The owner token of a first start; shown once. */
  readonly ownerToken?: Secret<string>;
}

export interface BootstrapParts {
  readonly store: Store;
  readonly keys: BrokerKeys;
  readonly clock: Clock;
}

/** @throws Problem `keys/root-key-missing` */
export async function bootstrap(parts: BootstrapParts): Promise<Bootstrapped> {
  await parts.store.transaction((transaction) => ensureSigningKey(parts, transaction));
  const signingKey = await parts.keys.signingKey();
  const ownerToken = await parts.store.transaction((transaction) => ensureFirstOrganisation(parts, transaction));
  await renewSealingKeys(parts);
  return { brokerPublicKey: createPublicKey(signingKey), ...(ownerToken && { ownerToken }) };
}

async function ensureSigningKey({ keys }: BootstrapParts, transaction: Transaction): Promise<void> {
  if ((await listKeys(transaction, INSTALLATION, 'signing')).length > 0) return;
  const { key, wrapped } = keys.ring().generateSigningKey();
  await insertKey(transaction, key, wrapped);
}

async function ensureFirstOrganisation(
  { keys, clock }: BootstrapParts,
  transaction: Transaction,
): Promise<Secret<string> | undefined> {
  if (await findOrganisation(transaction, 'default')) return undefined;
  const now = clock();
  const organisationId = newId('org');
  const organisation = {
    id: organisationId,
    slug: 'default',
    name: 'Default',
    settings: {},
    version: 1,
    createdAt: now,
  };
  await insertOrganisation(transaction, organisation);
  const { key, wrapped } = keys.ring().generateWitnessKey(organisationId);
  await insertKey(transaction, key, wrapped);
  const token = newAccessToken();
  const row = ownerRow(organisationId, token, now);
  const witnessKey = keys.ring().unwrapWitnessKey({ key, wrapped: [wrapped] });
  await insertAccessToken(transaction, { ...row, witness: witnessAccessToken(witnessKey, row) });
  const entry = { organisationId, actor: 'keyward', action: 'organisation.create', subject: organisationId } as const;
  await appendAudit(transaction, { ...entry, outcome: 'done' }, now);
  return new Secret(token);
}

function ownerRow(organisationId: string, token: string, createdAt: Instant): AccessToken {
  const hash = hashAccessToken(token);
  const id = newId('tok');
  return { organisationId, id, name: 'owner', hash, role: 'owner', grants: [], createdAt, createdBy: 'keyward' };
}

/** Gives each organisation a sealing key that is good for some days yet. Run at start and now and then. */
export async function renewSealingKeys(parts: BootstrapParts): Promise<void> {
  const signingKey = await parts.keys.signingKey();
  for (const { id } of await listOrganisations(parts.store.read)) {
    await parts.store.transaction((transaction) => renewSealingKey(parts, transaction, id, signingKey));
  }
}

async function renewSealingKey(
  { keys, clock }: BootstrapParts,
  transaction: Transaction,
  organisationId: string,
  signingKey: KeyObject,
): Promise<void> {
  const current = await currentSealingKey(transaction, organisationId);
  if (current?.not_after && current.not_after > clock() + SEALING_KEY_RENEWAL_MS) return;
  const { key, wrapped } = keys.ring().generateSealingKey(organisationId, clock() + SEALING_KEY_TERM_MS, signingKey);
  await insertKey(transaction, key, wrapped);
  await recordChange(transaction, { organisationId, kind: 'organisation-key', subject: key.kid });
}
