/**
 * Stores what a visitor has handed in, and ends the link in the same transaction: of two that finish at once, one does. What
 * is refused leaves the link open for another try, and is counted.
 */

import { actorOf } from '../../audit/actor.ts';
import { type AuditEntry, appendAudits } from '../../audit/append.ts';
import { MOST_TRIES } from '../../domain/connect-link.ts';
import type { Credential } from '../../domain/credential.ts';
import type { NewEvent } from '../../domain/event.ts';
import { Problem } from '../../domain/problem.ts';
import { recordEvent } from '../../events/record-event.ts';
import { countConnectLinkTry, findConnectLink, finishConnectLink } from '../../store/connect-links.ts';
import type { Transaction } from '../../store/store.ts';
import type { AuditAction } from '../audit-action.ts';
import type { WritePlan } from '../credentials/plan.ts';
import { storeChanged, storeNew } from '../credentials/store-write.ts';
import type { AuditNote, Call } from '../route.ts';
import type { Visit } from './visit.ts';

function linkOf({ call }: Visit) {
  return { organisationId: call.organisation.id, id: call.principal.tokenId };
}

function eventOf(
  visit: Visit,
  type: 'connect-link.completed' | 'connect-link.failed',
  more: NewEvent['data'],
): NewEvent {
  const { call, link, current } = visit;
  const { credentialId, key, solutionId, provider } = link;
  const labels = current?.labels ?? link.fixed.labels ?? {};
  const scope = solutionId === '' ? {} : { solutionId };
  const data = {
    ...{ organisationId: call.organisation.id, ...scope, connectLinkId: call.principal.tokenId, credentialId, key },
    ...{ type: link.type, ...(provider !== undefined && { provider }), labels },
  };
  const isThere = type === 'connect-link.completed' || link.isFilled;
  return {
    organisationId: call.organisation.id,
    ...{ type, solutionId, data: { ...data, ...more } },
    ...(isThere && { credentialId, credentialKey: String(more.key ?? key) }),
  };
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
    await recordEvent(transaction, eventOf(visit, 'connect-link.completed', { key: subjectKey }), now);
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
  const link = await findConnectLink(store.read, linkOf(visit).organisationId, principal.tokenId);
  const triesLeft = Math.max(MOST_TRIES - (link?.tries ?? MOST_TRIES), 0);
  await store.transaction((transaction) =>
    recordEvent(transaction, eventOf(visit, 'connect-link.failed', { code, triesLeft }), clock()),
  );
  const about = { action: 'connect-link.use', subject: principal.tokenId, subjectKey: visit.link.key } as const;
  await refusals.record({ ...linkOf(visit), ...actorOf(principal), ...about, code, requestId, address });
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
