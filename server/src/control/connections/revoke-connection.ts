/** Ends what a connection may do: its tokens are revoked at the provider and destroyed here; the rest of it stays. */
import type { Credential } from '../../domain/credential.ts';
import { deleteConnections } from '../../store/connections.ts';
import { updateCredential } from '../../store/credentials.ts';
import { deleteMaterial } from '../../store/material.ts';
import { assertManages } from '../credentials/find-live.ts';
import { retryStale } from '../credentials/retry-stale.ts';
import { recordWrite } from '../credentials/store-write.ts';
import { assertIfMatch } from '../http/if-match.ts';
import { type ConnectionCall, requireConnection } from './find-connection.ts';

const GONE = { path: '/fields/accessToken', message: 'was revoked: reconnect' };

/** What came of it. */
export interface Revocation {
  readonly credential: Credential;
  /** Whether the provider was told; false where it has no way to revoke, or there was nothing to. */
  readonly isRevokedAtProvider: boolean;
}

/**
 * @throws Problem `credential/not-found`, `credential/stale`, `oauth/…` where the provider refuses or does not answer: then nothing
 *   has changed here
 */
export async function revokeConnection(call: ConnectionCall): Promise<Revocation> {
  const { services, organisation, token } = call;
  const first = await requireConnection(call);
  assertManages(call, first);
  assertIfMatch(call.ifMatch, first.version);
  const asked = { token: token.reveal(), organisationId: organisation.id, credentialId: first.id };
  const { isRevoked } = await services.broker.revokeConnection(asked);
  // What came between, a renewal say, is revoked with the rest: it has no use any more.
  const credential = await retryStale({ ...call, ifMatch: undefined }, async () => forget(call));
  return { credential, isRevokedAtProvider: isRevoked };
}

async function forget(call: ConnectionCall): Promise<Credential> {
  const { services, principal } = call;
  const current = await requireConnection(call);
  if (Object.keys(current.secrets).length === 0) return current;
  const { organisationId, id, version } = current;
  const { policyHash: _, ...kept } = current;
  const next: Credential = {
    ...kept,
    ...{ secrets: {}, status: 'reconnect_required', errors: [GONE], version: version + 1 },
    ...{ verification: { verdict: 'unverified', steps: [] } },
    ...{ updatedAt: services.clock(), updatedBy: principal.tokenId },
  };
  await services.store.transaction(async (transaction) => {
    await updateCredential(transaction, next, version, current.secrets);
    await deleteMaterial(transaction, organisationId, id);
    await deleteConnections(transaction, organisationId, [id]);
    await recordWrite(call, transaction, next, current);
  });
  return next;
}
