/** The client against a small HTTP server that answers as each test tells it. */
import assert from 'node:assert/strict';
import test, { after, before, beforeEach } from 'node:test';
import { KeywardClient, KeywardError } from './index.ts';
import { type FakeApi, startFakeApi } from './testing/fake-api.ts';

const secret = 'correct-horse';
let api: FakeApi;

before(async () => {
  api = await startFakeApi();
});
after(() => api.close());
beforeEach(() => {
  api.seen = [];
  api.replies = [];
});

test('a request goes below its organisation with the token, JSON and the query that is set', async () => {
  api.replies = [{ body: { id: 'tok_1' } }, { body: { items: [] } }];
  assert.deepEqual(await api.client().accessTokens.create({ name: 'a' }), { id: 'tok_1' });
  await api.client().credentials.list({ search: 'c&d=e f', limit: 5 });
  const [created, listed] = api.seen;
  assert.equal(created!.method, 'POST');
  assert.equal(created!.url, '/v1/organisations/default/access-tokens');
  assert.equal(created!.headers.authorization, 'Bearer kw_t');
  assert.equal(created!.headers['content-type'], 'application/json');
  assert.equal(created!.body, '{"name":"a"}');
  const { pathname, searchParams } = new URL(listed!.url, api.url);
  assert.equal(pathname, '/v1/organisations/default/credentials');
  assert.deepEqual(Object.fromEntries(searchParams), { search: 'c&d=e f', limit: '5' });
});

test('organisation and key are percent-encoded', async () => {
  await api.client({ organisation: 'a/b?c#d' }).credentials.get('x/../?#y');
  assert.equal(api.seen[0]!.url, '/v1/organisations/a%2Fb%3Fc%23d/credentials/x%2F..%2F%3F%23y');
});

test('a name of dots climbs nowhere: it is refused before anything is sent', async () => {
  for (const key of ['..', '.', '', '\ud800']) {
    await assert.rejects(api.client().credentials.remove(key), { code: 'route/not-found' }, key);
  }
  await assert.rejects(api.client({ organisation: '..' }).credentials.list(), { code: 'route/not-found' });
  await assert.rejects(api.client().credentials.get(undefined as unknown as string), { code: 'route/not-found' });
  assert.deepEqual(api.seen, []);
});

test('204 gives undefined, and a version goes along as If-Match', async () => {
  api.replies = [{ status: 204 }];
  assert.equal(await api.client().credentials.remove('a', { ifMatch: 3, force: true }), undefined);
  assert.equal(api.seen[0]!.headers['if-match'], '"3"');
  assert.equal(api.seen[0]!.url, '/v1/organisations/default/credentials/a?force=true');
});

test('iterate goes through all pages and asks for each only when it is needed', async () => {
  api.replies = [
    { body: { items: [{ key: 'a' }, { key: 'b' }], nextCursor: 'x' } },
    { body: { items: [{ key: 'c' }] } },
  ];
  const keys: string[] = [];
  for await (const { key } of api.client().credentials.iterate({ limit: 2 })) {
    keys.push(key);
    assert.equal(api.seen.length, key === 'c' ? 2 : 1);
  }
  assert.deepEqual(keys, ['a', 'b', 'c']);
  assert.match(api.seen[1]!.url, /limit=2&cursor=x$/);
});

test('a client for another organisation is the same in all else', async () => {
  await api.client().forOrganisation('acme').credentials.get('a');
  assert.equal(api.seen[0]!.url, '/v1/organisations/acme/credentials/a');
  assert.equal(api.seen[0]!.headers.authorization, 'Bearer kw_t');
});

test('an error is rebuilt from its code, with all that the problem says', async () => {
  const errors = [{ path: '/key', message: 'is taken' }];
  const body = { code: 'request/invalid', title: 'Title', detail: 'Detail.', errors, requestId: 'req_1' };
  api.replies = [{ status: 422, body }];
  await assert.rejects(api.client().credentials.get('a'), (error: KeywardError) => {
    assert.ok(error instanceof KeywardError);
    const { code, message, status, title, detail, requestId, retryable } = error;
    const expected = { message: 'Detail.\n/key is taken', status: 422, title: 'Title', detail: 'Detail.' };
    assert.deepEqual({ message, status, title, detail }, expected);
    assert.deepEqual({ code, requestId, retryable }, { code: 'request/invalid', requestId: 'req_1', retryable: false });
    assert.deepEqual(error.errors, errors);
    return true;
  });
});

test('an answer that is no problem is client/unexpected-answer, whatever it is', async () => {
  for (const text of ['', '<html>', 'null', '[]', '7', '{}', '{"code":7,"errors":"x"}', '{"errors":{}}']) {
    api.replies = [{ status: 502, text }];
    const getting = api.client().credentials.get('a');
    await assert.rejects(getting, { name: 'KeywardError', code: 'client/unexpected-answer' }, text);
  }
  for (const text of [`<html>${secret}`, '']) {
    api.replies = [{ status: 200, text }];
    await assert.rejects(api.client().credentials.get('a'), (error: KeywardError) => {
      return error.code === 'client/unexpected-answer' && !`${error.stack}${error.cause}`.includes(secret);
    });
  }
});

test('a redirect is not followed: the token goes to one address alone', async () => {
  api.replies = [{ status: 307, headers: { location: '/elsewhere' } }];
  await assert.rejects(api.client().credentials.get('a'), { code: 'client/unreachable' });
  assert.equal(api.seen.length, 1);
});

test('where nobody listens it is client/unreachable, naming the origin alone', async () => {
  await assert.rejects(api.client({ url: 'http://127.0.0.1:1/path?x=y' }).credentials.list(), {
    code: 'client/unreachable',
    message: 'No connection to http://127.0.0.1:1.',
    retryable: true,
  });
});

test('a caller that gives up gets its own reason', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  await assert.rejects(api.client().credentials.list({ signal }), { message: 'enough' });
});

test('a token or header that cannot be sent is refused and quoted nowhere, causes included', async () => {
  const isSafe = (error: KeywardError) => !`${error.stack}${error.cause}`.includes(secret);
  assert.throws(
    () => api.client({ token: `kw_${secret}\nx` }),
    (error: KeywardError) => error.code === 'token/invalid' && isSafe(error),
  );
  const removing = api.client().credentials.remove('a', { ifMatch: `${secret}\n` });
  await assert.rejects(removing, (error: KeywardError) => error.code === 'request/invalid' && isSafe(error));
});

test('a URL that is none is config/invalid', () => {
  for (const url of ['', 'localhost', 'file:///x']) {
    assert.throws(() => new KeywardClient({ url, token: 'kw_t' }), { code: 'config/invalid' }, url);
  }
});

test('what the groups do not offer is there by path', async () => {
  api.replies = [{ body: { status: 'ok' } }];
  const { data } = await api.client().http.GET('/health');
  assert.deepEqual(data, { status: 'ok' });
});
