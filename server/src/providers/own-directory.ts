/**
 * The directory of both planes: providers that are the same for every organisation, and each organisation's own from the
 * database. A row of one's own counts only with the broker's signature and only if the strict reader still takes it: what
 * was written past the broker is as good as not there, and is reported.
 */
import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Provider, ProviderDirectory } from '../catalogue/provider.ts';
import type { OwnProviderReading } from '../catalogue/read-own-provider.ts';
import { isOwnProviderName, isSignedProvider, type OwnProvider } from '../domain/own-provider.ts';
import { findOwnProvider, listOwnProviders } from '../store/own-providers.ts';
import type { Store } from '../store/store.ts';

const KEPT_PROVIDERS = 500;

export interface OwnDirectoryOptions {
  /** What Keyward and the installation bring. */
  readonly common: ProviderDirectory;
  readonly store: Pick<Store, 'read' | 'changes'>;
  /** Ed25519, the pinned one. @throws Problem `keys/root-key-missing` */
  readonly brokerPublicKey: () => Promise<KeyObject>;
  /** Told of each row that the broker has not signed, as often as it is met. */
  readonly onForged: (organisationId: string, name: string) => void;
}

/** A directory over the database. Rows are read each time; what one said once is kept for as long as it stays the same. */
export function ownDirectory({ common, store, brokerPublicKey, onForged }: OwnDirectoryOptions): ProviderDirectory {
  const kept = new LRUCache<string, { readonly row: OwnProvider; readonly provider: Provider | undefined }>({
    max: KEPT_PROVIDERS,
  });
  store.changes.subscribe(
    (changes) => {
      for (const { kind, organisationId, subject } of changes) {
        if (kind === 'provider') kept.delete(`${organisationId} ${subject}`);
      }
    },
    () => kept.clear(),
  );

  async function judge(row: OwnProvider): Promise<Provider | undefined> {
    const key = `${row.organisationId} ${row.name}`;
    const known = kept.get(key);
    // Not by version alone: a row that was edited by hand has the same.
    if (known && isSame(known.row, row)) return known.provider;
    const isGenuine = isSignedProvider(row, await brokerPublicKey());
    if (!isGenuine) onForged(row.organisationId, row.name);
    const reading = isGenuine ? await read(row) : undefined;
    const provider = reading && 'provider' in reading ? reading.provider : undefined;
    if (isGenuine) kept.set(key, { row, provider });
    return provider;
  }

  return {
    async find(organisationId, name) {
      if (!isOwnProviderName(name)) return common.find(organisationId, name);
      const row = await findOwnProvider(store.read, organisationId, name);
      return row && judge(row);
    },
    async list(organisationId) {
      const rows = await listOwnProviders(store.read, organisationId);
      const own = await Promise.all(rows.map(judge));
      const shared = await common.list(organisationId);
      const all = [...shared, ...own.filter((provider) => provider !== undefined)];
      return all.sort((one, other) => (one.name < other.name ? -1 : 1));
    },
  };
}

/** The reader is loaded when there is something to read: it takes a good part of a start. */
async function read({ document, name }: OwnProvider): Promise<OwnProviderReading> {
  const { readOwnProvider } = await import('../catalogue/read-own-provider.ts');
  return readOwnProvider(document, name);
}

function isSame(one: OwnProvider, other: OwnProvider): boolean {
  const isSameText = one.document === other.document && one.version === other.version;
  return isSameText && Buffer.compare(one.signature!, other.signature!) === 0;
}
