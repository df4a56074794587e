/** Sample rows for the contract: valid in every member, unique in their ids, each member replaceable. */
import { randomBytes } from 'node:crypto';
import type { AccessToken } from '../../domain/access-token.ts';
import type { Credential, Material } from '../../domain/credential.ts';
import { newId } from '../../domain/id.ts';
import type { OrganisationKeyTable, WrappedKeyTable } from '../schema.ts';
import type { Store } from '../store.ts';

/** A new, empty database's URL. */
export type CreateDatabase = () => Promise<string>;

/** The open store of a suite; set before its tests run. */
export interface Suite {
  readonly store: Store;
  readonly url: string;
}

export const AT = 1_760_000_000_000;

export function sampleCredential(organisationId: string, changes: Partial<Credential> = {}): Credential {
  return {
    organisationId,
    id: newId('cred'),
    solutionId: '',
    key: `key-${randomBytes(6).toString('hex')}`,
    labels: {},
    type: 'ApiKey',
    fields: { in: 'header' },
    secrets: {},
    status: 'valid',
    errors: [],
    verification: { verdict: 'unverified', steps: [] },
    version: 1,
    createdAt: AT,
    createdBy: 'tok_a',
    updatedAt: AT,
    updatedBy: 'tok_a',
    ...changes,
  };
}

export function sampleMaterial(credential: Credential, changes: Partial<Material> = {}): Material {
  return {
    organisationId: credential.organisationId,
    credentialId: credential.id,
    field: 'apiKey',
    materialVersion: 1,
    type: credential.type,
    envelope: new Uint8Array(randomBytes(40)),
    policy: new TextEncoder().encode('{}'),
    createdAt: AT,
    ...changes,
  };
}

export function sampleToken(organisationId: string, changes: Partial<AccessToken> = {}): AccessToken {
  return {
    organisationId,
    id: newId('tok'),
    name: 'runner',
    hash: new Uint8Array(randomBytes(32)),
    grants: [{ credentials: ['finnhub'], methods: ['GET'] }],
    createdAt: AT,
    createdBy: 'tok_a',
    ...changes,
  };
}

export function sampleKey(
  organisationId: string,
  changes: Partial<OrganisationKeyTable> = {},
): { keyRow: OrganisationKeyTable; wrappedRow: WrappedKeyTable } {
  const kid = randomBytes(16).toString('hex');
  const keyRow = {
    organisation_id: organisationId,
    kid,
    purpose: 'sealing' as const,
    public_key: new Uint8Array(randomBytes(32)),
    not_after: AT,
    signature: new Uint8Array(randomBytes(64)),
    created_at: AT,
    ...changes,
  };
  const wrappedRow = {
    organisation_id: organisationId,
    kid,
    root_key_id: 'root-1',
    wrapped: new Uint8Array([1, 2, 3]),
  };
  return { keyRow, wrappedRow };
}

/** The same value with every Buffer a plain Uint8Array, as which PostgreSQL's driver does not give bytes. */
export function withPlainBytes<T>(value: T): T {
  if (value instanceof Uint8Array) return new Uint8Array(value) as T;
  if (Array.isArray(value)) return value.map(withPlainBytes) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withPlainBytes(member)])) as T;
}
