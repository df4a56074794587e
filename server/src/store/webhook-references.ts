/**
 * What signs a webhook, as a reference to that very credential: written with the webhook's own row, so that the guard sees
 * it and it is listed among the users.
 */
import { Problem } from '../domain/problem.ts';
import type { ReferenceHolder } from '../domain/reference.ts';
import type { Webhook } from '../domain/webhook.ts';
import { dialectOf } from './dialect-of.ts';
import { writeReferences } from './references.ts';
import type { Transaction } from './store.ts';

function holderOf({ organisationId, id, description, definition, isActive }: Webhook): ReferenceHolder {
  const name = description ?? new URL(definition.url).host;
  return { organisationId, kind: 'webhook', id, name, solutionId: '', isActive };
}

/** The credential's row, kept from being deleted until the transaction ends. */
async function holdSigner(tx: Transaction, { organisationId, definition }: Webhook) {
  const query = tx
    .selectFrom('credentials')
    .select(['id', 'key', 'deleted_at'])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', definition.credentialId);
  return (dialectOf(tx) === 'postgres' ? query.forShare() : query).executeTakeFirst();
}

/**
 * Notes what signs the webhook.
 *
 * @param options.mustLive - Refuses a credential that is deleted meanwhile; else what is gone stays named.
 * @throws Problem `webhook/secret-missing`; the transaction must not go on then
 */
export async function writeSigner(
  tx: Transaction,
  webhook: Webhook,
  { mustLive }: { readonly mustLive: boolean },
): Promise<void> {
  const signer = await holdSigner(tx, webhook);
  if (mustLive && signer?.deleted_at !== null) throw new Problem('webhook/secret-missing');
  const references = signer ? [{ key: signer.key, credentialId: signer.id }] : [];
  await writeReferences(tx, holderOf(webhook), references);
}

type WebhookName = Pick<Webhook, 'organisationId' | 'id'>;

/** Of a webhook that was ended: it is an inactive user from then on. */
export async function deactivateSigner(tx: Transaction, { organisationId, id }: WebhookName): Promise<void> {
  await tx
    .updateTable('credential_references')
    .set({ active: 0 })
    .where('organisation_id', '=', organisationId)
    .where('holder_kind', '=', 'webhook')
    .where('holder_id', '=', id)
    .execute();
}

/** Of a webhook that is deleted. */
export async function forgetSigner(tx: Transaction, { organisationId, id }: WebhookName): Promise<void> {
  const holder = { organisationId, kind: 'webhook' as const, id, name: '', solutionId: '', isActive: false };
  await writeReferences(tx, holder, []);
}
