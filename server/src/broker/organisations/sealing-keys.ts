/** The sealing keys of organisations: each signed by the installation, and renewed ahead of its expiry. */
import type { KeyObject } from 'node:crypto';
import { awaitFirstStartTurn } from '../../store/await-turn.ts';
import { recordChange } from '../../store/changes.ts';
import { currentSealingKey, insertKey, listOrganisationsToRenew } from '../../store/keys.ts';
import type { Transaction } from '../../store/store.ts';
import type { BootstrapParts } from '../bootstrap.ts';

const DAY_MS = 86_400_000;
const SEALING_KEY_TERM_MS = 30 * DAY_MS;
/** A client may hold a sealing key for a while before it seals. */
const SEALING_KEY_RENEWAL_MS = 5 * DAY_MS;

/**
 * Gives the organisation a new sealing key.
 *
 * @returns its kid
 */
export async function insertSealingKey(
  { keys, clock }: BootstrapParts,
  transaction: Transaction,
  { organisationId, signingKey }: { readonly organisationId: string; readonly signingKey: KeyObject },
): Promise<string> {
  const { key, wrapped } = keys.ring().generateSealingKey(organisationId, clock() + SEALING_KEY_TERM_MS, signingKey);
  await insertKey(transaction, key, wrapped);
  return key.kid;
}

/** Gives each organisation a sealing key that is good for some days yet. Run at start and now and then. */
export async function renewSealingKeys(parts: BootstrapParts): Promise<void> {
  const signingKey = await parts.keys.signingKey();
  const until = parts.clock() + SEALING_KEY_RENEWAL_MS;
  for (const organisationId of await listOrganisationsToRenew(parts.store.read, until)) {
    await parts.store.transaction(async (transaction) => {
      // Another node may have renewed it since the list was read, or be about to.
      await awaitFirstStartTurn(transaction);
      const current = await currentSealingKey(transaction, organisationId);
      if (current?.not_after && current.not_after > until) return;
      const subject = await insertSealingKey(parts, transaction, { organisationId, signingKey });
      await recordChange(transaction, { organisationId, kind: 'organisation-key', subject });
    });
  }
}
