/**
 * From the stored rows of a key to the key itself. Rows are not trusted: the key must unwrap under the organisation and
 * kid that it is asked for, and its kid, computed anew, must be the same.
 */
import type { KeyObject } from 'node:crypto';
import { Problem } from '../domain/problem.ts';
import { isKid } from '../envelope/format.ts';
import type { OrganisationKeyTable, WrappedKeyTable } from '../store/schema.ts';
import { type Purpose, purposes } from './purpose.ts';
import type { RootKey } from './root-key.ts';
import { unwrap } from './wrap.ts';

/** The rows of one stored key: as read, and trusted in nothing. */
export interface KeyRows {
  /** The row asked for, by organisation and kid. */
  readonly key: Pick<OrganisationKeyTable, 'organisation_id' | 'kid'>;
  /** One for each root key that wraps it. */
  readonly wrapped: readonly Pick<WrappedKeyTable, 'root_key_id' | 'wrapped'>[];
}

/**
 * Unwraps a key for one purpose.
 *
 * @throws Problem `keys/root-key-missing`, naming the root key, where none of those given wraps it
 * @throws Problem `keys/wrapped-key-altered` where it was changed, moved, or is no key of this purpose
 */
export function unwrapKey(purpose: Purpose, rows: KeyRows, rootKeys: readonly RootKey[]): KeyObject {
  const candidates = rows.wrapped.flatMap(({ root_key_id, wrapped }) => {
    const rootKey = rootKeys.find(({ id }) => id === root_key_id);
    return rootKey === undefined ? [] : [{ rootKey, wrapped }];
  });
  if (candidates.length === 0) throw rootKeyMissing(rows);
  for (const { rootKey, wrapped } of candidates) {
    const key = tryUnwrap(purpose, rows, { rootKey, wrapped });
    if (key !== undefined) return key;
  }
  throw new Problem('keys/wrapped-key-altered');
}

function tryUnwrap(
  purpose: Purpose,
  { key: { organisation_id: organisationId, kid } }: KeyRows,
  { rootKey, wrapped }: { readonly rootKey: RootKey; readonly wrapped: Uint8Array },
): KeyObject | undefined {
  const bytes = unwrap(wrapped, { organisationId, kid }, rootKey);
  if (bytes === undefined) return undefined;
  const key = purposes[purpose].fromBytes(bytes);
  bytes.fill(0);
  return key !== undefined && purposes[purpose].kidOf(organisationId, key) === kid ? key : undefined;
}

function rootKeyMissing({ wrapped }: KeyRows): Problem {
  // A row may hold any text; only what has the form of an id is quoted.
  const ids = wrapped.map(({ root_key_id }) => root_key_id).filter(isKid);
  return new Problem(
    'keys/root-key-missing',
    ids.length === 0 ? {} : { detail: `Missing root key: ${ids.join(', ')}.` },
  );
}
