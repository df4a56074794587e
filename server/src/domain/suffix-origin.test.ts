import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseAllowedOrigin } from './origin.ts';
import { isBelow, isLabels, withLabels } from './suffix-origin.ts';

const invalid = { code: 'credential/origin-invalid' };

test('a suffix origin is kept in its normal form', () => {
  assert.equal(parseAllowedOrigin('https://*.Example.com'), 'https://*.example.com');
  assert.equal(parseAllowedOrigin('https://*.my.salesforce.com:443/'), 'https://*.my.salesforce.com');
  assert.equal(parseAllowedOrigin('http://*.api.example.com:8080'), 'http://*.api.example.com:8080');
  assert.equal(parseAllowedOrigin('https://bücher.example.com'), 'https://xn--bcher-kva.example.com');
});

test('a suffix below which anybody registers names is refused, private ones and addresses too', () => {
  const hosts =
    'com co.uk github.io myshopify.com s3.amazonaws.com localhost internal example kobe.jp 127.0.0.1 [::1] ' +
    '2130706433 *.example.com a.*.com example.com. .com';
  for (const host of hosts.split(' ')) {
    assert.throws(() => parseAllowedOrigin(`https://*.${host}`), invalid, host);
  }
  for (const text of ['https://*', 'https://*.', 'https://**.example.com', 'https://a*.example.com', '*.example.com']) {
    assert.throws(() => parseAllowedOrigin(text), invalid, text);
  }
});

test('catalogue 8: the star stands for exactly one label; scheme, port and the rest are the same', () => {
  const suffix = 'https://*.example.com:8443';
  assert.equal(isBelow('https://acme.example.com:8443', suffix), true);
  const others = [
    'https://a.b.example.com:8443',
    'https://example.com:8443',
    'https://.example.com:8443',
    'https://acme.example.com',
    'http://acme.example.com:8443',
    'https://acmeexample.com:8443',
    'https://evil/.example.com:8443',
    'https://u@x.example.com:8443',
    'https://*.example.com:8443',
    'https://acme.example.com:8443.evil',
  ];
  for (const origin of others) assert.equal(isBelow(origin, suffix), false, origin);
  assert.equal(isBelow('https://example.com', 'https://example.com'), false);
});

test('labels stand before the host, and a path stays behind it', () => {
  assert.equal(withLabels('https://zendesk.com/api', 'acme'), 'https://acme.zendesk.com/api');
  assert.equal(withLabels('https://zendesk.com:8443', 'a.b-1'), 'https://a.b-1.zendesk.com:8443');
});

test('catalogue 47: what is no label in lower case never becomes part of a host', () => {
  const values =
    '|@evil|x.evil/|evil.com/|evil.com#|evil.com?|a:80@b|a:b|/|\\|..|.|a.|.a|a..b|-a|a-|a_b|A|é|a b|a\n|%2e|*';
  for (const value of values.split('|')) {
    assert.equal(withLabels('https://good.example', value), undefined, JSON.stringify(value));
  }
  assert.equal(isLabels('a'.repeat(64)), false);
  for (const base of ['https://127.0.0.1', 'https://[::1]', 'https://h.example:443']) {
    assert.equal(withLabels(base, 'acme'), undefined, base);
  }
});

test('catalogue 47: whatever is put before it, the host ends as the base URL ends', () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom('@', '/', '.', '#', '?', ':', 'a', 'evil.com', '%2f', '\\'));
  const property = fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
    const hosted = withLabels('https://good.example/api', pieces.join(''));
    if (hosted === undefined) return true;
    const { hostname, pathname, username } = new URL(hosted);
    return hostname.endsWith('.good.example') && pathname === '/api' && username === '';
  });
  fc.assert(property, { numRuns: 2_000 });
});
