/** Renames an access token; everything that it confers is fixed when it is issued. */
import { auditedAccessToken } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import type { AccessToken } from '../../domain/access-token.ts';
import { renameAccessToken as storeName } from '../../store/access-tokens.ts';
import { recordChange } from '../../store/changes.ts';
import type { Call } from '../route.ts';
import type { AccessTokenPatch } from './access-token-body.ts';
import { assertMayChange, requireAccessToken } from './require-access-token.ts';

/**
 * Renames a token that the caller may change; a revoked one too, for its record stays.
 *
 * @returns the record as it is now
 * @throws Problem `token/not-found`, `token/forbidden`
 */
export async function renameAccessToken(call: Call, id: string, { name }: AccessTokenPatch): Promise<AccessToken> {
  const token = await requireAccessToken(call, id);
  assertMayChange(call, token);
  if (name === undefined || name === token.name) return token;
  const renamed = { ...token, name };
  const { organisationId } = token;
  await call.services.store.transaction(async (transaction) => {
    await storeName(transaction, organisationId, id, name);
    const changes = changesOf(auditedAccessToken(token), auditedAccessToken(renamed));
    await call.recordDone(transaction, { subject: id, details: { name, changes } });
    // The name stands in the entries of what the token does.
    await recordChange(transaction, { organisationId, kind: 'access-token', subject: id });
  });
  return renamed;
}
