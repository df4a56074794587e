/**
 * The key ring: makes the keys of organisations and of the installation, wraps them for the database, unwraps them and
 * keeps them at hand. Takes and returns rows and never queries; never changes a row that it was given.
 */
import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock, Instant } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import { INSTALLATION, type OrganisationKeyTable, type WrappedKeyTable } from '../store/schema.ts';
import { type Purpose, purposes } from './purpose.ts';
import type { RootKey } from './root-key.ts';
import { signSealingKey } from './sign-sealing-key.ts';
import { type KeyRows, unwrapKey } from './unwrap-key.ts';
import { type KeyName, wrap } from './wrap.ts';

/** The rows of one new key, to be inserted together. */
export interface NewKeyRows {
  readonly key: OrganisationKeyTable;
  readonly wrapped: WrappedKeyTable;
}

export interface KeyRingOptions {
  /** The first one wraps, all unwrap. */
  readonly rootKeys: readonly RootKey[];
  readonly clock: Clock;
  /** Unwrapped keys kept at hand, the most recently used; 10,000 by default. */
  readonly maxCached?: number;
}

/** Each `unwrap…` answers for the purpose that it names and refuses a key of any other. */
export class KeyRing {
  readonly #rootKeys: readonly RootKey[];
  readonly #clock: Clock;
  readonly #cache: LRUCache<string, KeyObject>;

  /** @throws Problem `keys/root-key-missing` where there is no root key */
  constructor({ rootKeys, clock, maxCached = 10_000 }: KeyRingOptions) {
    if (rootKeys.length === 0) throw new Problem('keys/root-key-missing');
    this.#rootKeys = rootKeys;
    this.#clock = clock;
    this.#cache = new LRUCache({ max: maxCached });
  }

  /**
   * A new X25519 key pair that secrets of the organisation are sealed to, signed.
   *
   * @param notAfter - Until when to seal to it; it opens for as long as its rows exist.
   * @param signingKey - The installation's, from `unwrapSigningKey`.
   */
  generateSealingKey(organisationId: string, notAfter: Instant, signingKey: KeyObject): NewKeyRows {
    const rows = this.#generate('sealing', organisationId);
    const statement = { organisationId, kid: rows.key.kid, publicKey: rows.key.public_key!, notAfter };
    const signature = Buffer.from(signSealingKey(statement, signingKey).signature);
    return { ...rows, key: { ...rows.key, not_after: notAfter, signature } };
  }

  /** A new HMAC-SHA256 key for the organisation's witnesses. */
  generateWitnessKey(organisationId: string): NewKeyRows {
    return this.#generate('witness', organisationId);
  }

  /** A new Ed25519 key of the installation, to sign sealing keys; its public half is what clients pin. */
  generateSigningKey(): NewKeyRows {
    return this.#generate('signing', INSTALLATION);
  }

  /**
   * The X25519 private key.
   *
   * @throws Problem `keys/root-key-missing`, naming the root key, where none of those at hand wraps it
   * @throws Problem `keys/wrapped-key-altered` where it was changed, moved, or is no key of this purpose
   */
  unwrapSealingKey(rows: KeyRows): KeyObject {
    return this.#unwrap('sealing', rows);
  }

  /**
   * The HMAC-SHA256 key.
   *
   * @throws Problem `keys/root-key-missing`, `keys/wrapped-key-altered`, as `unwrapSealingKey`
   */
  unwrapWitnessKey(rows: KeyRows): KeyObject {
    return this.#unwrap('witness', rows);
  }

  /**
   * The Ed25519 private key.
   *
   * @throws Problem `keys/root-key-missing`, `keys/wrapped-key-altered`, as `unwrapSealingKey`
   */
  unwrapSigningKey(rows: KeyRows): KeyObject {
    return this.#unwrap('signing', rows);
  }

  /**
   * The key wrapped anew under the first root key, for changing root keys.
   *
   * @throws Problem `keys/root-key-missing`, `keys/wrapped-key-altered`, as `unwrapSealingKey`
   */
  rewrap(purpose: Purpose, rows: KeyRows): WrappedKeyTable {
    const { organisation_id: organisationId, kid } = rows.key;
    return this.#wrap(purpose, { organisationId, kid }, this.#unwrap(purpose, rows));
  }

  /** Drops what is at hand of an organisation's key: its row was deleted or changed. */
  forget(organisationId: string, kid: string): void {
    for (const purpose of Object.keys(purposes) as Purpose[])
      this.#cache.delete(cacheKey(purpose, organisationId, kid));
  }

  #generate(purpose: Purpose, organisationId: string): NewKeyRows {
    const { generate, kidOf, publicKeyOf } = purposes[purpose];
    const secret = generate();
    const kid = kidOf(organisationId, secret);
    const key = { organisation_id: organisationId, kid, purpose, created_at: this.#clock() };
    return {
      key: { ...key, public_key: publicKeyOf(secret), not_after: null, signature: null },
      wrapped: this.#wrap(purpose, { organisationId, kid }, secret),
    };
  }

  #wrap(purpose: Purpose, name: KeyName, secret: KeyObject): WrappedKeyTable {
    const rootKey = this.#rootKeys[0]!;
    const bytes = purposes[purpose].toBytes(secret);
    const wrapped = wrap(bytes, name, { rootKey });
    bytes.fill(0);
    return { organisation_id: name.organisationId, kid: name.kid, root_key_id: rootKey.id, wrapped };
  }

  #unwrap(purpose: Purpose, rows: KeyRows): KeyObject {
    const name = cacheKey(purpose, rows.key.organisation_id, rows.key.kid);
    const cached = this.#cache.get(name);
    if (cached !== undefined) return cached;
    const key = unwrapKey(purpose, rows, this.#rootKeys);
    this.#cache.set(name, key);
    return key;
  }
}

function cacheKey(purpose: Purpose, organisationId: string, kid: string): string {
  return `${purpose}/${kid}/${organisationId}`;
}
