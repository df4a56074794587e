/** What holds for organisations, their keys and their audit log on every database. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type AuditEntry, appendAudit } from '../../audit/append.ts';
import { listAudit } from '../../audit/list.ts';
import { newId } from '../../domain/id.ts';
import {
  currentSealingKey,
  findKey,
  findWrappedKey,
  insertKey,
  listKeys,
  listOrganisationsToRenew,
  listWrappedKeys,
} from '../keys.ts';
import {
  findOrganisation,
  insertOrganisation,
  listOrganisations,
  pageOrganisations,
  takenSlugs,
  updateSettings,
} from '../organisations.ts';
import type { Transaction } from '../store.ts';
import { AT, type Suite, sampleKey, withPlainBytes } from './samples.contract.ts';

export function organisationsContract(suite: () => Suite): void {
  const write = <T>(work: (tx: Transaction) => Promise<T>) => suite().store.transaction(work);
  const read = () => suite().store.read;

  it('an organisation is found by id and by slug; neither is given twice', async () => {
    const made = { id: newId('org'), slug: 'default', name: 'D', settings: { a: [1] }, version: 1, createdAt: AT };
    await write((tx) => insertOrganisation(tx, made));
    assert.deepEqual(await findOrganisation(read(), made.id), made);
    assert.deepEqual(await findOrganisation(read(), 'default'), made);
    assert.equal(await findOrganisation(read(), newId('org')), undefined);
    assert.deepEqual(await listOrganisations(read()), [made]);
    const taken = { code: 'organisation/slug-taken' };
    await assert.rejects(
      write((tx) => insertOrganisation(tx, { ...made, id: newId('org') })),
      taken,
    );
    await assert.rejects(
      write((tx) => insertOrganisation(tx, { ...made, slug: 'other' })),
      taken,
    );
    assert.deepEqual(await takenSlugs(read(), ['default', 'other']), new Set(['default']));
  });

  it('settings change on the expected version alone', async () => {
    const id = newId('org');
    const made = { id, slug: 'changing', name: 'C', settings: {}, version: 1, createdAt: AT };
    await write((tx) => insertOrganisation(tx, made));
    const next = { ...made, settings: { injectRejected: true }, version: 2 };
    await write((tx) => updateSettings(tx, next, 1));
    await assert.rejects(
      write((tx) => updateSettings(tx, { ...next, settings: {} }, 1)),
      { code: 'organisation/stale' },
    );
    assert.deepEqual(await findOrganisation(read(), id), next);
  });

  it('organisations come in pages, newest first, and those without a lasting sealing key to be renewed', async () => {
    const make = (n: number) => ({
      id: newId('org'),
      slug: `paged-${n}`,
      name: 'P',
      settings: {},
      version: 1,
      createdAt: AT + 10 + n,
    });
    const made = [1, 2, 3].map(make);
    for (const organisation of made) await write((tx) => insertOrganisation(tx, organisation));
    const first = await pageOrganisations(read(), { limit: 2 });
    const second = await pageOrganisations(read(), { limit: 1, cursor: first.nextCursor! });
    assert.deepEqual([...first.items, ...second.items], made.toReversed());
    const lasting = sampleKey(made[0]!.id, { not_after: AT + 2 });
    await write((tx) => insertKey(tx, lasting.keyRow, lasting.wrappedRow));
    const toRenew = await listOrganisationsToRenew(read(), AT + 1);
    assert.deepEqual(
      made.map(({ id }) => toRenew.includes(id)),
      [false, true, true],
    );
    assert.ok((await listOrganisationsToRenew(read(), AT + 2)).includes(made[0]!.id));
  });

  it('the current sealing key is the one that lasts longest, of its purpose and organisation alone', async () => {
    const organisationId = newId('org');
    const sooner = sampleKey(organisationId, { not_after: AT + 1 });
    const later = sampleKey(organisationId, { not_after: AT + 2 });
    const endless = sampleKey(organisationId, { not_after: null });
    const witness = sampleKey(organisationId, { not_after: AT + 9, purpose: 'witness', public_key: null });
    const foreign = sampleKey(newId('org'), { not_after: AT + 9 });
    for (const { keyRow, wrappedRow } of [later, sooner, endless, witness, foreign]) {
      await write((tx) => insertKey(tx, keyRow, wrappedRow));
    }
    assert.deepEqual(withPlainBytes(await currentSealingKey(read(), organisationId)), later.keyRow);
    assert.equal(await currentSealingKey(read(), newId('org')), undefined);
    assert.deepEqual(withPlainBytes(await listKeys(read(), organisationId, 'witness')), [witness.keyRow]);
    assert.equal((await listKeys(read(), organisationId, 'sealing')).length, 3);
  });

  it('both halves of a key are found by kid in their organisation alone; the list shows no wrapped bytes', async () => {
    const { keyRow, wrappedRow } = sampleKey(newId('org'));
    await write((tx) => insertKey(tx, keyRow, wrappedRow));
    const { organisation_id, kid, root_key_id } = wrappedRow;
    assert.deepEqual(withPlainBytes(await findKey(read(), organisation_id, kid)), keyRow);
    assert.deepEqual(withPlainBytes(await findWrappedKey(read(), organisation_id, kid)), wrappedRow);
    assert.equal(await findKey(read(), newId('org'), kid), undefined);
    assert.equal(await findWrappedKey(read(), newId('org'), kid), undefined);
    const listed = (await listWrappedKeys(read())).filter((row) => row.kid === kid);
    assert.deepEqual(listed, [{ organisation_id, kid, root_key_id }]);
  });

  it('audit entries are listed newest first, by page, action, subject and organisation', async () => {
    const organisationId = newId('org');
    const use: AuditEntry = { organisationId, actor: 'tok_a', action: 'credential.use', subject: 's', outcome: 'done' };
    const refused: AuditEntry = {
      ...use,
      action: 'credential.create',
      outcome: 'refused',
      code: 'token/forbidden',
      requestId: 'req_a',
      address: '::1',
      details: { key: 'k' },
    };
    await write((tx) => appendAudit(tx, use, AT));
    await write((tx) => appendAudit(tx, refused, AT + 1));
    const list = async (filters: object) => (await listAudit(read(), organisationId, { limit: 9, ...filters })).items;
    const [{ id, ...newest }, oldest] = (await list({})) as [{ id: string }, object];
    assert.match(id, /^aud_/);
    assert.deepEqual(newest, { ...refused, at: AT + 1 });
    assert.deepEqual(await list({ action: 'credential.use' }), [oldest]);
    assert.equal((await list({ subject: 's' })).length, 2);
    assert.equal((await list({ subject: 't' })).length, 0);
    assert.deepEqual((await listAudit(read(), newId('org'), { limit: 9 })).items, []);
    const { items, nextCursor } = await listAudit(read(), organisationId, { limit: 1 });
    assert.equal(items[0]?.id, id);
    assert.deepEqual(await list({ cursor: nextCursor }), [oldest]);
    const elsewhere = [
      { action: 'credential.use' },
      { subject: 's' },
      { from: AT },
      { to: AT + 9 },
      { outcome: 'done' },
    ];
    for (const filter of elsewhere) {
      await assert.rejects(list({ ...filter, cursor: nextCursor }), { code: 'request/cursor-invalid' });
    }
    await assert.rejects(listAudit(read(), newId('org'), { limit: 9, cursor: nextCursor! }), {
      code: 'request/cursor-invalid',
    });
  });

  it('an entry is gone with the transaction that it was made in', async () => {
    const organisationId = newId('org');
    const failing = write(async (tx) => {
      await appendAudit(tx, { organisationId, actor: 'keyward', action: 'a', outcome: 'done' }, AT);
      throw new Error('after the entry');
    });
    await assert.rejects(failing, { message: 'after the entry' });
    assert.deepEqual((await listAudit(read(), organisationId, { limit: 9 })).items, []);
  });
}
