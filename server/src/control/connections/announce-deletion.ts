/**
 * Tells the broker of a connection that is about to be deleted, while its tokens can still be opened: it revokes them at the
 * provider once the record is gone. No deletion waits for that, or fails by it.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { typesOfConnections } from '../../domain/connection.ts';
import { type CredentialCall, findLiveCredential } from '../credentials/find-live.ts';

const PATIENCE_MS = 2_000;

/** Returns when the broker has the tokens open, or cannot. */
export async function announceDeletion(call: CredentialCall): Promise<void> {
  const { services, organisation, token } = call;
  const record = await findLiveCredential(call);
  if (!record || !typesOfConnections.has(record.type) || Object.keys(record.secrets).length === 0) return;
  const asked = { token: token.reveal(), organisationId: organisation.id, credentialId: record.id };
  // Whatever is wrong with it, the deletion itself tells what the caller has to know.
  const announced = services.broker.revokeOnceDeleted(asked).catch(() => undefined);
  await Promise.race([announced, delay(PATIENCE_MS, undefined, { ref: false })]);
}
