/** The token of an `Authorization: Bearer` field. */
import { Problem } from './problem.ts';

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i;

/**
 * @param authorization - The field's value; undefined where there is none.
 * @throws Problem `token/missing`
 * @see RFC 6750, section 2.1
 */
export function takeBearer(authorization: string | undefined): string {
  const token = BEARER.exec(authorization ?? '')?.[1];
  if (token === undefined) throw new Problem('token/missing');
  return token;
}
