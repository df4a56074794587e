/** Access tokens between table and domain: JSON texts and nulls outside; optional members absent inside. */
import type { Selectable } from 'kysely';
import type { AccessToken } from '../domain/access-token.ts';
import type { Role } from '../domain/grant.ts';
import type { AccessTokenTable } from './schema.ts';

/** The token of a row; a column that is null gives no member. */
export function accessTokenFromRow(row: Selectable<AccessTokenTable>): AccessToken {
  return {
    organisationId: row.organisation_id,
    id: row.id,
    name: row.name,
    hash: row.hash,
    ...(row.previous_hash !== null &&
      row.previous_until !== null && { previous: { hash: row.previous_hash, until: row.previous_until } }),
    ...(row.role !== null && { role: row.role as Role }),
    grants: JSON.parse(row.grants),
    ...(row.solutions !== null && { solutions: JSON.parse(row.solutions) }),
    ...(row.limits !== null && { limits: JSON.parse(row.limits) }),
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
    ...(row.witness !== null && { witness: row.witness }),
    createdAt: row.created_at,
    createdBy: row.created_by,
    ...(row.last_used_at !== null && { lastUsedAt: row.last_used_at }),
    ...(row.revoked_at !== null && { revokedAt: row.revoked_at }),
  };
}

/** The row of a token; a member that is absent gives null. */
export function accessTokenToRow(token: AccessToken): AccessTokenTable {
  return {
    organisation_id: token.organisationId,
    id: token.id,
    name: token.name,
    hash: token.hash,
    previous_hash: token.previous?.hash ?? null,
    previous_until: token.previous?.until ?? null,
    role: token.role ?? null,
    grants: JSON.stringify(token.grants),
    solutions: token.solutions ? JSON.stringify(token.solutions) : null,
    limits: token.limits ? JSON.stringify(token.limits) : null,
    expires_at: token.expiresAt ?? null,
    witness: token.witness ?? null,
    created_at: token.createdAt,
    created_by: token.createdBy,
    last_used_at: token.lastUsedAt ?? null,
    revoked_at: token.revokedAt ?? null,
  };
}
