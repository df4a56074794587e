/** Tokens and sealing keys written into the database by hand: they confer nothing on either plane, and are reported. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { hashAccessToken, newAccessToken } from '../src/domain/access-token.ts';
import { kidOf } from '../src/envelope/format.ts';
import { newCanary } from './kit/canary.ts';
import { edit, rows } from './kit/database.ts';
import { runDoctor } from './kit/doctor.ts';
import { Keyward } from './kit/keyward.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;

before(async () => {
  upstream = await startUpstream(demanding(canary));
  keyward = await Keyward.start();
  for (const key of ['sample', 'secret']) await store(key);
  assert.equal((await keyward.api('POST', 'solutions', { body: { name: 'maps' } })).status, 201);
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
});

const body = () => ({
  type: 'ApiKey',
  baseUrl: upstream.url,
  fields: { in: 'header', name: 'X-Api-Key', apiKey: canary },
});

async function store(key: string): Promise<void> {
  assert.equal((await keyward.api('PUT', `credentials/${key}`, { body: body() })).status, 201);
}

async function issue(given: object): Promise<{ token: string; id: string }> {
  const issued = await keyward.api('POST', 'access-tokens', { body: { name: 'forged', ...given } });
  assert.equal(issued.status, 201, issued.text);
  return issued.json;
}

const grant = (id: string, assignment: string): number =>
  edit(keyward.data, `update access_tokens set ${assignment} where id = ?`, id);

/** Each gives a token that confers more than the broker has witnessed. */
const forgeries: readonly (readonly [what: string, forge: () => Promise<{ token: string; id: string }>])[] = [
  [
    'a token inserted with the role owner',
    async () => {
      const token = newAccessToken();
      const hash = hashAccessToken(token);
      const sql = `insert into access_tokens
        (organisation_id, id, name, hash, role, grants, expires_at, witness, created_at, created_by)
        select (select id from organisations where slug = 'default'), 'tok_' || 'forged', name, ?, 'owner', grants,
        expires_at, witness, created_at, created_by from access_tokens where role = 'owner' limit 1`;
      assert.equal(edit(keyward.data, sql, hash), 1);
      return { token, id: 'tok_forged' };
    },
  ],
  [
    'a token whose grants were widened',
    async () => {
      const { token, id } = await issue({ grants: [{ credentials: ['sample'], methods: ['GET'] }] });
      assert.equal(grant(id, `grants = '[{"credentials":["*"]}]'`), 1);
      return { token, id };
    },
  ],
  [
    'a token whose restriction was taken away',
    async () => {
      const { token, id } = await issue({ grants: [{ credentials: ['sample'], methods: ['GET'] }] });
      assert.equal(grant(id, `grants = json_remove(grants, '$[0].methods')`), 1);
      return { token, id };
    },
  ],
  [
    'a token that was made an owner',
    async () => {
      const { token, id } = await issue({ role: 'user', grants: [{ credentials: ['sample'] }] });
      assert.equal(grant(id, `role = 'owner'`), 1);
      return { token, id };
    },
  ],
  [
    'a token whose limit to a solution was taken away',
    async () => {
      const { token, id } = await issue({ role: 'editor', solutions: ['maps'], grants: [{ credentials: ['sample'] }] });
      assert.equal(grant(id, 'solutions = null'), 1);
      return { token, id };
    },
  ],
  [
    'a token that was given another solution',
    async () => {
      const { token, id } = await issue({ role: 'editor', solutions: ['maps'], grants: [{ credentials: ['sample'] }] });
      assert.equal(grant(id, `solutions = '["sol_01h455vb4pex5vsknk084sn02q"]'`), 1);
      return { token, id };
    },
  ],
  [
    'a token whose limits were taken away',
    async () => {
      const { token, id } = await issue({ grants: [{ credentials: ['sample'] }], limits: { perMinute: 10 } });
      assert.equal(grant(id, 'limits = null'), 1);
      return { token, id };
    },
  ],
  [
    'a token whose limits were raised',
    async () => {
      const { token, id } = await issue({ grants: [{ credentials: ['sample'] }], limits: { perMinute: 10 } });
      assert.equal(grant(id, `limits = '{"perMinute":1000}'`), 1);
      return { token, id };
    },
  ],
  [
    'a token whose life was prolonged',
    async () => {
      const expiresAt = new Date(Date.now() + 60_000).toISOString();
      const { token, id } = await issue({ role: 'editor', grants: [{ credentials: ['sample'] }], expiresAt });
      assert.equal(grant(id, 'expires_at = null'), 1);
      return { token, id };
    },
  ],
  [
    'a revoked token that was brought back',
    async () => {
      const { token, id } = await issue({ role: 'editor', grants: [{ credentials: ['sample'] }] });
      assert.equal((await keyward.api('DELETE', `access-tokens/${id}`)).status, 204);
      // The hash went with the revocation; an intruder who has the token puts it back.
      const sql = 'update access_tokens set revoked_at = null, hash = ? where id = ?';
      assert.equal(edit(keyward.data, sql, hashAccessToken(token), id), 1);
      return { token, id };
    },
  ],
];

for (const [what, forge] of forgeries) {
  test(`${what} by hand is refused on both planes, logged, and named by the doctor`, async () => {
    const { token, id } = await forge();
    const received = upstream.received.length;
    assert.equal((await keyward.api('GET', 'credentials', { token })).json.code, 'token/invalid');
    assert.equal((await keyward.api('PUT', 'credentials/mine', { token, body: body() })).json.code, 'token/invalid');
    for (const key of ['sample', 'secret']) {
      assert.equal((await keyward.call(`/${key}/quote`, { token })).headers.get('keyward-error'), 'token/invalid');
    }
    assert.equal(upstream.received.length, received);
    const { json } = await keyward.api('GET', `audit?subject=${id}`);
    assert.ok(json.items.some(({ action }: { action: string }) => action === 'access-token.unwitnessed'));
  });
}

test('the doctor names each forged token, and no other', async () => {
  const forged = rows(keyward.data, `select id from access_tokens where name = 'forged' or id = 'tok_forged'`);
  const { code, bad } = await runDoctor(keyward);
  assert.equal(code, 1);
  assert.equal(forged.length, forgeries.length);
  assert.deepEqual(bad.map((what) => /tok_\w+/.exec(what)?.[0]).sort(), forged.map(({ id }) => id).sort());
  edit(keyward.data, `delete from access_tokens where name = 'forged' or id = 'tok_forged'`);
});

/** A key pair of the intruder's own, with the signature of the genuine key and a later end. */
function insertSealingKey(): string {
  const [genuine] = rows(keyward.data, `select * from organisation_keys where purpose = 'sealing'`);
  const jwk = generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' });
  const publicKey = Buffer.from(jwk.x!, 'base64url');
  const kid = kidOf(genuine.organisation_id, publicKey);
  const sql = 'insert into organisation_keys values (?, ?, ?, ?, ?, ?, ?)';
  const { organisation_id, purpose, not_after, signature, created_at } = genuine;
  edit(keyward.data, sql, organisation_id, kid, purpose, publicKey, not_after + 1000, signature, created_at);
  return kid;
}

test('nothing is sealed to a key inserted by hand, which is logged and named by the doctor', async () => {
  const kid = insertSealingKey();
  const materialCount = () => rows(keyward.data, 'select * from material').length;
  const before = materialCount();
  const refused = await keyward.api('POST', 'credentials', { body: body() });
  assert.deepEqual([refused.status, refused.json.code], [503, 'keys/sealing-key-untrusted']);
  const asked = await keyward.api('POST', 'credentials:policy', { body: { type: 'ApiKey', baseUrl: upstream.url } });
  assert.equal(asked.json.code, 'keys/sealing-key-untrusted');
  assert.equal((await keyward.api('GET', 'sealing-key')).json.code, 'keys/sealing-key-untrusted');
  assert.equal(materialCount(), before);
  const token = await keyward.tokenFor('sample');
  assert.equal((await keyward.call('/sample/quote', { token })).status, 200);
  const { json } = await keyward.api('GET', 'audit');
  const codes = json.items.map(({ code }: { code?: string }) => code);
  assert.ok(codes.includes('keys/sealing-key-untrusted'), JSON.stringify(codes));
  const { code, bad } = await runDoctor(keyward);
  assert.equal(code, 1);
  assert.ok(bad.length === 1 && bad[0]!.includes(kid), JSON.stringify(bad));
  edit(keyward.data, 'delete from organisation_keys where kid = ?', kid);
  assert.equal((await keyward.api('POST', 'credentials', { body: body() })).status, 201);
});

test('a sealing key whose end was put off by hand is not sealed to', async () => {
  const moved = edit(keyward.data, `update organisation_keys set not_after = not_after + 1 where purpose = 'sealing'`);
  assert.equal(moved, 2, 'of the organisation, and of the installation');
  const refused = await keyward.api('POST', 'credentials', { body: body() });
  assert.equal(refused.json.code, 'keys/sealing-key-untrusted');
  assert.equal((await runDoctor(keyward)).code, 1);
});
