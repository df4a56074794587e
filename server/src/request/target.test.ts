import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Secret } from '../domain/secret.ts';
import { injectHost } from './inject-host.ts';
import { assertTarget, buildTarget, parseCallerTarget } from './target.ts';

const none = { query: [], path: undefined };
const invalid = { code: 'target/invalid' };

test('key, raw path and raw query are taken as they stand', () => {
  const target = parseCallerTarget('/proxy/finnhub/v1/a%20b/%3a?symbol=AAPL&x=%0a');
  assert.deepEqual(target, {
    key: 'finnhub',
    form: 'path',
    path: '/v1/a%20b/%3a',
    query: 'symbol=AAPL&x=%0a',
    normalisedPath: '/v1/a%20b/%3A',
    hasEncodedSlash: false,
  });
  assert.equal(parseCallerTarget('/proxy/finnhub').path, '');
  assert.equal(parseCallerTarget('/proxy/finnhub').normalisedPath, '/');
  assert.equal(parseCallerTarget('/proxy/finnhub?a=1').query, 'a=1');
});

test('where the Host names the key, the whole path is the caller’s, Keyward’s own words included', () => {
  for (const path of ['/', '/proxy/other/x', '/rpc/open', '/health', '/v1/a%20b']) {
    const target = parseCallerTarget(`${path}?a=1`, 'finnhub');
    assert.deepEqual([target.key, target.form, target.path, target.query], ['finnhub', 'host', path, 'a=1']);
  }
  for (const url of ['', '*', 'h:443', 'http://h/x', '?a', '//evil', '/../x', '/a/%2e%2e/b', '/a\\b']) {
    assert.throws(() => parseCallerTarget(url, 'finnhub'), invalid, url);
  }
});

test('a target of another form or without a key is refused', () => {
  const others = [
    '',
    '/',
    '*',
    '/proxy',
    '/proxy/',
    '/proxy//x',
    '/proxy/?a',
    '/other/k/x',
    'http://h/proxy/k/x',
    'h:443',
  ];
  for (const url of [
    ...others,
    '/proxy/..',
    '/proxy/%6b/x',
    '/proxy/k@evil/x',
    '//proxy/k/x',
    `/proxy/${'k'.repeat(129)}/x`,
  ]) {
    assert.throws(() => parseCallerTarget(url), invalid, url);
  }
});

test('catalogue 5: doubled slashes, backslashes, control characters and bad escapes in the path are refused', () => {
  const paths = [
    '//evil',
    '/\\evil',
    '/%09/evil',
    '/a//b',
    '/a/%00',
    '/%7f',
    '/a\tb',
    '/a b',
    '/a#b',
    '/%',
    '/%g0',
    '/é',
  ];
  for (const path of [...paths, '/a%c0%ae', '/?a=%', '/?a=\u0000', '/?a#b']) {
    assert.throws(() => parseCallerTarget(`/proxy/k${path}`), invalid, path);
  }
});

test('catalogue 5: no base URL joined with a hostile path or user info leaves its origin', () => {
  const target = { path: '/x', query: '' };
  for (const path of ['@evil', '.evil', ':80@evil/', '//evil', '/../x', '/a/%2e%2e/b', '/a\\b', '\n/x']) {
    assert.throws(() => buildTarget('https://good.example', { path, query: '' }, none), invalid, path);
  }
  for (const base of [
    'https://good@evil.example',
    'https://u:p@h.example/v1',
    'HTTPS://h.example',
    'https://h.example:443',
    'x',
  ]) {
    assert.throws(() => buildTarget(base, target, none), invalid, base);
  }
});

test('catalogue 6: dot segments are refused in every spelling', () => {
  const segments = ['.', '..', '%2e', '%2E%2e', '.%2e', '..;', '..;a=b', '..%3b', '%252e%252e', '%25%32e.', '%25252e.'];
  for (const segment of segments) {
    for (const path of [`/${segment}`, `/a/${segment}/b`, `/a%2f${segment}%2fb`, `/a%5c${segment}`]) {
      assert.throws(() => parseCallerTarget(`/proxy/k${path}`), invalid, path);
    }
  }
  for (const path of ['/...', '/.well-known/x', '/a..b', '/a.', '/;v=1', '/100%25', '/%25zz'])
    parseCallerTarget(`/proxy/k${path}`);
});

test('catalogue 6: grants judge the path with unreserved characters decoded, and encoded slashes are told', () => {
  assert.equal(parseCallerTarget('/proxy/k/%61dm%69n/%7Ex%c3%a9').normalisedPath, '/admin/~x%C3%A9');
  for (const path of ['/a%2fb', '/a%2Fb', '/a%5cb', '/a%5Cb']) {
    assert.equal(parseCallerTarget(`/proxy/k${path}`).hasEncodedSlash, true, path);
  }
});

test('the path is joined below the base path and sent as written', () => {
  const target = { path: "/a%2eb/(x)'|", query: 'q=1' };
  assert.deepEqual(buildTarget('https://h.example/api/v1', target, none), {
    origin: 'https://h.example',
    pathname: "/api/v1/a%2eb/(x)'|",
    path: "/api/v1/a%2eb/(x)'|?q=1",
    callerPath: "/a%2eb/(x)'|",
  });
  assert.equal(buildTarget('https://h.example', { path: '', query: '' }, none).path, '/');
  assert.equal(buildTarget('https://h.example/api', { path: '', query: '' }, none).path, '/api');
  assert.equal(buildTarget('https://h.example/api', { path: '/', query: '' }, none).path, '/api/');
});

test('a path that the URL standard would rewrite is refused', () => {
  for (const path of ['/a"b', '/<x>', '/{id}', '/a`b']) {
    assert.throws(() => buildTarget('https://h.example', { path, query: '' }, none), invalid, path);
  }
});

test('a path beside the base path is refused', () => {
  assert.throws(() => buildTarget('https://h.example/api', { path: '-admin', query: '' }, none), invalid);
  const built = { origin: 'https://h.example', pathname: '/other', path: '/other' };
  assert.throws(() => assertTarget('https://h.example/api', built), invalid);
  assert.throws(() => assertTarget('https://g.example', built), invalid);
});

test('catalogue 10: an injected parameter stands once, whatever spelling the caller used', () => {
  const injected = [{ name: 'api token', value: new Secret('s&=+ é') }];
  const query = 'a=1&api+token=x&api%20token=y&%61pi%20token&b=%zz&&c';
  const { path } = buildTarget('https://h.example', { path: '/', query }, { query: injected, path: undefined });
  assert.equal(path, '/?a=1&b=%zz&c&api%20token=s%26%3D%2B%20%C3%A9');
});

test('no caller and no field value changes the origin or leaves the base path', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('/', '//', '..', '@evil', '%2e', '%2f', '\\', '?', '#', ':', ';', '%'),
  );
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  const property = fc.property(text, text, text, (path, query, value) => {
    let built: ReturnType<typeof buildTarget>;
    try {
      built = buildTarget(
        'https://h.example:8443/api',
        { path, query },
        { query: [{ name: 'key', value: new Secret(value) }], path: undefined },
      );
    } catch (error) {
      return error instanceof Error && ('code' in error ? error.code === 'target/invalid' : error instanceof URIError);
    }
    const url = new URL(built.origin + built.path);
    const isBelow = url.pathname === '/api' || url.pathname.startsWith('/api/');
    return url.origin === 'https://h.example:8443' && isBelow && url.searchParams.getAll('key').length === 1;
  });
  fc.assert(property, { numRuns: 2000 });
});

test("injected segments stand between the base path and the caller's, and are not in what is logged", () => {
  const base = injectHost('https://h.example/api', { host: 'acme' });
  const injection = { query: [], path: new Secret('/bot1:a%20b/x') };
  const built = buildTarget(base, { path: '/getMe', query: 'a=1' }, injection);
  assert.deepEqual([built.origin, built.path], ['https://acme.h.example', '/api/bot1:a%20b/x/getMe?a=1']);
  assert.equal(built.callerPath, '/getMe');
  assert.equal(buildTarget(base, { path: '', query: '' }, injection).path, '/api/bot1:a%20b/x');
});

test('catalogue 47: no injected value that slipped through changes the origin or leaves its place in the path', () => {
  for (const path of ['/../x', '@evil', '/a/..', '/%2e%2e', '/a//b', '?x', '#x', '/a\\b', '/a\nb', '/é']) {
    const injection = { query: [], path: new Secret(path) };
    assert.throws(() => buildTarget('https://h.example', { path: '/x', query: '' }, injection), invalid, path);
  }
  for (const host of ['evil.com/', 'a@b', 'a:b@c', '', '*']) {
    assert.throws(() => injectHost('https://h.example', { host }), invalid, host);
  }
});
