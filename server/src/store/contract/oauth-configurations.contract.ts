/** What holds for OAuth configurations on every database: what is staged counts for nobody, and a key is given once. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { newId } from '../../domain/id.ts';
import type { OAuthConfiguration } from '../../domain/oauth-configuration.ts';
import { Problem } from '../../domain/problem.ts';
import { insertCredential } from '../credentials.ts';
import { findMaterial, stageMaterial } from '../material.ts';
import {
  commitOAuthConfiguration,
  configurationOfConnection,
  deleteOAuthConfiguration,
  deleteOrphanedConfigurations,
  deletePrivateConfigurations,
  deleteStagedOAuthConfigurations,
  findOAuthConfiguration,
  findOAuthConfigurationById,
  findStagedOAuthConfiguration,
  holdOAuthConfiguration,
  listOAuthConfigurations,
  restageOAuthConfiguration,
  stageOAuthConfiguration,
} from '../oauth-configurations.ts';
import { insertOrganisation } from '../organisations.ts';
import type { Transaction } from '../store.ts';
import { AT, type Suite, sampleCredential, sampleMaterial } from './samples.contract.ts';

const by = { createdAt: AT, createdBy: 'tok_a', updatedAt: AT, updatedBy: 'tok_a' };

function sample(organisationId: string, changes: Partial<OAuthConfiguration> = {}): OAuthConfiguration {
  return {
    organisationId,
    id: newId('oac'),
    key: 'acme',
    document: '{"ä":1}',
    secretVersion: 1,
    version: 1,
    ...by,
    ...changes,
  };
}

const witnessed = (row: OAuthConfiguration): OAuthConfiguration => ({ ...row, witness: new Uint8Array(32).fill(7) });
const codeOf = (error: unknown) => (error instanceof Problem ? error.code : String(error));

export function oauthConfigurationsContract(suite: () => Suite): void {
  const write = <T>(work: (tx: Transaction) => Promise<T>) => suite().store.transaction(work);
  const read = () => suite().store.read;
  const makeOrganisation = async (): Promise<string> => {
    const id = newId('org');
    const slug = `o-${id.slice(4)}`;
    await write((tx) => insertOrganisation(tx, { id, slug, name: 'O', settings: {}, version: 1, createdAt: AT }));
    return id;
  };
  const commit = async (row: OAuthConfiguration): Promise<OAuthConfiguration> => {
    await write((tx) => stageOAuthConfiguration(tx, row));
    await write((tx) => commitOAuthConfiguration(tx, witnessed(row), row.version));
    return row;
  };

  it('what is staged is found by nobody but the broker until it is in force, and then under key and id', async () => {
    const organisationId = await makeOrganisation();
    const row = sample(organisationId, { name: 'Acme' });
    await write((tx) => stageOAuthConfiguration(tx, row));
    assert.equal(await findOAuthConfiguration(read(), organisationId, 'acme'), undefined);
    assert.equal(await findOAuthConfigurationById(read(), organisationId, row.id), undefined);
    assert.deepEqual(await findStagedOAuthConfiguration(read(), organisationId, row.id), row);
    await write((tx) => commitOAuthConfiguration(tx, witnessed(row), 1));
    for (const reference of ['acme', row.id]) {
      const found = await findOAuthConfiguration(read(), organisationId, reference);
      assert.deepEqual({ ...found, witness: undefined }, { ...row, witness: undefined });
    }
    assert.equal(await findStagedOAuthConfiguration(read(), organisationId, row.id), undefined);
    const { items } = await listOAuthConfigurations(read(), organisationId, { limit: 5 });
    assert.deepEqual(
      items.map(({ id }) => id),
      [row.id],
    );
    assert.equal(await write((tx) => holdOAuthConfiguration(tx, organisationId, 'acme')), true);
  });

  it('a change is put in force whole, and only if nobody has written between', async () => {
    const organisationId = await makeOrganisation();
    const row = await commit(sample(organisationId));
    const next = { ...row, document: '{"b":2}', secretVersion: 2, version: 2 };
    await write((tx) => restageOAuthConfiguration(tx, next, 1));
    const before = await findOAuthConfigurationById(read(), organisationId, row.id);
    assert.deepEqual([before?.document, before?.secretVersion], [row.document, 1]);
    const other = { ...next, document: '{"b":3}' };
    await assert.rejects(
      write((tx) => commitOAuthConfiguration(tx, witnessed(other), 1)),
      (error) => codeOf(error) === 'oauth-configuration/stale',
    );
    await write((tx) => commitOAuthConfiguration(tx, witnessed(next), 1));
    const after = await findOAuthConfigurationById(read(), organisationId, row.id);
    assert.deepEqual([after?.document, after?.secretVersion, after?.version], [next.document, 2, 2]);
    await assert.rejects(
      write((tx) => restageOAuthConfiguration(tx, next, 1)),
      (error) => codeOf(error) === 'oauth-configuration/stale',
    );
  });

  it('of two that are put in force under one key at once, one is', async () => {
    const organisationId = await makeOrganisation();
    const rows = [sample(organisationId), sample(organisationId)];
    for (const row of rows) await write((tx) => stageOAuthConfiguration(tx, row));
    const outcomes = await Promise.all(
      rows.map((row) => write((tx) => commitOAuthConfiguration(tx, witnessed(row), 1)).then(() => 'done', codeOf)),
    );
    assert.deepEqual(outcomes.sort(), ['done', 'oauth-configuration/key-taken']);
  });

  it('a connection has the configuration that its key names, or the one that is its own', async () => {
    const organisationId = await makeOrganisation();
    const named = await commit(sample(organisationId));
    const own = sampleCredential(organisationId, { type: 'OAuth2' });
    const { key: _none, ...unnamed } = sample(organisationId, { credentialId: own.id });
    const secret = sampleMaterial(own, { credentialId: unnamed.id, field: 'clientSecret', type: 'OAuthClient' });
    await write((tx) => stageMaterial(tx, [secret]));
    await commit(unnamed);
    const alias = sampleCredential(organisationId, { type: 'OAuthAlias', fields: { configuration: 'acme' } });
    const idOf = async (credential: typeof own) => (await configurationOfConnection(read(), credential))?.id;
    assert.deepEqual([await idOf(own), await idOf(alias)], [unnamed.id, named.id]);
    assert.equal(await idOf({ ...alias, fields: { configuration: 'other' } }), undefined);
    const { items } = await listOAuthConfigurations(read(), organisationId, { limit: 5 });
    assert.deepEqual(
      items.map(({ id }) => id),
      [named.id],
    );
    await write((tx) => deletePrivateConfigurations(tx, organisationId, [own.id]));
    assert.equal(await idOf(own), undefined);
    const reference = { credentialId: unnamed.id, field: 'clientSecret', materialVersion: 1 };
    assert.equal(await findMaterial(read(), organisationId, reference), undefined);
  });

  it('a private one whose connection never came to be is removed with its secret when it is old, and no other', async () => {
    const organisationId = await makeOrganisation();
    const named = await commit(sample(organisationId));
    const there = sampleCredential(organisationId, { type: 'OAuth2' });
    await write((tx) => insertCredential(tx, there));
    const privateOf = async (credentialId: string): Promise<OAuthConfiguration> => {
      const { key: _none, ...own } = sample(organisationId, { credentialId });
      const binding = { credentialId: own.id, field: 'clientSecret', type: 'OAuthClient' };
      await write((tx) => stageMaterial(tx, [sampleMaterial(there, binding)]));
      return commit(own);
    };
    const [kept, orphan] = [await privateOf(there.id), await privateOf(newId('cred'))];
    const left = async () => {
      const found = [named, kept, orphan].map(({ id }) => findOAuthConfigurationById(read(), organisationId, id));
      return (await Promise.all(found)).map((row) => row !== undefined);
    };
    await write((tx) => deleteOrphanedConfigurations(tx, AT));
    assert.deepEqual(await left(), [true, true, true]);
    await write((tx) => deleteOrphanedConfigurations(tx, AT + 1));
    assert.deepEqual(await left(), [true, true, false]);
    const reference = { credentialId: orphan.id, field: 'clientSecret', materialVersion: 1 };
    assert.equal(await findMaterial(read(), organisationId, reference), undefined);
  });

  it('deletion asks for the version that was seen; what stays staged is removed when it is old', async () => {
    const organisationId = await makeOrganisation();
    const row = await commit(sample(organisationId));
    assert.equal(await write((tx) => deleteOAuthConfiguration(tx, { ...row, version: 2 })), false);
    assert.equal(await write((tx) => deleteOAuthConfiguration(tx, row)), true);
    const staged = sample(organisationId);
    await write((tx) => stageOAuthConfiguration(tx, staged));
    await write((tx) => deleteStagedOAuthConfigurations(tx, AT));
    assert.ok(await findStagedOAuthConfiguration(read(), organisationId, staged.id));
    await write((tx) => deleteStagedOAuthConfigurations(tx, AT + 1));
    assert.equal(await findStagedOAuthConfiguration(read(), organisationId, staged.id), undefined);
  });
}
