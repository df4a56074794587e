/** A write with secrets that its client has sealed, interrupted between staging and commit, and then sent again. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { KeywardClient } from '../../sdk/src/index.ts';
import { newCanary } from './kit/canary.ts';
import { edit, rows } from './kit/database.ts';
import { Keyward } from './kit/keyward.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;

before(async () => {
  [keyward, upstream] = await Promise.all([Keyward.start(), startUpstream(demanding(canary))]);
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
});

/** What the SDK would send: the request is caught on its way, so that it can be sent twice. */
async function sealedItem(key: string) {
  const brokerKey = (await readFile(join(keyward.data, 'broker-key.pub'), 'utf8')).trim();
  let caught: { items: Record<string, unknown>[] } | undefined;
  const catching: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    if (!request.url.endsWith('credentials:bulk')) return fetch(request);
    caught = JSON.parse(await request.text());
    return Response.json({ items: [], failed: [] });
  };
  const options = { url: keyward.controlUrl, token: await keyward.ownerToken(), brokerKey, fetch: catching };
  const fields = { in: 'header', name: 'X-Api-Key' };
  const described = { key, type: 'ApiKey', baseUrl: upstream.url, fields, secrets: { apiKey: canary } };
  await new KeywardClient(options).credentials.bulk({ items: [described] });
  const [item] = caught!.items;
  assert.ok(item?.sealed && item.id, 'nothing was sealed');
  return item as { id: string; key: string; sealed: Record<string, string> };
}

/** The state that a crash between staging and commit leaves: the row without a witness, and no record. */
function crash(id: string): void {
  assert.equal(edit(keyward.data, 'update material set witness = null where credential_id = ?', id), 1);
  assert.equal(edit(keyward.data, 'delete from credentials where id = ?', id), 1);
}

const ways = {
  'a bulk': (item: object) => keyward.api('POST', 'credentials:bulk', { body: { items: [item] } }),
  'a creation': (item: object) => keyward.api('POST', 'credentials', { body: item }),
} as const;

for (const [way, send] of Object.entries(ways)) {
  test(`${way} sent again to the byte goes through at once, and its secret arrives`, async () => {
    const key = way.replaceAll(' ', '-');
    const item = await sealedItem(key);
    assert.ok((await send(item)).status < 300);
    crash(item.id);
    const again = await send(item);
    assert.ok(again.status < 300, again.text);
    const [row, ...others] = rows(keyward.data, 'select * from material where credential_id = ?', item.id);
    assert.deepEqual([others.length, row.material_version, row.witness === null], [0, 1, false]);
    const answer = await keyward.call(`/${key}/quote`, { token: await keyward.tokenFor(key) });
    assert.equal(answer.status, 200, answer.text);
  });
}

test('sent several times at once it is stored once at most, and what is stored works', async () => {
  for (const [way, send] of Object.entries(ways)) {
    const key = `at-once-${way.replaceAll(' ', '-')}`;
    const item = await sealedItem(key);
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(item)));
    assert.ok(answers.filter(({ status }) => status < 300).length <= 1, way);
    if (answers.every(({ status }) => status >= 300)) assert.ok((await send(item)).status < 300, way);
    const answer = await keyward.call(`/${key}/quote`, { token: await keyward.tokenFor(key) });
    assert.equal(answer.status, 200, answer.text);
  }
});

test('another envelope for the same credential does not take the place of what is staged', async () => {
  const [item, other] = [await sealedItem('first'), await sealedItem('second')];
  assert.ok((await ways['a bulk'](item)).status < 300);
  crash(item.id);
  const before = rows(keyward.data, 'select * from material where credential_id = ?', item.id);
  const answer = await ways['a bulk']({ ...item, sealed: other.sealed });
  assert.equal(answer.json.items?.[0]?.problem?.code, 'credential/stale', answer.text);
  assert.deepEqual(rows(keyward.data, 'select * from material where credential_id = ?', item.id), before);
});
