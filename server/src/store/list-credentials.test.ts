import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { CompiledQuery, type KyselyPlugin } from 'kysely';
import { newId } from '../domain/id.ts';
import { sampleCredential } from './contract/samples.contract.ts';
import { insertCredentials } from './credentials.ts';
import { type CredentialListRequest, listCredentials } from './list-credentials.ts';
import { openStore } from './open-store.ts';
import type { Store } from './store.ts';

const organisationId = newId('org');
let folder: string;
let store: Store;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-list-'));
  store = await openStore({ url: `sqlite:${join(folder, 'l.sqlite')}` });
  const all = Array.from({ length: 60 }, (_, n) =>
    sampleCredential(organisationId, {
      type: n % 20 === 0 ? 'Raw' : 'ApiKey',
      owner: `owner-${n % 2}`,
      provider: `provider-${n % 15}`,
      ...(n % 30 === 1 && { status: 'incomplete' }),
      ...(n % 10 === 7 && { status: 'deleted', deletedAt: n }),
    }),
  );
  await store.transaction((tx) => insertCredentials(tx, all));
});
after(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** How SQLite goes about the last query of a list. */
async function planOf(request: Omit<CredentialListRequest, 'limit'>): Promise<string> {
  const nodes: Parameters<KyselyPlugin['transformQuery']>[0][] = [];
  const watched = store.read.withPlugin({
    transformQuery: (args) => {
      nodes.push(args);
      return args.node;
    },
    transformResult: async ({ result }) => result,
  });
  await listCredentials(watched, organisationId, { limit: 50, ...request });
  const { node, queryId } = nodes.at(-1)!;
  const { sql, parameters } = store.read.getExecutor().compileQuery(node, queryId);
  const explain = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
  const { rows } = await store.read.executeQuery<{ detail: string }>(explain);
  return rows.map(({ detail }) => detail).join('; ');
}

const leads: readonly (readonly [request: Omit<CredentialListRequest, 'limit'>, index: string])[] = [
  [{ status: 'valid', type: 'Raw' }, 'type'],
  [{ status: 'incomplete', type: 'ApiKey' }, 'status'],
  [{ owner: 'owner-0', type: 'Raw' }, 'type'],
  [{ owner: 'owner-0', provider: 'provider-3', status: 'valid' }, 'provider'],
  [{ owner: 'owner-0', provider: 'provider-3', sort: 'name' }, 'provider'],
  [{ owner: 'owner-1', status: 'deleted' }, 'status'],
  [{ verdict: 'rejected' }, 'verdict'],
  [{ verdict: 'rejected', type: 'ApiKey' }, 'verdict'],
];
for (const [request, index] of leads) {
  test(`the filter of ${JSON.stringify(request)} that finds the fewest leads: ${index}`, async () => {
    assert.match(await planOf(request), new RegExp(`USING (?:COVERING )?INDEX credentials_by_${index} `));
  });
}
