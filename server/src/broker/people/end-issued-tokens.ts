/**
 * Ends the access tokens of somebody who goes, with all that was made with them, inside the acting transaction: each with its
 * entry in the log of where it belongs, and the links that it has made.
 */
import { type AuditEntry, appendAudits } from '../../audit/append.ts';
import { auditedAccessToken } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import type { AccessToken } from '../../domain/access-token.ts';
import type { Instant } from '../../domain/instant.ts';
import { revokeAccessToken } from '../../store/access-tokens.ts';
import { recordChanges } from '../../store/changes.ts';
import { deleteInvitationsBy } from '../../store/invitations.ts';
import { type IssuedBy, tokensIssuedBy } from '../../store/issued-tokens.ts';
import type { Transaction } from '../../store/store.ts';
import type { Acting } from './confer.ts';

/** What became of the tokens of somebody who goes. */
export interface IssuedTokens {
  readonly revoked: number;
  /** Live on. */
  readonly remaining: number;
}

export interface EndIssuedTokens extends IssuedBy {
  /** Which of them whoever asks may end. */
  readonly mayEnd: (token: AccessToken) => boolean;
  readonly acting: Acting;
}

/** As many as are written at once. */
const AT_ONCE = 500;

/** Ends those that may be ended. */
export async function endIssuedTokens(tx: Transaction, request: EndIssuedTokens): Promise<IssuedTokens> {
  const { mayEnd, acting, now } = request;
  const live = await tokensIssuedBy(tx, request);
  const ending = live.filter(mayEnd);
  for (let at = 0; at < ending.length; at += AT_ONCE) {
    const some = ending.slice(at, at + AT_ONCE);
    for (const { organisationId, id } of some) {
      await revokeAccessToken(tx, organisationId, id, now);
      await deleteInvitationsBy(tx, id);
    }
    const entries = some.map((token) => entryOf(token, acting, now));
    await appendAudits(tx, entries, now);
    const changes = some.map(
      ({ organisationId, id }) => ({ organisationId, kind: 'access-token', subject: id }) as const,
    );
    await recordChanges(tx, changes);
  }
  return { revoked: ending.length, remaining: live.length - ending.length };
}

function entryOf(token: AccessToken, acting: Acting, revokedAt: Instant): AuditEntry {
  const { organisationId, id, name } = token;
  const changes = changesOf(auditedAccessToken(token), auditedAccessToken({ ...token, revokedAt }));
  const what = { action: 'access-token.revoke', subject: id, outcome: 'done', details: { name, changes } } as const;
  return { organisationId, ...acting, ...what };
}
