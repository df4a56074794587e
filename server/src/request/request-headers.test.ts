import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Secret } from '../domain/secret.ts';
import { buildRequestHeaders } from './request-headers.ts';

const refused = { code: 'request/header-refused' };
const injected = [{ name: 'x-api-key', value: new Secret('s3cret') }];
const options = { host: 'h.example', injected, drop: [], token: undefined, scrub: false };

test('what is end to end passes as it stands, behind the host of the target', () => {
  const raw = ['Host', 'localhost:7421', 'Accept', 'a/b', 'X-Custom', '1', 'X-Custom', '2', 'Content-Length', '3'];
  const kept = ['Accept', 'a/b', 'X-Custom', '1', 'X-Custom', '2', 'Content-Length', '3'];
  assert.deepEqual(buildRequestHeaders(raw, options), ['host', 'h.example', ...kept, 'x-api-key', 's3cret']);
});

test("catalogue 10: the caller's credentials, cookies, forwarding, Keyward and override headers are stripped", () => {
  const names =
    'Authorization Proxy-Authorization Cookie Host X-Forwarded-For x-forwarded-host Forwarded Via X-Real-IP Keyward-Token ' +
    'Keyward_Token keyward-target X-HTTP-Method-Override X-HTTP-Method X-Method-Override X_Http_Method_Override ' +
    'Sec-Fetch-Mode Expect X-API-KEY X_Api_Key x-slot';
  const raw = names.split(' ').flatMap((name) => [name, 'caller']);
  const headers = buildRequestHeaders(raw, { ...options, drop: ['x-slot'] });
  assert.deepEqual(headers, ['host', 'h.example', 'x-api-key', 's3cret']);
});

test('catalogue 11: fields named in Connection, and those of the connection itself, go before injection', () => {
  const raw = [
    'Connection',
    'close, X-Api-Key , authorization',
    'connection',
    'x-hop',
    'X-Hop',
    '1',
    'Keep-Alive',
    '5',
  ];
  const more = [
    'TE',
    'trailers',
    'Trailer',
    'X-Api-Key',
    'Upgrade',
    'h2c',
    'HTTP2-Settings',
    'a',
    'Proxy-Connection',
    'x',
  ];
  const headers = buildRequestHeaders([...raw, ...more, 'Transfer-Encoding', 'chunked'], options);
  assert.deepEqual(headers, ['host', 'h.example', 'x-api-key', 's3cret']);
});

test('catalogue 13: line breaks and NUL in a value are refused', () => {
  for (const value of ['a\r\nb', 'a\nb', 'a\u0000b']) {
    assert.throws(() => buildRequestHeaders(['X-A', value], options), refused, JSON.stringify(value));
  }
});

test('a field that holds the caller’s token anywhere is not for the upstream', () => {
  const token = `kw_${'a'.repeat(43)}`;
  const raw = [
    'X-Auth',
    token,
    'X-Combined',
    `a; key=${token}`,
    'Referer',
    `/x?k=%6b%77_${'a'.repeat(43)}`,
    'X-Other',
    'kept',
  ];
  const headers = buildRequestHeaders(raw, { ...options, token });
  assert.deepEqual(headers, ['host', 'h.example', 'X-Other', 'kept', 'x-api-key', 's3cret']);
});

test('catalogue 18: where the answer is searched it is asked for whole, plain and without validators', () => {
  const names = 'Range If-Range If-None-Match If-Modified-Since Accept-Encoding Want-Digest Want-Repr-Digest'.split(
    ' ',
  );
  const raw = [...names.flatMap((name) => [name, 'x']), 'If-Match', '"a"'];
  const scrubbed = ['host', 'h.example', 'If-Match', '"a"', 'accept-encoding', 'identity', 'x-api-key', 's3cret'];
  assert.deepEqual(buildRequestHeaders(raw, { ...options, scrub: true }), scrubbed);
  assert.equal(buildRequestHeaders(raw, options).includes('Range'), true);
});

test('whatever the caller sends, each injected header stands exactly once with its own value', () => {
  const name = fc.constantFrom(
    'X-Api-Key',
    'x-api-key',
    'X_API_KEY',
    'Connection',
    'Cookie',
    'Accept',
    'Trailer',
    'authorization',
  );
  const value = fc.constantFrom('x-api-key', 'host', 'close', 'a', 'x-api-key, accept-encoding');
  const both = [...injected, { name: 'authorization', value: new Secret('Bearer t') }];
  const property = fc.property(fc.array(fc.tuple(name, value)), fc.boolean(), (pairs, scrub) => {
    const headers = buildRequestHeaders(pairs.flat(), { ...options, injected: both, scrub });
    const names = headers.filter((_, index) => index % 2 === 0).map((text) => text.toLowerCase().replaceAll('_', '-'));
    const values = both.map((one) => headers[2 * names.indexOf(one.name) + 1]);
    const isOnce = ['host', 'x-api-key', 'authorization'].every((one) => names.filter((n) => n === one).length === 1);
    return isOnce && values[0] === 's3cret' && values[1] === 'Bearer t';
  });
  fc.assert(property, { numRuns: 500 });
});
