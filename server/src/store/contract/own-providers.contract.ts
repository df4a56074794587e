/** What holds for providers of organisations' own on every database: one version counts, whoever writes at once. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { newId } from '../../domain/id.ts';
import type { OwnProvider } from '../../domain/own-provider.ts';
import { Problem } from '../../domain/problem.ts';
import { insertOrganisation } from '../organisations.ts';
import {
  commitOwnProvider,
  deleteProviderVersion,
  deleteStagedProviders,
  findOwnProvider,
  findProviderVersion,
  listOwnProviders,
  stageOwnProvider,
} from '../own-providers.ts';
import type { Transaction } from '../store.ts';
import { AT, type Suite } from './samples.contract.ts';

function sampleProvider(organisationId: string, changes: Partial<OwnProvider> = {}): OwnProvider {
  const by = { createdAt: AT, createdBy: 'tok_a', updatedAt: AT, updatedBy: 'tok_a' };
  return {
    organisationId,
    id: newId('prv'),
    name: 'org/acme',
    version: 1,
    document: '{"name":"ä"}',
    ...by,
    ...changes,
  };
}

const signed = (provider: OwnProvider): OwnProvider => ({ ...provider, signature: new Uint8Array(64).fill(7) });
const codeOf = (error: unknown) => (error instanceof Problem ? error.code : String(error));

export function ownProvidersContract(suite: () => Suite): void {
  const write = <T>(work: (tx: Transaction) => Promise<T>) => suite().store.transaction(work);
  const read = () => suite().store.read;
  const makeOrganisation = async (): Promise<string> => {
    const id = newId('org');
    const slug = `o-${id.slice(4)}`;
    await write((tx) => insertOrganisation(tx, { id, slug, name: 'O', settings: {}, version: 1, createdAt: AT }));
    return id;
  };
  const commit = async (provider: OwnProvider, formerId?: string, most = 200): Promise<OwnProvider> => {
    await write((tx) => stageOwnProvider(tx, provider));
    await write((tx) => commitOwnProvider(tx, signed(provider), { formerId, most }));
    return provider;
  };

  it('what is staged counts for nobody until it is signed, and then takes the place of the version before', async () => {
    const organisationId = await makeOrganisation();
    const one = await commit(sampleProvider(organisationId));
    const two = sampleProvider(organisationId, { version: 2, document: '{}' });
    await write((tx) => stageOwnProvider(tx, two));
    const found = await findOwnProvider(read(), organisationId, one.name);
    assert.deepEqual({ ...found, signature: undefined }, { ...one, signature: undefined });
    assert.deepEqual(await findProviderVersion(read(), organisationId, two.id), two);
    await write((tx) => commitOwnProvider(tx, signed(two), { formerId: one.id, most: 1 }));
    assert.deepEqual(
      (await listOwnProviders(read(), organisationId)).map(({ id, version }) => [id, version]),
      [[two.id, 2]],
    );
    assert.equal(await findProviderVersion(read(), organisationId, one.id), undefined);
    assert.equal(await findOwnProvider(read(), newId('org'), one.name), undefined);
  });

  it('of several writes at once one stands, of a creation and of a change', async () => {
    const organisationId = await makeOrganisation();
    const attempt = async (version: number, formerId?: string) => {
      const all = Array.from({ length: 8 }, () => sampleProvider(organisationId, { version }));
      const told = await Promise.all(all.map((each) => commit(each, formerId).then(() => 'done', codeOf)));
      return told.sort();
    };
    const others = (code: string) => ['done', ...Array(7).fill(code)].sort();
    assert.deepEqual(await attempt(1), others('provider/name-taken'));
    const [only, ...more] = await listOwnProviders(read(), organisationId);
    assert.equal(more.length, 0);
    assert.deepEqual(await attempt(2, only!.id), others('provider/stale'));
    assert.equal((await listOwnProviders(read(), organisationId)).length, 1);
  });

  it('the limit holds for creations at once, and not for changes', async () => {
    const organisationId = await makeOrganisation();
    const names = Array.from({ length: 8 }, (_, n) => `org/p-${n}`);
    const create = (name: string) => commit(sampleProvider(organisationId, { name }), undefined, 3);
    const told = await Promise.all(names.map((name) => create(name).then(() => 'done', codeOf)));
    assert.deepEqual(told.sort(), [...Array(3).fill('done'), ...Array(5).fill('provider/too-many')]);
    const [one] = await listOwnProviders(read(), organisationId);
    await commit(sampleProvider(organisationId, { name: one!.name, version: 2 }), one!.id, 3);
    assert.equal((await listOwnProviders(read(), organisationId)).length, 3);
  });

  it('what was staged and never signed is removed, and what counts stays', async () => {
    const organisationId = await makeOrganisation();
    const one = await commit(sampleProvider(organisationId));
    const [old, late] = [sampleProvider(organisationId), sampleProvider(organisationId, { updatedAt: AT + 9 })];
    await write((tx) => Promise.all([old, late].map((each) => stageOwnProvider(tx, each))));
    await write((tx) => deleteStagedProviders(tx, AT + 1));
    const ids = await Promise.all(
      [one, old, late].map(async ({ id }) => (await findProviderVersion(read(), organisationId, id))?.id),
    );
    assert.deepEqual(ids, [one.id, undefined, late.id]);
    assert.equal(await write((tx) => deleteProviderVersion(tx, newId('org'), one.id)), false);
  });
}
