/**
 * One step of clearing up: a connection that was made for a connect link, which has expired without being used, goes with it,
 * unless somebody refers to it. Opens nothing and needs no key.
 */
import { appendAudit } from '../audit/append.ts';
import { auditedCredential } from '../audit/audited.ts';
import { changesOf } from '../audit/diff.ts';
import type { Credential } from '../domain/credential.ts';
import type { Instant } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import { recordCredentialEvents } from '../events/credential-events.ts';
import { recordChange } from '../store/changes.ts';
import { updateCredential } from '../store/credentials.ts';
import { databaseNow } from '../store/database-time.ts';
import { dialectOf } from '../store/dialect-of.ts';
import { deleteMaterial } from '../store/material.ts';
import { deletePrivateConfigurations } from '../store/oauth-configurations.ts';
import { deleteFlows } from '../store/oauth-flows.ts';
import type { Store, Transaction } from '../store/store.ts';
import { type EndedLink, endedUnused, isTakenUp, leftoverOf } from '../store/unused-links.ts';

/** Most links that one step looks at; what somebody refers to is looked at again with each step, for a week. */
const BATCH = 500;

/**
 * @returns how many connections went
 * @throws Problem `store/unavailable`
 */
export async function clearUnusedLinks(
  store: Pick<Store, 'read' | 'transaction'>,
  { now }: { readonly now: Instant },
): Promise<number> {
  let count = 0;
  for (const link of await endedUnused(store.read, now, BATCH)) {
    try {
      count += (await store.transaction((tx) => clear(tx, link))) ? 1 : 0;
    } catch (error) {
      // Somebody has written it meanwhile: it is theirs.
      if (!(error instanceof Problem) || error.code !== 'credential/stale') throw error;
    }
  }
  return count;
}

async function clear(tx: Transaction, link: EndedLink): Promise<boolean> {
  const now = await databaseNow(tx, dialectOf(tx));
  const former = await leftoverOf(tx, link, now);
  if (!former) return false;
  const { organisationId, id, key, version } = former;
  const written = { version: version + 1, updatedAt: now, updatedBy: 'keyward' };
  const record: Credential = { ...former, ...written, status: 'deleted', deletedAt: now };
  await updateCredential(tx, { ...record, policyHash: undefined, errors: [] }, version);
  // Whoever has come to refer to it before the row was written is seen now; what comes later is refused.
  if (await isTakenUp(tx, { link, credentialId: id, now })) throw new Problem('credential/stale');
  await deleteMaterial(tx, organisationId, id);
  await deletePrivateConfigurations(tx, organisationId, [id]);
  await deleteFlows(tx, organisationId, [id]);
  const changes = changesOf(auditedCredential(former), auditedCredential(record));
  const entry = {
    organisationId,
    actor: 'keyward',
    action: 'credential.delete',
    subject: id,
    subjectKey: key,
  } as const;
  await appendAudit(tx, { ...entry, outcome: 'done', details: { changes, connectLink: link.id } }, now);
  await recordCredentialEvents(tx, [{ former, record, actor: 'keyward' }], now);
  await recordChange(tx, { organisationId, kind: 'credential', subject: id });
  return true;
}
