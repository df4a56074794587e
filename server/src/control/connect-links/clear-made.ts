/**
 * A connection that was made for a link goes with it, where the link is withdrawn unused and nobody has taken the connection up. One
 * that stays is in nobody's way.
 */
import type { ConnectLink } from '../../domain/connect-link.ts';
import { Problem } from '../../domain/problem.ts';
import { leftoverOf } from '../../store/unused-links.ts';
import { deleteCredential } from '../credentials/delete-credential.ts';
import type { Call } from '../route.ts';

/** @param link - Withdrawn by now, so that nobody comes by it any more. */
export async function clearMade(call: Call, link: ConnectLink): Promise<void> {
  const { store, clock } = call.services;
  const leftover = await leftoverOf(store.read, link, clock());
  if (!leftover) return;
  const recordDone: Call['recordDone'] = (transaction, note) =>
    call.recordDone(transaction, { action: 'credential.delete', ...note });
  const named = { ...call, recordDone, params: { credential: leftover.id }, ifMatch: `"${leftover.version}"` };
  try {
    await deleteCredential(named, false);
  } catch (error) {
    if (!(error instanceof Problem) || !error.code.startsWith('credential/')) throw error;
  }
}
