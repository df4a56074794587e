/** What a running exchange rests on, and how that is judged anew: by the hot path's own steps, for the same target. */
import { isDeepStrictEqual } from 'node:util';
import type { Principal } from '../../domain/access-token.ts';
import { typesOfConnections } from '../../domain/connection.ts';
import type { Credential } from '../../domain/credential.ts';
import type { Grant } from '../../domain/grant.ts';
import type { Instant } from '../../domain/instant.ts';
import type { BuiltTarget } from '../../request/target.ts';
import type { OpenedCredential } from '../resolve/open-credential.ts';
import { changed, Superseded } from './begin-anew.ts';
import type { Rights } from './in-flight.ts';

/** What the hot path has found when it has judged a request. */
export interface Judged {
  readonly principal: Principal;
  readonly opened: OpenedCredential;
  readonly grants: readonly Grant[];
  readonly url: BuiltTarget;
  readonly heard: number;
}

/** A request that goes on. */
export interface Going extends Judged {
  /** Whether the request could begin anew as long as nothing of it was sent. */
  readonly isRepeatable: boolean;
}

/** @param judgeAnew - Runs the same steps on the same request. */
export function rightsOf(judged: Going, judgeAnew: () => Promise<Judged>): Rights {
  const { principal, opened } = judged;
  return {
    organisationId: principal.organisationId,
    tokenId: principal.tokenId,
    credentialIds: [opened.credential.id],
    until: untilOf(judged),
    heard: judged.heard,
    async judge() {
      const now = await judgeAnew();
      if (!isSame(judged, now)) throw judged.isRepeatable ? new Superseded() : changed();
      return untilOf(now);
    },
  };
}

/** The first of all ends. That of a grant beside others may change nothing, which the judgement then finds. */
function untilOf({ principal, opened, grants }: Judged): Instant {
  let until = Math.min(principal.validUntil ?? Infinity, opened.credential.expiresAt ?? Infinity);
  for (const { expiresAt } of grants) until = Math.min(until, expiresAt ?? Infinity);
  return until;
}

/**
 * Whether it is the same secret under the same policy: a new name, say, changes nothing. Nor do new tokens of a connection,
 * which are the same right renewed: whoever sent the old one goes on.
 */
export function isSameSecret(one: Credential, other: Credential): boolean {
  if (one.id !== other.id || one.policyHash !== other.policyHash) return false;
  return typesOfConnections.has(one.type) || isDeepStrictEqual(one.secrets, other.secrets);
}

/** Whether the same secret would go to the same place. */
function isSame(before: Judged, now: Judged): boolean {
  const isSameTarget = before.url.origin === now.url.origin && before.url.path === now.url.path;
  return isSameTarget && isSameSecret(before.opened.credential, now.opened.credential);
}
