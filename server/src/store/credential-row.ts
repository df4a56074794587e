/** Credentials between table and domain: snake case, JSON texts and nulls outside; optional members absent inside. */
import type { Selectable } from 'kysely';
import type { Credential, CredentialStatus } from '../domain/credential.ts';
import type { CredentialTable } from './schema.ts';

/** The credential of a row; a column that is null gives no member. */
export function credentialFromRow(row: Selectable<CredentialTable>): Credential {
  return {
    organisationId: row.organisation_id,
    id: row.id,
    solutionId: row.solution_id,
    key: row.key,
    ...(row.name !== null && { name: row.name }),
    ...(row.description !== null && { description: row.description }),
    ...(row.owner !== null && { owner: row.owner }),
    labels: JSON.parse(row.labels),
    type: row.type,
    ...(row.provider !== null && { provider: row.provider }),
    ...(row.base_url !== null && { baseUrl: row.base_url }),
    ...(row.allowed_origins !== null && { allowedOrigins: JSON.parse(row.allowed_origins) }),
    fields: JSON.parse(row.fields),
    ...(row.binary_fields !== null && { binaryFields: JSON.parse(row.binary_fields) }),
    ...(row.redact_fields !== null && { redactFields: JSON.parse(row.redact_fields) }),
    ...(row.injection !== null && { injection: JSON.parse(row.injection) }),
    secrets: JSON.parse(row.secrets),
    ...(row.policy_hash !== null && { policyHash: row.policy_hash }),
    status: row.status as CredentialStatus,
    errors: JSON.parse(row.errors),
    verification: JSON.parse(row.verification),
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
    version: row.version,
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
    ...(row.last_used_at !== null && { lastUsedAt: row.last_used_at }),
    ...(row.deleted_at !== null && { deletedAt: row.deleted_at }),
  };
}

function jsonOrNull(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** The row of a credential; a member that is absent gives null. */
export function credentialToRow(credential: Credential): CredentialTable {
  return {
    organisation_id: credential.organisationId,
    id: credential.id,
    solution_id: credential.solutionId,
    key: credential.key,
    name: credential.name ?? null,
    description: credential.description ?? null,
    owner: credential.owner ?? null,
    labels: JSON.stringify(credential.labels),
    type: credential.type,
    provider: credential.provider ?? null,
    base_url: credential.baseUrl ?? null,
    allowed_origins: jsonOrNull(credential.allowedOrigins),
    fields: JSON.stringify(credential.fields),
    binary_fields: jsonOrNull(credential.binaryFields),
    redact_fields: jsonOrNull(credential.redactFields),
    injection: jsonOrNull(credential.injection),
    secrets: JSON.stringify(credential.secrets),
    policy_hash: credential.policyHash ?? null,
    status: credential.status,
    errors: JSON.stringify(credential.errors),
    verification: JSON.stringify(credential.verification),
    expires_at: credential.expiresAt ?? null,
    version: credential.version,
    created_at: credential.createdAt,
    created_by: credential.createdBy,
    updated_at: credential.updatedAt,
    updated_by: credential.updatedBy,
    last_used_at: credential.lastUsedAt ?? null,
    deleted_at: credential.deletedAt ?? null,
  };
}
