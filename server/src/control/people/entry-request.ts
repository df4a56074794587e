/** What the broker is asked when somebody comes in: the session's hash, never its token. */
import type { SignedIn, SignInRequest } from '../../broker/rpc/protocol.ts';
import { sha256 } from '../../domain/encoding.ts';
import { formatInstant } from '../../domain/instant.ts';
import { Problem } from '../../domain/problem.ts';
import { isLinkToken } from '../../domain/session.ts';
import type { Entry } from '../entrance.ts';

interface SignInMembers {
  readonly email: string;
  readonly password: string;
  readonly code?: string;
}

/** The request of a sign-in. */
export function signInRequest({ body, sessionToken, requestId, address, agent }: Entry<SignInMembers>): SignInRequest {
  const { email, password, code } = body;
  return {
    ...{ email, password, sessionHash: sha256(sessionToken), requestId, address },
    ...(code !== undefined && { code }),
    ...(agent !== undefined && { agent }),
  };
}

/** @throws Problem `invitation/invalid` for what has not the form of a link's token */
export function assertLink(link: string): void {
  if (!isLinkToken(link)) throw new Problem('invitation/invalid');
}

/** The answer to whoever has come in. */
export function signedIn({ personId, sessionId, expiresAt }: SignedIn) {
  return { isSignedIn: true, body: { personId, sessionId, expiresAt: formatInstant(expiresAt) } };
}
