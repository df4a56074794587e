/** Sets out for a consent by a connect link: a flow for the link's one connection, begun by the link itself. */
import { actorOf } from '../../audit/actor.ts';
import { appendAudit } from '../../audit/append.ts';
import { Problem } from '../../domain/problem.ts';
import { countConnectLinkTry } from '../../store/connect-links.ts';
import { reconnectConnection } from '../connections/reconnect-connection.ts';
import type { Call } from '../route.ts';
import type { Visit } from './visit.ts';

/**
 * @returns Keyward's own start address, where the browser goes next
 * @throws Problem `connect-link/exhausted`; those of `reconnectConnection`
 */
export async function startConsent({ call, link }: Visit): Promise<string> {
  const { services, organisation, principal, requestId, address } = call;
  const { store, clock } = services;
  const named = { organisationId: organisation.id, id: principal.tokenId };
  const isCounted = await store.transaction((transaction) => countConnectLinkTry(transaction, named));
  if (!isCounted) throw new Problem('connect-link/exhausted');
  const recordDone: Call['recordDone'] = (transaction, note) => {
    const who = { organisationId: organisation.id, ...actorOf(principal), requestId, address };
    return appendAudit(transaction, { ...who, action: 'connection.reconnect', outcome: 'done', ...note }, clock());
  };
  const { returnUrl } = link;
  const body = returnUrl === undefined ? {} : { returnUrl };
  const { start } = await reconnectConnection({ ...call, recordDone, params: { credential: link.credentialId }, body });
  if (!start) throw new Problem('connect-link/exceeded');
  return start.url;
}
