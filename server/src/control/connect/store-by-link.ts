/**
 * Stores what a visitor has handed in, and ends the link in the same transaction: of two that finish at once, one does. What
 * is refused leaves the link open for another try, and is counted.
 */

import { actorOf } from '../../audit/actor.ts';
import { type AuditEntry, appendAudits } from '../../audit/append.ts';
import type { Credential } from '../../domain/credential.ts';
import { Problem } from '../../domain/problem.ts';
import { type ToldLink, tellCompleted, tellFailed } from '../../events/connect-link-events.ts';
import { countConnectLinkTry, finishConnectLink } from '../../store/connect-links.ts';
import type { Transaction } from '../../store/store.ts';
import type { AuditAction } from '../audit-action.ts';
import type { WritePlan } from '../credentials/plan.ts';
import { storeChanged, storeNew } from '../credentials/store-write.ts';
import type { AuditNote, Call } from '../route.ts';
import type { Visit } from './visit.ts';

function linkOf({ call }: Visit) {
  return { organisationId: call.organisation.id, id: call.principal.tokenId };
}

function toldOf(visit: Visit): ToldLink {
  const { link, current } = visit;
  return { ...linkOf(visit), definition: link, labels: current?.labels ?? link.fixed.labels ?? {} };
}

function entryOf(
  { principal, organisation, requestId, address }: Call,
  action: AuditAction,
  note: Omit<AuditNote, 'action'>,
): AuditEntry {
  const done = { organisationId: organisation.id, ...actorOf(principal), outcome: 'done' } as const;
  return { ...done, action, requestId, address, ...note };
}

/** The visitor's call, whose one write ends the link: whoever writes a credential records that it is done. */
function ending(visit: Visit): Call {
  const { call, link } = visit;
  const recordDone: Call['recordDone'] = async (transaction: Transaction, note) => {
    const now = call.services.clock();
    const isEnded = await finishConnectLink(transaction, linkOf(visit), now);
    if (!isEnded) throw new Problem('connect-link/used');
    const written = link.isFilled ? 'credential.update' : 'credential.create';
    const { subjectKey = link.key } = note;
    const entries = [
      entryOf(call, written, note),
      entryOf(call, 'connect-link.use', {
        subject: call.principal.tokenId,
        subjectKey,
        details: { credentialId: link.credentialId },
      }),
    ];
    await appendAudits(transaction, entries, now);
    await tellCompleted(transaction, toldOf(visit), subjectKey, now);
  };
  return { ...call, recordDone };
}

function write(visit: Visit, plan: WritePlan): Promise<Credential> {
  const { link, current } = visit;
  if (current) return storeChanged(ending(visit), plan, current);
  const { credentialId: id, key, isKeyDerived } = link;
  return storeNew(ending(visit), plan, { id, key, isKeyDerived, shadows: false });
}

/** Tells who made the link, and the audit log, that it was tried in vain. */
async function noteFailure(visit: Visit, { code }: Problem): Promise<void> {
  const { services, principal, requestId, address } = visit.call;
  const { refusals, store, clock } = services;
  const failure = { link: toldOf(visit), code, at: clock() };
  await store.transaction((transaction) => tellFailed(transaction, store.read, failure));
  const about = { action: 'connect-link.use', subject: principal.tokenId, subjectKey: visit.link.key } as const;
  const { organisationId } = principal;
  await refusals.record({ organisationId, ...actorOf(principal), ...about, code, requestId, address });
}

/**
 * @returns the credential as it is stored
 * @throws Problem `connect-link/exhausted`, `connect-link/used`; those of a creation or a change, of admission and of the
 *   verification
 */
export async function storeByLink(visit: Visit, plan: WritePlan): Promise<Credential> {
  const { store } = visit.call.services;
  const isCounted = await store.transaction((transaction) => countConnectLinkTry(transaction, linkOf(visit)));
  if (!isCounted) throw new Problem('connect-link/exhausted');
  try {
    return await write(visit, plan);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // The failure is to be told whatever becomes of its record.
    if (error.code !== 'connect-link/used') await noteFailure(visit, error).catch(() => undefined);
    throw error;
  }
}
