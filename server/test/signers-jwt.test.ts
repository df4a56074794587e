/**
 * Service accounts in a whole Keyward: tokens that are signed and sent, or exchanged first at a token URL, in front of an
 * upstream and a token URL that know the public key alone and check with Node's own crypto.
 */
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, verify } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { Keyward } from './kit/keyward.ts';
import { until } from './kit/until.ts';
import { type Received, startUpstream, type Upstream } from './kit/upstream.ts';

const pairs = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ed: generateKeyPairSync('ed25519'),
};
const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }) as string;
/** A line from inside the key: the whole of it stands nowhere in one piece once its line ends are escaped. */
const canary = pemOf(pairs.rsa.privateKey).split('\n')[5]!;

let keyward: Keyward;
let api: Upstream;
let tokens: Upstream;
let token: string;
/** What the token URL answers. */
let answer: (received: Received) => { status: number; body: string };
const issued: string[] = [];

function claimsOf(jwt: string, key: KeyObject): Record<string, unknown> | undefined {
  const [header = '', payload = '', signature = ''] = jwt.split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  const ec = { key, dsaEncoding: 'ieee-p1363' as const };
  const { alg, kid } = read(header);
  const hash = alg === 'EdDSA' ? null : 'sha256';
  const isSound = verify(
    hash,
    Buffer.from(`${header}.${payload}`),
    alg === 'ES256' ? ec : key,
    Buffer.from(signature, 'base64url'),
  );
  return isSound ? { alg, kid, ...read(payload) } : undefined;
}

function grant(expiresIn = 3600): { status: number; body: string } {
  const issuedToken = `ya29.${randomBytes(24).toString('base64url')}`;
  issued.push(issuedToken);
  return {
    status: 200,
    body: JSON.stringify({ access_token: issuedToken, token_type: 'Bearer', expires_in: expiresIn }),
  };
}

before(async () => {
  tokens = await startUpstream((received, response) => {
    const { status, body } = answer(received);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  api = await startUpstream(({ headers }, response) => {
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ echo: headers.authorization }));
  });
  keyward = await Keyward.start();
  token = await keyward.tokenFor('*');
});
beforeEach(() => {
  answer = () => grant();
});
after(async () => {
  for (const secret of [canary, ...issued]) assert.deepEqual(await keyward.leaksOf(secret), []);
  await keyward.close();
  await api.close();
  await tokens.close();
});

async function store(key: string, fields: Record<string, string>, expected = 201) {
  const body = { type: 'Jwt', baseUrl: api.url, fields: { issuer: 'robot@project.example', ...fields } };
  const stored = await keyward.api('PUT', `credentials/${key}`, { body });
  assert.equal(stored.status, expected, stored.text);
  return stored.json;
}

const exchange = (more: Record<string, string> = {}) => ({
  mode: 'exchange',
  privateKey: pemOf(pairs.rsa.privateKey),
  tokenUrl: `${tokens.url}/token`,
  audience: `${tokens.url}/token`,
  scope: 'drive.readonly mail',
  ...more,
});

const sentBearer = () => api.received.at(-1)!.headers.authorization!.replace(/^Bearer /, '');

describe('a token that is signed and sent', () => {
  for (const [name, algorithm] of [
    ['rsa', 'RS256'],
    ['ec', 'ES256'],
    ['ed', 'EdDSA'],
  ] as const) {
    test(`is signed with ${algorithm} by the key's own kind, and scrubbed from the answer`, async () => {
      const fields = { privateKey: pemOf(pairs[name].privateKey), keyId: 'k 1', subject: 'ann', audience: 'api' };
      const { policy, status } = await store(`direct-${name}`, fields);
      assert.deepEqual([status, policy.roles.api.placements, policy.roles.token], ['valid', ['signer:jwt'], undefined]);
      const before = Math.floor(Date.now() / 1000);
      const got = await keyward.call(`/direct-${name}/me`, { token });
      assert.equal(got.status, 200, got.text);
      const claims = claimsOf(sentBearer(), pairs[name].publicKey)!;
      const { iat, exp, ...rest } = claims as { iat: number; exp: number };
      assert.deepEqual(rest, { alg: algorithm, kid: 'k 1', iss: 'robot@project.example', sub: 'ann', aud: 'api' });
      assert.ok(iat >= before - 1 && iat <= before + 30 && exp - iat === 600);
      assert.match(got.json.echo, /^Bearer \*+$/);
      issued.push(sentBearer());
    });
  }

  test('is the same one for the next call, and another after a change of the key', async () => {
    await keyward.call('/direct-ed/me', { token });
    const first = sentBearer();
    await keyward.call('/direct-ed/me', { token });
    assert.equal(sentBearer(), first);
    await store('direct-ed', { privateKey: pemOf(pairs.ec.privateKey) }, 200);
    await until(async () => {
      await keyward.call('/direct-ed/me', { token });
      return claimsOf(sentBearer(), pairs.ec.publicKey) !== undefined;
    });
    issued.push(sentBearer());
  });
});

describe('a token that is exchanged', () => {
  test('goes to the token URL alone, and what is given for it to the API, asked for once by many callers', async () => {
    const { policy } = await store('google', exchange());
    assert.deepEqual(policy.roles.token, { origins: [`${tokens.url}/token`], placements: ['signer:jwt-bearer'] });
    assert.deepEqual(policy.roles.api, { origins: [api.url], placements: ['signer:jwt-bearer'] });
    // The write is told to every node, this one too, and has the credential opened anew; then the first token ends.
    answer = () => grant(3);
    await keyward.call('/google/me', { token });
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    answer = () => grant();
    const before = tokens.received.length;
    const all = await Promise.all(Array.from({ length: 20 }, () => keyward.call('/google/me', { token })));
    for (const got of all) {
      assert.equal(got.status, 200, got.text);
      assert.match(got.json.echo, /^Bearer \*+$/, 'scrubbed');
    }
    assert.equal(tokens.received.length, before + 1);
    const { method, url, headers, body } = tokens.received.at(-1)!;
    assert.deepEqual([method, url, headers['content-type']], ['POST', '/token', 'application/x-www-form-urlencoded']);
    const form = new URLSearchParams(body.toString());
    assert.equal(form.get('grant_type'), 'urn:ietf:params:oauth:grant-type:jwt-bearer');
    const claims = claimsOf(form.get('assertion')!, pairs.rsa.publicKey)!;
    assert.deepEqual([claims.scope, claims.aud], ['drive.readonly mail', `${tokens.url}/token`]);
    assert.equal(sentBearer(), issued.at(-1));
    issued.push(form.get('assertion')!);
  });

  test('is asked for anew shortly before its end', async () => {
    answer = () => grant(1);
    await store('short', exchange());
    await keyward.call('/short/me', { token });
    const first = sentBearer();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await keyward.call('/short/me', { token });
    assert.notEqual(sentBearer(), first);
  });

  test('catalogue 19: an answer that is none is refused, and nothing of it is quoted', async () => {
    const echo = ({ body }: Received) => new URLSearchParams(body.toString()).get('assertion')!;
    const leak = `leak-${createHash('sha256').update(canary).digest('hex')}`;
    issued.push(leak);
    const bad: ((received: Received) => { status: number; body: string })[] = [
      (received) => ({
        status: 400,
        body: JSON.stringify({ error: 'invalid_grant', error_description: echo(received) + leak }),
      }),
      () => ({ status: 200, body: `{"access_token":"${leak}` }),
      () => ({ status: 200, body: JSON.stringify({ access_token: `${leak}\r\nx: y`, token_type: 'Bearer' }) }),
      () => ({ status: 200, body: JSON.stringify({ access_token: leak, token_type: 'mac' }) }),
      () => ({ status: 200, body: JSON.stringify({ access_token: leak, token_type: 'Bearer', expires_in: '1' }) }),
      () => ({ status: 200, body: JSON.stringify({ access_token: leak.repeat(2_000), token_type: 'Bearer' }) }),
      () => ({ status: 302, body: leak }),
      () => ({ status: 200, body: `[${JSON.stringify(leak)}]` }),
    ];
    const before = api.received.length;
    for (const [index, respond] of bad.entries()) {
      answer = respond;
      await store(`bad-${index}`, exchange());
      const got = await keyward.call(`/bad-${index}/me`, { token });
      assert.deepEqual([got.status, got.json.code], [502, 'credential/token-refused'], got.text);
    }
    assert.equal(api.received.length, before);
  });

  test('a token URL that cannot be reached says so, and is tried again at the next call', async () => {
    const gone = await startUpstream(() => undefined);
    await gone.close();
    await store('gone', exchange({ tokenUrl: `${gone.url}/token` }));
    const got = await keyward.call('/gone/me', { token });
    assert.deepEqual([got.status, got.json.code], [502, 'upstream/unreachable'], got.text);
  });

  test('another token URL takes the key again, and one over plain HTTP to elsewhere is refused', async () => {
    await store('moved', exchange());
    const fields = { tokenUrl: `${tokens.url}/other` };
    const moved = await keyward.api('PATCH', 'credentials/moved', { body: { fields } });
    assert.deepEqual([moved.status, moved.json.code], [409, 'credential/policy-changed'], moved.text);
    const body = { type: 'Jwt', baseUrl: api.url, fields: exchange({ tokenUrl: 'http://login.example/token' }) };
    const plain = await keyward.api('POST', 'credentials', { body });
    assert.deepEqual([plain.status, plain.json.code], [422, 'credential/plain-http-refused'], plain.text);
  });

  test('without a token URL it is incomplete, which a token that is sent itself is not', async () => {
    const { tokenUrl: _, ...without } = exchange();
    const made = await store('without', without);
    assert.deepEqual(
      [made.status, made.errors],
      ['incomplete', [{ path: '/fields/tokenUrl', message: 'is required' }]],
    );
  });
});

test('a key that cannot sign is refused when it is stored, by its field and without a word of it', async () => {
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  for (const privateKey of [pemOf(weak), pemOf(pairs.rsa.privateKey).replace('BEGIN', 'BEGUN'), canary]) {
    const body = { type: 'Jwt', key: 'weak', baseUrl: api.url, fields: { privateKey } };
    const refused = await keyward.api('POST', 'credentials', { body });
    assert.deepEqual([refused.status, refused.json.code], [422, 'credential/value-refused'], refused.text);
    assert.equal(refused.json.errors[0].path, '/fields/privateKey');
  }
  assert.equal((await keyward.api('GET', 'credentials/weak')).status, 404);
});
