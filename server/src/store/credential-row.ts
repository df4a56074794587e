/**
 * Credentials between table and domain: snake case, JSON texts and nulls outside; optional members absent inside. A row
 * with a damaged text is read all the same: what is damaged is empty, and the credential is `invalid` and says where.
 */
import type { Selectable } from 'kysely';
import type { Credential, CredentialStatus, Verification, VerificationStep } from '../domain/credential.ts';
import type { InjectionStep } from '../domain/injection-rule.ts';
import { isLimits } from '../domain/limits.ts';
import type { Violation } from '../domain/problem.ts';
import type { CredentialTable } from './schema.ts';
import { hasTexts, isInteger, isObject, isText, listOf, mapOf, readStored, type Shape } from './stored-json.ts';

type Row = Selectable<CredentialTable>;

const isTextMap = mapOf(isText);
const isTextList = listOf(isText);
const isVersionMap = mapOf(isInteger);
const isRule = listOf(hasTexts<InjectionStep>('into', 'value'));
const isViolationList = listOf(hasTexts<Violation>('path', 'message'));
const isTrace = listOf(hasTexts<VerificationStep>('step', 'outcome', 'note'));

function isVerification(value: unknown): value is Verification {
  if (!isObject(value) || !isText(value.verdict) || !isTrace(value.steps)) return false;
  const { account, checkedAt } = value;
  return (account === undefined || isText(account)) && (checkedAt === undefined || isInteger(checkedAt));
}

/** The verification of a row; a damaged one is none. */
export function verificationFromRow({ verification }: Pick<Row, 'verification'>): Verification {
  return readStored(verification, isVerification) ?? { verdict: 'unverified', steps: [] };
}

/** A tombstone stays one: made `invalid` it would be found again. */
function judged(
  { status, deleted_at }: Row,
  errors: readonly Violation[],
  damaged: readonly string[],
): Pick<Credential, 'status' | 'errors'> {
  const isInvalid = damaged.length > 0 && deleted_at === null && status !== 'deleted' && status !== 'expired';
  const found = damaged.map((member) => ({ path: `/${member}`, message: 'is damaged where it is stored' }));
  return { status: isInvalid ? 'invalid' : (status as CredentialStatus), errors: [...errors, ...found] };
}

/** The credential of a row; a column that is null gives no member. */
export function credentialFromRow(row: Row): Credential {
  const damaged: string[] = [];
  const read = <T>(member: string, text: string, isSound: Shape<T>): T | undefined => {
    const value = readStored(text, isSound);
    if (value === undefined) damaged.push(member);
    return value;
  };
  const optional = <T>(member: string, text: string | null, isSound: Shape<T>): Record<string, T> => {
    const value = text === null ? undefined : read(member, text, isSound);
    return value === undefined ? {} : { [member]: value };
  };
  const errors = read('errors', row.errors, isViolationList) ?? [];
  return {
    organisationId: row.organisation_id,
    id: row.id,
    solutionId: row.solution_id,
    key: row.key,
    ...(row.name !== null && { name: row.name }),
    ...(row.description !== null && { description: row.description }),
    ...(row.owner !== null && { owner: row.owner }),
    labels: read('labels', row.labels, isTextMap) ?? {},
    type: row.type,
    ...(row.provider !== null && { provider: row.provider }),
    ...(row.base_url !== null && { baseUrl: row.base_url }),
    ...optional('allowedOrigins', row.allowed_origins, isTextList),
    fields: read('fields', row.fields, isTextMap) ?? {},
    ...optional('binaryFields', row.binary_fields, isTextMap),
    ...optional('redactFields', row.redact_fields, isTextList),
    ...optional('injection', row.injection, isRule),
    ...optional('limits', row.limits, isLimits),
    secrets: read('secrets', row.secrets, isVersionMap) ?? {},
    ...(row.policy_hash !== null && { policyHash: row.policy_hash }),
    verification: read('verification', row.verification, isVerification) ?? { verdict: 'unverified', steps: [] },
    // After all that is read, for it tells what was damaged.
    ...judged(row, errors, damaged),
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
    limits: jsonOrNull(credential.limits),
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
