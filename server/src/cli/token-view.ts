/** Access tokens for people. */
import type { ApiComponents } from '@keyward/sdk';
import { describeLimits } from './limit-flags.ts';
import { details, table } from './output.ts';

type AccessToken = ApiComponents['schemas']['AccessToken'];

/** A grant in one line. */
export function describeGrant({ credentials, methods, paths, expiresAt }: AccessToken['grants'][number]): string {
  const limits = [methods?.join(' '), paths?.join(' '), expiresAt && `until ${expiresAt}`].filter(Boolean);
  return [credentials.join(', '), ...limits].join('; ');
}

/** One line a token. */
export function tokenTable(tokens: readonly AccessToken[]): string {
  const rows = tokens.map(({ id, name, role = '', grants, state, expiresAt = '', lastUsedAt = '' }) => {
    return [id, name, role, String(grants.length), state, expiresAt, lastUsedAt];
  });
  return rows.length > 0
    ? table(['ID', 'NAME', 'ROLE', 'GRANTS', 'STATE', 'EXPIRES', 'LAST USED'], rows)
    : 'No tokens.';
}

/** All of one token, which never includes its value. */
export function tokenDetails(token: AccessToken): string {
  return details([
    ['id', token.id],
    ['name', token.name],
    ['role', token.role],
    ...token.grants.map((grant) => ['grant', describeGrant(grant)] as const),
    ...(token.solutions ?? []).map((solution) => ['solution', solution] as const),
    ['limits', describeLimits(token.limits)],
    ['state', token.state],
    ['expires', token.expiresAt],
    ['former value until', token.previousValidUntil],
    ['revoked', token.revokedAt],
    ['last used', token.lastUsedAt],
    ['created', `${token.createdAt} by ${token.createdBy}`],
  ]);
}
