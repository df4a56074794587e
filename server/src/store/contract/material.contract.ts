/** What holds for sealed fields on every database. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { newId } from '../../domain/id.ts';
import {
  commitMaterial,
  deleteMaterial,
  deleteStaleStaged,
  findMaterial,
  latestMaterialVersions,
  liveMaterial,
  stageMaterial,
  unstageSame,
} from '../material.ts';
import type { Transaction } from '../store.ts';
import { AT, type Suite, sampleCredential, sampleMaterial, withPlainBytes } from './samples.contract.ts';

const WITNESS = new Uint8Array([7, 7]);

export function materialContract(suite: () => Suite): void {
  const write = <T>(work: (tx: Transaction) => Promise<T>) => suite().store.transaction(work);
  const read = () => suite().store.read;

  it('material is staged without a witness, whatever it was given, and witnessed once', async () => {
    const staged = sampleMaterial(sampleCredential(newId('org')));
    const { organisationId } = staged;
    await write((tx) => stageMaterial(tx, [{ ...staged, witness: WITNESS }]));
    assert.deepEqual(withPlainBytes(await findMaterial(read(), organisationId, staged)), staged);
    assert.equal(
      await write((tx) => commitMaterial(tx, organisationId, [{ reference: staged, witness: WITNESS }])),
      true,
    );
    assert.equal(
      await write((tx) => commitMaterial(tx, organisationId, [{ reference: staged, witness: new Uint8Array([1]) }])),
      false,
    );
    const found = await findMaterial(read(), organisationId, staged);
    assert.deepEqual(withPlainBytes(found), { ...staged, witness: WITNESS });
  });

  it('a version that is staged is never rewritten: the second writer is stale, and none of its rows stand', async () => {
    const first = sampleMaterial(sampleCredential(newId('org')));
    await write((tx) => stageMaterial(tx, [first]));
    const second = [sampleMaterial(sampleCredential(first.organisationId)), { ...first, envelope: WITNESS }];
    await assert.rejects(
      write((tx) => stageMaterial(tx, second)),
      { code: 'credential/stale' },
    );
    assert.deepEqual(withPlainBytes(await findMaterial(read(), first.organisationId, first)), first);
    assert.equal(await findMaterial(read(), first.organisationId, second[0]!), undefined);
  });

  it('live material is that of the versions in the record, by field', async () => {
    const credential = sampleCredential(newId('org'), { secrets: { user: 2, pass: 1, missing: 1 } });
    const versions = [
      ['user', 1],
      ['user', 2],
      ['user', 3],
      ['pass', 1],
    ] as const;
    const rows = versions.map(([field, materialVersion]) => sampleMaterial(credential, { field, materialVersion }));
    await write((tx) => stageMaterial(tx, rows));
    assert.deepEqual(withPlainBytes(await liveMaterial(read(), credential)), [rows[3], rows[1]]);
    assert.deepEqual(await liveMaterial(read(), { ...credential, secrets: {} }), []);
    const latest = await latestMaterialVersions(read(), credential.organisationId, credential.id);
    assert.deepEqual(latest, { user: 3, pass: 1 });
  });

  it('deletion destroys all rows of the credential but those kept', async () => {
    const credential = sampleCredential(newId('org'), { secrets: { user: 2 } });
    const { organisationId, id } = credential;
    const neighbour = sampleMaterial(sampleCredential(organisationId));
    const versions = [
      ['user', 1],
      ['user', 2],
      ['user', 3],
      ['pass', 2],
    ] as const;
    const rows = versions.map(([field, materialVersion]) => sampleMaterial(credential, { field, materialVersion }));
    await write((tx) => stageMaterial(tx, [...rows, neighbour]));
    await write((tx) => deleteMaterial(tx, organisationId, id, credential.secrets));
    assert.deepEqual(await latestMaterialVersions(read(), organisationId, id), { user: 2 });
    await write((tx) => deleteMaterial(tx, organisationId, id));
    assert.deepEqual(await latestMaterialVersions(read(), organisationId, id), {});
    assert.ok(await findMaterial(read(), organisationId, neighbour));
  });

  it('what was staged and left is destroyed; witnessed and fresh rows stay', async () => {
    const credential = sampleCredential(newId('org'));
    const ages = [AT - 2, AT - 2, AT] as const;
    const rows = ages.map((createdAt, n) => sampleMaterial(credential, { materialVersion: n + 1, createdAt }));
    await write((tx) => stageMaterial(tx, rows));
    await write((tx) => commitMaterial(tx, credential.organisationId, [{ reference: rows[0]!, witness: WITNESS }]));
    assert.equal(await write((tx) => deleteStaleStaged(tx, AT - 1)), 1);
    assert.equal(await findMaterial(read(), credential.organisationId, rows[1]!), undefined);
    assert.ok(await findMaterial(read(), credential.organisationId, rows[0]!));
    assert.ok(await findMaterial(read(), credential.organisationId, rows[2]!));
  });

  it('a pending row is taken back by its own bytes alone, whatever its version; what is witnessed stays', async () => {
    const row = sampleMaterial(sampleCredential(newId('org')), { materialVersion: 3 });
    const { organisationId } = row;
    await write((tx) => stageMaterial(tx, [row]));
    const others = [
      { ...row, envelope: WITNESS },
      { ...row, policy: WITNESS },
      { ...row, type: 'Other' },
      { ...row, field: 'other' },
      { ...row, credentialId: newId('cred') },
    ];
    await write((tx) => unstageSame(tx, others));
    await write((tx) => unstageSame(tx, [{ ...row, organisationId: newId('org') }]));
    assert.ok(await findMaterial(read(), organisationId, row), 'another row was meant');
    await write((tx) => unstageSame(tx, [others[0]!, { ...row, materialVersion: 1, createdAt: AT + 9 }]));
    assert.equal(await findMaterial(read(), organisationId, row), undefined);
    await write((tx) => stageMaterial(tx, [row]));
    await write((tx) => commitMaterial(tx, organisationId, [{ reference: row, witness: WITNESS }]));
    await write((tx) => unstageSame(tx, [row]));
    assert.ok(await findMaterial(read(), organisationId, row), 'a witnessed row went');
  });

  it('another organisation finds and changes nothing', async () => {
    const credential = sampleCredential(newId('org'), { secrets: { apiKey: 1 } });
    const mine = sampleMaterial(credential);
    await write((tx) => stageMaterial(tx, [mine]));
    const foreign = newId('org');
    assert.equal(await findMaterial(read(), foreign, mine), undefined);
    assert.deepEqual(await liveMaterial(read(), { ...credential, organisationId: foreign }), []);
    assert.deepEqual(await latestMaterialVersions(read(), foreign, credential.id), {});
    assert.equal(await write((tx) => commitMaterial(tx, foreign, [{ reference: mine, witness: WITNESS }])), false);
    await write((tx) => deleteMaterial(tx, foreign, credential.id));
    assert.deepEqual(withPlainBytes(await liveMaterial(read(), credential)), [mine]);
  });
}
