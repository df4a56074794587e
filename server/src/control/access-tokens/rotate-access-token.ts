/** Rotates an access token: another value for the same record, the one before refused at once or after an overlap. */
import { type AccessToken, hashAccessToken, newAccessToken } from '../../domain/access-token.ts';
import { Problem } from '../../domain/problem.ts';
import { replaceAccessTokenValue } from '../../store/access-tokens.ts';
import { recordChange } from '../../store/changes.ts';
import type { Call } from '../route.ts';
import type { RotationBody } from './access-token-body.ts';
import type { IssuedAccessToken } from './issue-access-token.ts';
import { assertMayChange, requireAccessToken } from './require-access-token.ts';

/**
 * Rotates a token that the caller may change. A value that was to stay valid from an earlier rotation ends now.
 *
 * @throws Problem `token/not-found`, `token/forbidden`, `grant/exceeded`; `token/ended` also for a token that was rotated
 *   at the same time
 */
export async function rotateAccessToken(
  call: Call,
  id: string,
  { overlapSeconds = 0 }: RotationBody,
): Promise<IssuedAccessToken> {
  const { store, clock } = call.services;
  const { previous: _, ...current } = await requireAccessToken(call, id);
  assertMayChange(call, current);
  const now = clock();
  if (current.revokedAt !== undefined || (current.expiresAt ?? Infinity) <= now) throw new Problem('token/ended');
  const token = newAccessToken();
  const hash = hashAccessToken(token);
  const previous = overlapSeconds > 0 ? { hash: current.hash, until: now + overlapSeconds * 1000 } : undefined;
  const witness = await admit(call, { ...current, hash, ...(previous && { previous }) });
  const record: AccessToken = { ...current, hash, witness, ...(previous && { previous }) };
  await store.transaction(async (transaction) => {
    if (!(await replaceAccessTokenValue(transaction, record, current.hash))) throw new Problem('token/ended');
    await call.recordDone(transaction, { subject: id, details: { name: record.name, overlapSeconds } });
    await recordChange(transaction, { organisationId: record.organisationId, kind: 'access-token', subject: id });
  });
  return { record, token };
}

async function admit(call: Call, { organisationId, id, hash, previous }: AccessToken): Promise<Uint8Array> {
  const { witnesses } = await call.services.broker.admitRotation({
    ...{ token: call.token.reveal(), organisationId, accessTokenId: id, hash },
    ...(previous && { previousUntil: previous.until }),
  });
  return witnesses[0]!;
}
