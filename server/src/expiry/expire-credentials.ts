/**
 * One step of expiry: tombstones, destroyed material, audit entries and announced changes, all in one transaction or not
 * at all. Opens nothing and needs no key, so that any process with the store may do it.
 */
import { appendAudits } from '../audit/append.ts';
import { changesOf } from '../audit/diff.ts';
import { formatInstant } from '../domain/instant.ts';
import { recordCredentialEvents } from '../events/credential-events.ts';
import { recordChanges } from '../store/changes.ts';
import { type ExpiredCredential, expireDue } from '../store/expiry.ts';
import type { Store } from '../store/store.ts';

/** Most credentials of one transaction. */
export const BATCH = 500;

function entryOf({ former, expiresAt }: ExpiredCredential) {
  const { organisationId, id, key, secrets } = former;
  const changes = changesOf({ members: { status: 'valid' }, secrets }, { members: { status: 'expired' }, secrets: {} });
  return {
    organisationId,
    actor: 'keyward',
    action: 'credential.expire',
    subject: id,
    subjectKey: key,
    outcome: 'done',
    details: { expiresAt: formatInstant(expiresAt), changes },
  } as const;
}

function changeOf({ former }: ExpiredCredential) {
  return { former, record: { ...former, status: 'expired', version: former.version + 1 }, actor: 'keyward' } as const;
}

/**
 * Ends up to 500 credentials that are due by database time; each on one node only, once.
 *
 * @returns how many
 * @throws Problem `store/unavailable`
 */
export async function expireCredentials(store: Pick<Store, 'dialect' | 'transaction'>): Promise<number> {
  return store.transaction(async (transaction) => {
    const { credentials, at } = await expireDue(transaction, store.dialect, BATCH);
    await appendAudits(transaction, credentials.map(entryOf), at);
    await recordCredentialEvents(transaction, credentials.map(changeOf), at);
    await recordChanges(
      transaction,
      credentials.map(({ former: { organisationId, id } }) => ({ organisationId, kind: 'credential', subject: id })),
    );
    return credentials.length;
  });
}
