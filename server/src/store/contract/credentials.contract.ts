/** What holds for credentials on every database. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Credential, unusableReason } from '../../domain/credential.ts';
import { newId } from '../../domain/id.ts';
import {
  type CredentialChange,
  findCredential,
  insertCredential,
  isKeyTaken,
  updateCredential,
} from '../credentials.ts';
import { recordLastUses } from '../last-used.ts';
import { listCredentials } from '../list-credentials.ts';
import { AT, type Suite, sampleCredential } from './samples.contract.ts';

export function credentialsContract(suite: () => Suite): void {
  const insert = (credential: Credential) => suite().store.transaction((tx) => insertCredential(tx, credential));
  const update = (credential: CredentialChange, expected: number) =>
    suite().store.transaction((tx) => updateCredential(tx, credential, expected));
  const read = () => suite().store.read;
  const recordUse = ({ organisationId, id }: Credential, at: number) =>
    suite().store.transaction((tx) =>
      recordLastUses(tx, suite().store.dialect, 'credentials', [{ organisationId, id, at }]),
    );
  const scopeOf = ({ organisationId, solutionId }: Credential) => ({ organisationId, solutionId });

  it('a credential is read as it was written, by id and by key, optional members absent', async () => {
    const full = sampleCredential(newId('org'), {
      name: 'Préprod “EU”',
      description: 'd',
      owner: 'o',
      labels: { customer: '7' },
      provider: 'finnhub',
      baseUrl: 'https://finnhub.io',
      allowedOrigins: ['https://finnhub.io'],
      binaryFields: { blob: '//79' },
      redactFields: ['apiKey'],
      injection: [{ into: 'header', name: 'x', value: '${apiKey}' }],
      limits: { perSecond: 5, perMinute: 100, concurrency: 2, respectRetryAfter: false },
      secrets: { apiKey: 3 },
      policyHash: 'ab',
      errors: [{ path: '/a', message: 'b' }],
      expiresAt: AT + 1,
      lastUsedAt: AT + 2,
    });
    const bare = sampleCredential(full.organisationId);
    for (const credential of [full, bare]) {
      await insert(credential);
      assert.deepEqual(await findCredential(read(), scopeOf(credential), credential.id), credential);
      assert.deepEqual(await findCredential(read(), scopeOf(credential), credential.key), credential);
    }
  });

  it('a key is unique in its scope, free in another and after deletion; the transaction may go on', async () => {
    const first = sampleCredential(newId('org'));
    await insert(first);
    const second = sampleCredential(first.organisationId, { key: first.key });
    await suite().store.transaction(async (tx) => {
      await assert.rejects(insertCredential(tx, second), { code: 'credential/key-taken' });
      await insertCredential(tx, { ...second, key: 'other' });
    });
    assert.ok(await findCredential(read(), scopeOf(first), 'other'));
    await insert(sampleCredential(first.organisationId, { key: first.key, solutionId: 'sol_a' }));
    await insert(sampleCredential(newId('org'), { key: first.key }));
    await update({ ...first, status: 'deleted', deletedAt: AT, version: 2 }, 1);
    await insert(sampleCredential(first.organisationId, { key: first.key }));
  });

  it('an id is never used again, not even by another key after deletion', async () => {
    const first = sampleCredential(newId('org'));
    await insert(first);
    await update({ ...first, status: 'deleted', deletedAt: AT, version: 2 }, 1);
    await assert.rejects(insert({ ...first, key: 'another' }), { code: 'credential/id-taken' });
  });

  it('a key finds the live credential before any tombstone, and else the newest tombstone', async () => {
    const organisationId = newId('org');
    const made = [1, 2, 3].map((n) => sampleCredential(organisationId, { key: 'k', createdAt: AT + n }));
    const [oldest, newest, live] = made as [Credential, Credential, Credential];
    await insert(oldest);
    await update({ ...oldest, status: 'deleted', deletedAt: AT + 10, version: 2 }, 1);
    await insert(newest);
    await update({ ...newest, status: 'deleted', deletedAt: AT + 20, version: 2 }, 1);
    const scope = scopeOf(live);
    assert.equal((await findCredential(read(), scope, 'k'))?.id, newest.id);
    assert.equal(await isKeyTaken(read(), scope, 'k'), false);
    await insert(live);
    assert.equal((await findCredential(read(), scope, 'k'))?.id, live.id);
    assert.equal((await findCredential(read(), scope, oldest.id))?.status, 'deleted');
    assert.equal(await isKeyTaken(read(), scope, 'k'), true);
  });

  const damages = {
    secrets: '{',
    fields: '[]',
    labels: 'null',
    errors: '{}',
    verification: '{"verdict":"accepted"}',
    allowed_origins: '"x"',
    binary_fields: '{"a":1}',
    redact_fields: '',
    injection: '[null]',
    limits: '{"perMinute":0}',
  } as const;
  for (const [column, text] of Object.entries(damages)) {
    it(`a row whose ${column} are ${text || 'empty'} is invalid and unusable, and leaves the others as they are`, async () => {
      const organisationId = newId('org');
      const usable = { secrets: { apiKey: 1 }, baseUrl: 'https://a.example' };
      const [damaged, whole] = [1, 2].map((n) => sampleCredential(organisationId, { ...usable, createdAt: AT + n }));
      await insert(damaged!);
      await insert(whole!);
      const { id } = damaged!;
      const edited = suite().store.transaction((tx) =>
        tx
          .updateTable('credentials')
          .set({ [column]: text })
          .where('id', '=', id)
          .executeTakeFirst(),
      );
      assert.equal((await edited).numUpdatedRows, 1n);
      const { items } = await listCredentials(read(), organisationId, { limit: 9 });
      assert.deepEqual(items[0], whole);
      assert.deepEqual(items[1], await findCredential(read(), scopeOf(damaged!), damaged!.key));
      const member = column.replace(/_(.)/, (_, letter: string) => letter.toUpperCase());
      assert.deepEqual(
        [items[1]!.status, items[1]!.errors, unusableReason(items[1]!, AT)],
        ['invalid', [{ path: `/${member}`, message: 'is damaged where it is stored' }], 'credential/invalid'],
      );
    });
  }

  it('a damaged tombstone stays a tombstone', async () => {
    const gone = sampleCredential(newId('org'), { status: 'deleted', deletedAt: AT });
    await insert(gone);
    await suite().store.transaction((tx) =>
      tx.updateTable('credentials').set({ labels: '{' }).where('id', '=', gone.id).execute(),
    );
    assert.equal((await findCredential(read(), scopeOf(gone), gone.id))?.status, 'deleted');
  });

  it('an update of a stale version, or of nothing, is refused and changes nothing', async () => {
    const first = sampleCredential(newId('org'));
    await insert(first);
    await update({ ...first, name: 'b', version: 2 }, 1);
    await assert.rejects(update({ ...first, name: 'c', version: 2 }, 1), { code: 'credential/stale' });
    await assert.rejects(update(sampleCredential(first.organisationId), 1), { code: 'credential/stale' });
    assert.deepEqual(await findCredential(read(), scopeOf(first), first.id), { ...first, name: 'b', version: 2 });
  });

  it('an update that brings no verdict keeps the one that was stored meanwhile, and answers with it', async () => {
    const first = sampleCredential(newId('org'));
    await insert(first);
    const verification = { verdict: 'rejected' as const, checkedAt: AT, steps: [] };
    await update({ ...first, verification }, 1);
    const { verification: _, ...renamed } = { ...first, name: 'renamed', version: 2 };
    assert.deepEqual(await update(renamed, 1), verification);
    const found = await findCredential(read(), scopeOf(first), first.id);
    assert.deepEqual(found, { ...renamed, verification });
  });

  it('an update leaves key, type and last use as they are; last use only moves forward', async () => {
    const first = sampleCredential(newId('org'));
    await insert(first);
    const use = (at: number) => recordUse(first, at);
    await use(AT + 5);
    await use(AT + 4);
    await update({ ...first, key: 'new', type: 'Raw', version: 2 }, 1);
    const found = await findCredential(read(), scopeOf(first), first.id);
    assert.deepEqual(found, { ...first, version: 2, lastUsedAt: AT + 5 });
  });

  it('pages give each credential once, newest first, whatever is inserted meanwhile', async () => {
    const organisationId = newId('org');
    // Two of each millisecond, so that the id has to break the tie.
    const made = Array.from({ length: 10 }, (_, n) =>
      sampleCredential(organisationId, { createdAt: AT + Math.floor(n / 2) }),
    );
    for (const credential of made) await insert(credential);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listCredentials(read(), organisationId, { limit: 3, ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
      await insert(sampleCredential(organisationId, { createdAt: AT + 100 }));
    } while (cursor !== undefined);
    const expected = made.toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1)).map(({ id }) => id);
    assert.deepEqual(seen, expected);
  });

  it('a last page that is exactly full has no next cursor', async () => {
    const organisationId = newId('org');
    await insert(sampleCredential(organisationId));
    assert.equal((await listCredentials(read(), organisationId, { limit: 1 })).nextCursor, undefined);
  });

  it('filters combine; tombstones are listed only when asked for; search takes % and _ as they are', async () => {
    const organisationId = newId('org');
    const plain = sampleCredential(organisationId, { name: 'Acme_100%' });
    const raw = sampleCredential(organisationId, { type: 'Raw', key: 'acme-raw' });
    const gone = sampleCredential(organisationId, { description: 'of ACME', status: 'deleted', deletedAt: AT });
    for (const credential of [plain, raw, gone]) await insert(credential);
    const list = async (filters: object) =>
      (await listCredentials(read(), organisationId, { limit: 10, ...filters })).items.map(({ id }) => id).sort();
    assert.deepEqual(await list({}), [plain.id, raw.id].sort());
    assert.deepEqual(await list({ status: 'deleted' }), [gone.id]);
    assert.deepEqual(await list({ search: 'aCmE' }), [plain.id, raw.id].sort());
    assert.deepEqual(await list({ search: 'acme', type: 'Raw' }), [raw.id]);
    assert.deepEqual(await list({ search: 'acme', status: 'deleted' }), [gone.id]);
    assert.deepEqual(await list({ search: 'e_1' }), [plain.id]);
    assert.deepEqual(await list({ search: '00%' }), [plain.id]);
    assert.deepEqual(await list({ search: 'a%m' }), []);
    assert.deepEqual(await list({ search: '\\' }), []);
  });

  it('a malformed cursor is refused', async () => {
    const texts = ['', 'x', '[]', '[1]', '["1","a"]', '[1.5,"a"]', 'null', '[1,"\\u0000"]'];
    for (const cursor of ['%', ...texts.map((text) => Buffer.from(text).toString('base64url'))]) {
      await assert.rejects(listCredentials(read(), newId('org'), { limit: 1, cursor }), {
        code: 'request/cursor-invalid',
      });
    }
  });

  it('another organisation finds and changes nothing', async () => {
    const mine = sampleCredential(newId('org'));
    await insert(mine);
    const other = { organisationId: newId('org'), solutionId: '' };
    assert.equal(await findCredential(read(), other, mine.id), undefined);
    assert.equal(await findCredential(read(), other, mine.key), undefined);
    assert.equal(await isKeyTaken(read(), other, mine.key), false);
    assert.deepEqual((await listCredentials(read(), other.organisationId, { limit: 9 })).items, []);
    await assert.rejects(update({ ...mine, ...other, version: 2 }, 1), { code: 'credential/stale' });
    await recordUse({ ...mine, ...other }, AT);
    assert.deepEqual(await findCredential(read(), scopeOf(mine), mine.id), mine);
  });
}
