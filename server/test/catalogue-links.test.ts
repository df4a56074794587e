/**
 * Catalogue 7: what an upstream's answer refers to, when the upstream echoes its key in each reference. What lies below the
 * base URL leads back to the broker and works there; nothing is followed, and nothing leads to another credential.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;
let other: Upstream;
let paging: string;

before(async () => {
  upstream = await startUpstream((received, response) => {
    const reference = new URL(received.url, 'http://upstream').searchParams.get('refer');
    if (reference) for (const name of ['location', 'link']) response.setHeader(name, echoing(name, reference));
    demanding(canary)(received, response);
  });
  other = await startUpstream(demanding(canary));
  keyward = await Keyward.start();
  for (const key of ['paging', 'sample']) {
    const fields = { in: 'query', name: 'token', apiKey: canary };
    const body = { type: 'ApiKey', baseUrl: `${upstream.url}/v1`, fields };
    assert.equal((await keyward.api('PUT', `credentials/${key}`, { body })).status, 201);
  }
  paging = await keyward.tokenFor('paging');
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
  await other.close();
});

function echoing(name: string, reference: string): string {
  const { origin, href } = new URL(reference, upstream.url);
  const echo = `${reference.startsWith('/') ? href.slice(origin.length) : href}&token=${encodeURIComponent(canary)}`;
  return name === 'location' ? echo : `<${echo}>; rel="next"; title="a, <b>"`;
}

const shown = () => ({ authorization: `Bearer ${paging}` });
const port = () => new URL(keyward.brokerUrl).port;
const referring = (reference: string) => `/items?refer=${encodeURIComponent(reference)}`;
const byPath = (path: string) => keyward.raw(keyward.brokerUrl, `/proxy/paging${path}`, { headers: shown() });
const byHost = (path: string) =>
  keyward.raw(keyward.brokerUrl, path, { headers: { ...shown(), host: `paging.localhost:${port()}` } });
test('within the base URL lead back to the broker without the secret, and following them works', async () => {
  const { host } = new URL(keyward.brokerUrl);
  for (const reference of ['/v1/items?page=2', `${upstream.url}/v1/items?page=2`]) {
    const answer = await byPath(referring(reference));
    assert.equal(answer.headers.get('location'), '/proxy/paging/items?page=2');
    assert.equal(answer.headers.get('link'), `<http://${host}/proxy/paging/items?page=2>; rel="next"; title="a, <b>"`);
    const named = await byHost(referring(reference));
    assert.equal(named.headers.get('location'), '/items?page=2');
    assert.equal(
      named.headers.get('link'),
      `<http://paging.localhost:${port()}/items?page=2>; rel="next"; title="a, <b>"`,
    );
  }
  const next = await byPath('/items?page=2');
  assert.equal(next.status, 200);
  assert.equal(upstream.received.at(-1)!.url, `/v1/items?page=2&token=${encodeURIComponent(canary)}`);
});

test('hold the caller’s token where it has stood in the place of the secret, so that they work as they stand', async () => {
  const answer = await keyward.raw(keyward.brokerUrl, `/proxy/paging${referring('/v1/items?page=2')}&token=${paging}`);
  const location = answer.headers.get('location')!;
  assert.equal(location, `/proxy/paging/items?page=2&token=${paging}`);
  assert.equal((await keyward.raw(keyward.brokerUrl, location)).status, 200);
});

test('are absolute for a caller behind a proxy that ends TLS', async () => {
  const headers = { ...shown(), host: 'broker.example.com', 'x-forwarded-proto': 'https' };
  const answer = await keyward.raw(keyward.brokerUrl, `/proxy/paging${referring('/v1/items?page=2')}`, { headers });
  assert.match(answer.headers.get('link')!, /^<https:\/\/broker\.example\.com\/proxy\/paging\/items\?page=2>/);
});

test('catalogue 7: elsewhere they are handed on, not followed, and hold no secret', async () => {
  for (const reference of ['https://elsewhere.example/x?a=1', `${other.url}/v1/items?a=1`]) {
    const before = upstream.received.length + other.received.length;
    const answer = await byPath(referring(reference));
    assert.ok(answer.headers.get('location')!.startsWith(`${reference}&token=*`), answer.headers.get('location')!);
    assert.equal(upstream.received.length + other.received.length, before + 1);
  }
  const beside = await byPath(referring('/proxy/sample/x?a=1'));
  assert.equal(beside.headers.get('location'), `${upstream.url}/proxy/sample/x?a=1`);
});

test('never lead a client to the broker itself, and so to another credential', async () => {
  for (const name of ['127.0.0.1', 'localhost', 'sample.localhost']) {
    const answer = await byPath(referring(`http://${name}:${port()}/proxy/sample/quote?a=1`));
    assert.deepEqual(
      [answer.status, answer.headers.get('location'), answer.headers.get('link')],
      [200, null, null],
      name,
    );
  }
});
