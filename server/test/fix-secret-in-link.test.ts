/**
 * Catalogue 7 and 17: a secret that an upstream writes as it is into a reference. To make the reference one that the
 * caller can follow it is parsed, and the parser escapes some characters of the secret: what is handed on holds neither
 * form. The canary has such characters.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findCanary, newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
/** As one segment of a path, where no slash may stand. */
const segment = canary.replaceAll('/', '"');
let upstream: Upstream;
let keyward: Keyward;
let token: string;

before(async () => {
  upstream = await startUpstream(({ headers, url }, response) => {
    const reference = String(headers['x-refer']);
    response.setHeader('location', reference);
    response.setHeader('link', `<${reference}>; rel="next"`);
    response.setHeader('content-location', reference);
    response.end(url);
  });
  keyward = await Keyward.start();
  const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary };
  await put('sample', { type: 'ApiKey', baseUrl: `${upstream.url}/v1`, fields });
  const injection = [{ into: 'path', value: 'bot${value}' }];
  await put('bot', { type: 'Secret', baseUrl: upstream.url, fields: { value: segment }, injection });
  token = await keyward.tokenFor('*');
});
after(async () => {
  for (const secret of [canary, segment]) assert.deepEqual(await keyward.leaksOf(secret), []);
  await keyward.close();
  await upstream.close();
});

async function put(key: string, body: object): Promise<void> {
  const answer = await keyward.api('PUT', `credentials/${key}`, { body });
  assert.equal(answer.status, 201, answer.text);
}

/** The reference fields of an answer that refers to this. */
async function referring(key: string, reference: string): Promise<(string | null)[]> {
  const headers = { 'keyward-token': token, 'x-refer': reference };
  const answer = await keyward.raw(keyward.brokerUrl, `/proxy/${key}/items`, { headers });
  assert.equal(answer.status, 200, answer.text);
  return ['location', 'link', 'content-location'].map((name) => answer.headers.get(name));
}

test('in a path, a parameter or a fragment of any reference it is masked', async () => {
  for (const [key, secret] of [
    ['sample', canary],
    ['bot', segment],
  ] as const) {
    for (const before of ['/v1/x', '/elsewhere', '', upstream.url, `${upstream.url}/v1`, 'https://other.example']) {
      for (const behind of [`?k=${secret}`, `?${secret}`, `#${secret}`, `/${secret}`, `/${secret}/x?${secret}`]) {
        const fields = await referring(key, before + behind);
        const decoded = fields.map((field) => decodeURIComponent(field ?? ''));
        assert.equal(findCanary(decoded.join(' '), secret), undefined, `${before} ${behind.replaceAll(secret, '…')}`);
      }
    }
  }
});

test('the segment that it is in a path leads back to the broker all the same', async () => {
  const sent = (await keyward.raw(keyward.brokerUrl, '/proxy/bot/items', { headers: { 'keyward-token': token } })).text;
  assert.match(sent, /^\/\*+\/items$/, 'the echo of the path is masked');
  const encoded = new URL(upstream.url + upstream.received.at(-1)!.url).pathname.replace('/items', '');
  assert.ok(encoded.startsWith('/botcnry%22'));
  const [location, link] = await referring('bot', `${encoded}/next?page=2`);
  assert.equal(location, '/proxy/bot/next?page=2');
  assert.match(link!, /\/proxy\/bot\/next\?page=2>/);
  assert.equal((await referring('bot', 'next'))[0], '/proxy/bot/next');
});
