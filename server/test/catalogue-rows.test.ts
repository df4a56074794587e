/**
 * Catalogue 36 and 46, where tampering.test.ts and forged-rows.test.ts end: envelopes between fields and tenants, any byte
 * of one, and credentials that an intruder with the database, and so with the public keys, has sealed by himself.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { canonicalPolicy, parsePolicy, policyHash } from '../src/domain/policy.ts';
import { seal } from '../src/envelope/seal.ts';
import { newCanary } from './kit/canary.ts';
import { edit, rows } from './kit/database.ts';
import { runDoctor } from './kit/doctor.ts';
import { type Answer, Keyward } from './kit/keyward.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;
let thief: Upstream;
let token: string;

before(async () => {
  [upstream, thief] = await Promise.all([startUpstream(demanding(canary)), startUpstream(demanding(canary))]);
  keyward = await Keyward.start();
  token = await keyward.tokenFor('*');
});
after(async () => {
  assert.deepEqual(thief.received, []);
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
  await thief.close();
});

const apiKey = (key: string, secret = canary) => {
  return { type: 'ApiKey', key, baseUrl: upstream.url, fields: { name: 'X-Api-Key', apiKey: secret } };
};

/** As the owner, in any organisation. */
async function send(method: string, path: string, body: object): Promise<Answer> {
  const headers = { authorization: `Bearer ${await keyward.ownerToken()}`, 'content-type': 'application/json' };
  const sent = { method, headers, body: JSON.stringify(body) };
  return keyward.fetch(`${keyward.controlUrl}/v1/organisations${path}`, sent);
}

async function store(body: object): Promise<string> {
  const answer = await keyward.api('POST', 'credentials', { body });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.id;
}

const materialOf = (id: string) => rows(keyward.data, 'select * from material where credential_id = ?', id);

/** Refused under this code, nothing sent, an entry in the log, and only this one. */
async function assertClosed(key: string, id: string, code: string): Promise<void> {
  const before = upstream.received.length;
  const answer = await keyward.call(`/${key}/quote`, { token });
  assert.deepEqual([answer.status >= 400, answer.json?.code], [true, code], answer.text);
  assert.equal(upstream.received.length, before);
  const { json } = await keyward.api('GET', `audit?subject=${id}&outcome=refused`);
  assert.ok(
    json.items.some((entry: { code: string }) => entry.code === code),
    `no alert for ${key}`,
  );
}

test('catalogue 36: whichever byte of an envelope is flipped, or its tag cut, that credential alone is closed', async () => {
  const keys = Array.from({ length: 40 }, (_, index) => `flip-${index}`);
  const bulk = await keyward.api('POST', 'credentials:bulk', {
    body: { items: [...keys, 'whole'].map((key) => apiKey(key)) },
  });
  const ids: string[] = bulk.json.items.map(({ id }: { id: string }) => id);
  for (const [index, id] of ids.slice(0, -1).entries()) {
    const [{ envelope }] = materialOf(id);
    const at = Math.round((index * (envelope.length - 1)) / (keys.length - 2));
    const changed = index === keys.length - 1 ? envelope.subarray(0, -12) : envelope;
    if (changed === envelope) envelope[at] ^= 1 << (index % 8);
    assert.equal(edit(keyward.data, 'update material set envelope = ? where credential_id = ?', changed, id), 1);
  }
  for (const [index, key] of keys.entries()) await assertClosed(key, ids[index]!, 'credential/unwitnessed');
  assert.equal((await keyward.call('/whole/quote', { token })).status, 200);
});

test('catalogue 36: envelopes swapped between the fields of one credential stay closed', async () => {
  const injection = [{ into: 'header', name: 'X-Api-Key', value: '${a}' }];
  const id = await store({
    type: 'Default',
    key: 'fields',
    baseUrl: upstream.url,
    injection,
    fields: { a: 'other', b: canary },
  });
  const sql = (name: string) => `update material set field = '${name}' where credential_id = ? and field = `;
  for (const [to, from] of [
    ['c', 'a'],
    ['a', 'b'],
    ['b', 'c'],
  ])
    edit(keyward.data, `${sql(to!)}'${from}'`, id);
  await assertClosed('fields', id, 'credential/unwitnessed');
});

test('catalogue 36: the material of another tenant stays closed, its envelope, policy and witness together', async () => {
  const { slug } = (await send('POST', '', { name: 'Globex' })).json;
  const theirs = (await send('POST', `/${slug}/credentials`, apiKey('theirs'))).json.id;
  const id = await store(apiKey('tenants', 'not the right one'));
  const [{ envelope, policy, witness }] = materialOf(theirs);
  const sql = 'update material set envelope = ?, policy = ?, witness = ? where credential_id = ?';
  assert.equal(edit(keyward.data, sql, envelope, policy, witness, id), 1);
  await assertClosed('tenants', id, 'credential/unwitnessed');
});

test('catalogue 36: a whole credential copied to another tenant confers nothing there', async () => {
  const { slug, id: organisation } = (await send('POST', '', { name: 'Initech' })).json;
  const grants = [{ credentials: ['*'] }];
  const issued = await send('POST', `/${slug}/access-tokens`, { name: 'runner', grants });
  const id = await store(apiKey('moved'));
  copyRows(id, { organisation_id: organisation });
  const answer = await keyward.call('/moved/quote', { token: issued.json.token });
  assert.equal(answer.json.code, 'credential/unwitnessed', answer.text);
});

/** The rows of a credential once more, under another name or owner. */
function copyRows(id: string, changed: Readonly<Record<string, string>>): void {
  for (const [table, column] of [
    ['credentials', 'id'],
    ['material', 'credential_id'],
  ] as const) {
    const [row] = rows(keyward.data, `select * from ${table} where ${column} = ?`, id);
    const names = Object.keys(row);
    const sql = `insert into ${table} (${names.map((name) => `"${name}"`).join()}) values (${names.map(() => '?').join()})`;
    assert.equal(edit(keyward.data, sql, ...names.map((name) => changed[name] ?? row[name])), 1);
  }
}

/** Seals as a client would, for a policy that permits the thief's origin, and writes it past the broker. */
function forge(id: string, secret: string): void {
  const [material] = materialOf(id);
  const [key] = rows(
    keyward.data,
    `select * from organisation_keys where organisation_id = ? and purpose = 'sealing'`,
    material.organisation_id,
  );
  const policyBytes = canonicalPolicy(
    parsePolicy(Buffer.from(Buffer.from(material.policy).toString().replaceAll(upstream.url, thief.url))),
  );
  const binding = {
    ...{ organisationId: material.organisation_id, credentialId: id, type: 'ApiKey', field: 'apiKey', policyBytes },
    materialVersion: material.material_version,
  };
  const sealingKey = {
    ...{ organisationId: key.organisation_id, kid: key.kid, notAfter: key.not_after, signature: key.signature },
    publicKey: Buffer.from(key.public_key),
  };
  const envelope = seal(Buffer.from(secret), binding, sealingKey);
  const sql = 'update material set envelope = ?, policy = ? where credential_id = ?';
  assert.equal(edit(keyward.data, sql, envelope, policyBytes, id), 1);
  const hash = policyHash(policyBytes).toString('hex');
  assert.equal(
    edit(keyward.data, 'update credentials set policy_hash = ?, base_url = ? where id = ?', hash, thief.url, id),
    1,
  );
}

test("catalogue 46: an envelope sealed soundly by an intruder, under a victim's id, confers nothing and is reported", async () => {
  const id = await store(apiKey('victim'));
  forge(id, 'sealed by the intruder');
  await assertClosed('victim', id, 'credential/unwitnessed');
  const { code, bad } = await runDoctor(keyward);
  assert.equal(code, 1);
  assert.ok(bad.some((what) => what.includes(id)));
});

test('catalogue 46: a credential copied under an id and key of its own confers nothing', async () => {
  const id = await store(apiKey('copied'));
  const copy = `${id.slice(0, -4)}0000`;
  copyRows(id, { id: copy, credential_id: copy, key: 'copy' });
  await assertClosed('copy', copy, 'credential/unwitnessed');
  assert.equal((await keyward.call('/copied/quote', { token })).status, 200);
});
