/**
 * The broker's keys at hand: reads their rows, has them unwrapped and remembers them. Without a root key each of them
 * answers `keys/root-key-missing` and everything else goes on.
 */
import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import { KeyRing } from '../keys/key-ring.ts';
import type { RootKey } from '../keys/root-key.ts';
import type { KeyRows } from '../keys/unwrap-key.ts';
import { findKey, findWrappedKey, listKeys } from '../store/keys.ts';
import { INSTALLATION } from '../store/schema.ts';
import type { Change, Store } from '../store/store.ts';

const KEPT_KEYS = 10_000;

export interface BrokerKeys {
  /** HMAC key of the organisation's witnesses. @throws Problem `keys/root-key-missing`, `organisation/not-found` */
  witnessKey(organisationId: string): Promise<KeyObject>;
  /** The private key that opens what was sealed to this kid. @throws Problem `credential/unopenable`, `keys/root-key-missing` */
  openKey(organisationId: string, kid: string): Promise<KeyObject>;
  /** Ed25519 key of the installation. @throws Problem `keys/root-key-missing` */
  signingKey(): Promise<KeyObject>;
  /** Makes and wraps new keys. @throws Problem `keys/root-key-missing` */
  ring(): KeyRing;
}

export function createBrokerKeys(store: Store, rootKeys: readonly RootKey[], clock: Clock): BrokerKeys {
  const kept = new LRUCache<string, KeyObject>({ max: KEPT_KEYS });
  let ring: KeyRing | undefined;
  const forget = (changes: readonly Change[]): void => {
    for (const { kind, organisationId, subject } of changes) {
      if (kind !== 'organisation-key') continue;
      kept.clear();
      ring?.forget(organisationId, subject);
    }
  };
  const forgetAll = (): void => {
    kept.clear();
    ring = undefined;
  };
  store.changes.subscribe(forget, forgetAll);

  async function keep(name: string, load: () => Promise<KeyObject>): Promise<KeyObject> {
    const key = kept.get(name) ?? (await load());
    kept.set(name, key);
    return key;
  }

  async function rowsOf(organisationId: string, kid: string): Promise<KeyRows> {
    const wrapped = await findWrappedKey(store.read, organisationId, kid);
    return { key: { organisation_id: organisationId, kid }, wrapped: wrapped ? [wrapped] : [] };
  }

  async function onlyKid(organisationId: string, purpose: 'witness' | 'signing'): Promise<string> {
    const [key] = await listKeys(store.read, organisationId, purpose);
    if (!key) throw new Problem('organisation/not-found');
    return key.kid;
  }

  const keys: BrokerKeys = {
    ring: () => {
      ring ??= new KeyRing({ rootKeys, clock });
      return ring;
    },
    witnessKey: (organisationId) =>
      keep(`witness ${organisationId}`, async () => {
        const kid = await onlyKid(organisationId, 'witness');
        return keys.ring().unwrapWitnessKey(await rowsOf(organisationId, kid));
      }),
    openKey: (organisationId, kid) =>
      keep(`sealing ${organisationId} ${kid}`, async () => {
        if (!(await findKey(store.read, organisationId, kid))) throw new Problem('credential/unopenable');
        return keys.ring().unwrapSealingKey(await rowsOf(organisationId, kid));
      }),
    signingKey: () =>
      keep('signing', async () => {
        const kid = await onlyKid(INSTALLATION, 'signing');
        return keys.ring().unwrapSigningKey(await rowsOf(INSTALLATION, kid));
      }),
  };
  return keys;
}
