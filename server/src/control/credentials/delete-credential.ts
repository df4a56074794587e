/** Deletes a credential: the secrets are destroyed at once, a record without them stays for the list. */
import { auditedCredential } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import { recordCredentialEvents } from '../../events/credential-events.ts';
import { recordChange } from '../../store/changes.ts';
import { deleteConnections } from '../../store/connections.ts';
import { updateCredential } from '../../store/credentials.ts';
import { deleteMaterial } from '../../store/material.ts';
import { deletePrivateConfigurations } from '../../store/oauth-configurations.ts';
import { deleteFlows } from '../../store/oauth-flows.ts';
import { announceDeletion } from '../connections/announce-deletion.ts';
import { assertIfMatch } from '../http/if-match.ts';
import { assertMayGo } from '../usages/deletion-guard.ts';
import { assertManages, type CredentialCall, requireCredential } from './find-live.ts';
import { retryStale } from './retry-stale.ts';

/**
 * Turns the credential of the path into a tombstone and destroys its material, in one transaction.
 *
 * @param isForced - Also where something uses it; what does gets `credential/not-found` from then on.
 * @throws Problem `credential/not-found`, also for one already deleted; `credential/stale`, `credential/in-use`
 */
export async function deleteCredential(call: CredentialCall, isForced: boolean): Promise<void> {
  await announceDeletion(call);
  await retryStale(call, async () => {
    const current = await requireCredential(call);
    assertManages(call, current);
    assertIfMatch(call.ifMatch, current.version);
    const { organisationId, id, key, version } = current;
    const now = call.services.clock();
    const changed = { version: version + 1, updatedAt: now, updatedBy: call.principal.tokenId };
    const tombstone = { ...current, ...changed, status: 'deleted' as const, deletedAt: now, secrets: {} };
    const changes = changesOf(auditedCredential(current), auditedCredential(tombstone));
    await call.services.store.transaction(async (transaction) => {
      await updateCredential(transaction, { ...tombstone, policyHash: undefined, errors: [] }, version);
      const users = await assertMayGo(call, transaction, { credential: current, isForced });
      await deleteMaterial(transaction, organisationId, id);
      await deletePrivateConfigurations(transaction, organisationId, [id]);
      await deleteConnections(transaction, organisationId, [id]);
      await deleteFlows(transaction, organisationId, [id]);
      const details = { changes, ...(users > 0 && { isForced, users }) };
      await call.recordDone(transaction, { subject: id, subjectKey: key, details });
      const change = { record: tombstone, former: current, actor: call.principal.tokenId };
      await recordCredentialEvents(transaction, [change], now);
      await recordChange(transaction, { organisationId, kind: 'credential', subject: id });
    });
  });
}
