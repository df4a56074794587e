/**
 * Finds the caller's token: in `Keyward-Token`, or in `Authorization` as Bearer, `token` or either half of Basic, so that
 * a client that was made for the upstream carries it as if it were the upstream's key.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { isAccessToken } from '../../domain/access-token.ts';
import { Problem } from '../../domain/problem.ts';

/**
 * @returns the token, not yet authenticated
 * @throws Problem `token/missing` where no place holds anything of a token's form
 */
export function takeToken(headers: IncomingHttpHeaders): string {
  const own = headers['keyward-token'];
  if (typeof own === 'string') return own;
  const token = fromAuthorization(headers.authorization ?? '');
  if (token === undefined) throw new Problem('token/missing');
  return token;
}

function fromAuthorization(value: string): string | undefined {
  const [, scheme, rest] = /^([A-Za-z]+) +(\S+)$/.exec(value) ?? [];
  switch (scheme?.toLowerCase()) {
    case 'bearer':
    case 'token':
      return rest;
    case 'basic': {
      const [user, ...password] = Buffer.from(rest!, 'base64').toString('latin1').split(':');
      return [user, password.join(':')].find((half) => half !== undefined && isAccessToken(half));
    }
    default:
      return undefined;
  }
}
