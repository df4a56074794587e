import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cpuMs } from '../../../test/kit/cpu-time.ts';
import { type LinkContext, rewriteField } from './rewrite-links.ts';

const byPath: LinkContext = {
  asked: { form: 'path', key: 'crm.eu' },
  self: 'http://localhost:7421',
  hostSuffix: 'localhost',
  sent: { origin: 'https://api.example', pathname: '/v1/items/7' },
  above: '/v1',
  callersSegment: '',
  injected: new Map([['api key', undefined]]),
  hide: (text) => text,
};
const byHost: LinkContext = {
  ...byPath,
  asked: { form: 'host', key: 'crm.eu' },
  self: 'https://crm.eu.localhost:7421',
};

const location = (value: string, context = byPath) => rewriteField('location', value, () => context);
const link = (value: string, context = byPath) => rewriteField('link', value, () => context);

test('what lies below the base URL leads to the broker, in the form that the caller has used', () => {
  const table: [reference: string, byPath: string, byHost: string][] = [
    ['https://api.example/v1/items/8?a=%2F#x', '/proxy/crm.eu/items/8?a=%2F#x', '/items/8?a=%2F#x'],
    ['https://API.example:443/v1/items', '/proxy/crm.eu/items', '/items'],
    ['//api.example/v1/items', '/proxy/crm.eu/items', '/items'],
    ['/v1/items', '/proxy/crm.eu/items', '/items'],
    ['/v1', '/proxy/crm.eu', '/'],
    ['/v1/', '/proxy/crm.eu/', '/'],
    ['8', '/proxy/crm.eu/items/8', '/items/8'],
    ['../x', '/proxy/crm.eu/x', '/x'],
    ['?page=2', '/proxy/crm.eu/items/7?page=2', '/items/7?page=2'],
    ['', '/proxy/crm.eu/items/7', '/items/7'],
  ];
  for (const [reference, path, host] of table) {
    assert.equal(location(reference), path, reference);
    assert.equal(location(reference, byHost), host, reference);
    assert.equal(
      rewriteField('content-location', reference, () => byPath),
      path,
    );
  }
});

test('what lies at the same origin beside the base URL is absolute, so that it means the upstream', () => {
  const table = [
    ['/login', 'https://api.example/login'],
    ['/v10/items', 'https://api.example/v10/items'],
    ['../../proxy/other/x', 'https://api.example/proxy/other/x'],
    ['/v1/%2e%2e/admin', 'https://api.example/admin'],
    ['/proxy/other/x', 'https://api.example/proxy/other/x'],
    ['/rpc/x', 'https://api.example/rpc/x'],
    ['/v1//evil.example/x', 'https://api.example/v1//evil.example/x'],
  ] as const;
  for (const [reference, absolute] of table) {
    for (const context of [byPath, byHost]) assert.equal(location(reference, context), absolute, reference);
  }
});

test('catalogue 7: another origin stays as it is, and is absolute for every reader', () => {
  for (const reference of [
    'https://other.example/x?y=%zz',
    'http://api.example/v1/x',
    'https://api.example:8443/v1',
    'app://back?x',
  ]) {
    assert.equal(location(reference), reference);
  }
  assert.equal(location('//other.example/x'), 'https://other.example/x');
  assert.equal(location('/\\other.example/x'), 'https://other.example/x');
  assert.equal(location('https:\\\\other.example\\x'), 'https://other.example/x');
  assert.equal(location('http:/other.example/x'), 'http://other.example/x');
  assert.equal(
    location('http://evil.example\\@localhost:7421/proxy/other'),
    'http://evil.example/@localhost:7421/proxy/other',
  );
});

test('no reference of an upstream leads to the broker, to another credential or to Keyward’s own paths', () => {
  const names = [
    'localhost:7421',
    '127.0.0.1:7421',
    '[::1]:7421',
    'other.localhost:7421',
    'LOCALHOST:7421',
    '127.1:7421',
    'u@localhost:7421',
  ];
  for (const name of names) {
    for (const reference of [`http://${name}/proxy/other/x`, `https://${name}/rpc/x`, `//${name}/health`]) {
      for (const context of [byPath, byHost]) assert.equal(location(reference, context), undefined, reference);
      assert.equal(link(`<https://api.example/v1/a>; rel="next", <${reference}>; rel="last"`), undefined);
      assert.equal(link(`<https://api.example/v1/a>; title="x, <${reference}>; rel="next"`), undefined);
    }
  }
  const far = { ...byPath, self: 'https://keyward.example.com', hostSuffix: 'keyward.example.com' };
  for (const host of ['keyward.example.com', 'other.keyward.example.com', 'KEYWARD.example.com:443']) {
    assert.equal(location(`https://${host}/proxy/other`, far), undefined, host);
  }
  assert.equal(location('https://app.localhost/x', { ...byPath, self: undefined }), undefined);
  assert.equal(location('http://localhost:3000/done'), 'http://localhost:3000/done');
});

test('an injected parameter is left out, or what the caller has sent in its place stands there again', () => {
  const echo = '/v1/items?page=2&api+key=SECRET&%61pi%20key=SECRET&b=%2f';
  assert.equal(location(echo), '/proxy/crm.eu/items?page=2&b=%2f');
  assert.equal(location('/v1/items?api%20key=SECRET'), '/proxy/crm.eu/items');
  assert.equal(location('/login?api%20key=SECRET&b'), 'https://api.example/login?b');
  const own = { ...byHost, injected: new Map([['api key', 'kw_own']]) };
  assert.equal(location('/v1/items?page=2&api+key=SECRET', own), '/items?page=2&api%20key=kw_own');
});

test('an injected segment is left out, or the caller’s own stands there again', () => {
  const bot = { ...byPath, above: '/v1/botSECRET', sent: { ...byPath.sent, pathname: '/v1/botSECRET/getFile' } };
  assert.equal(location('/v1/botSECRET/files/1', bot), '/proxy/crm.eu/files/1');
  assert.equal(location('files/1', { ...bot, callersSegment: '/botkw_own' }), '/proxy/crm.eu/botkw_own/files/1');
  assert.equal(location('/v1/files', bot), 'https://api.example/v1/files');
});

test('Link: every target is rewritten, absolute, whatever stands around it', () => {
  const at = 'http://localhost:7421/proxy/crm.eu';
  const field =
    '<https://api.example/v1/items?page=2,3&api%20key=SECRET>; rel="next"; title="a, <b> \\" c",</v1/items?page=9>;rel=last , ' +
    '<https://other.example/>; rel="help"';
  const rewritten =
    `<${at}/items?page=2,3>; rel="next"; title="a, <b> \\" c",<${at}/items?page=9>;rel=last , ` +
    '<https://other.example/>; rel="help"';
  assert.equal(link(field), rewritten);
  assert.equal(link('<?page=2>; rel=next', byHost), '<https://crm.eu.localhost:7421/items/7?page=2>; rel=next');
  assert.equal(link('<?page=2>; rel=next', { ...byPath, self: undefined }), '</proxy/crm.eu/items/7?page=2>; rel=next');
  const quoted = `</v1/a>; title="<b"; x="c>"; rel=next, </v1/d>; rel=last`;
  assert.equal(link(quoted), quoted.replace(/<\/v1/g, `<${at}`));
  for (const odd of ['', 'x', '<', 'a; b="<', '>', '"']) assert.equal(link(odd), odd);
});

test('other fields pass as they are, and nothing is asked for them', () => {
  const never = () => assert.fail();
  assert.equal(rewriteField('x-location', 'https://api.example/v1/x', never), 'https://api.example/v1/x');
});

test('whatever the upstream answers, a client that follows it comes to the same credential or not to the broker', () => {
  const part = fc.constantFrom(
    '/',
    '\\',
    '//',
    'http:',
    'https:',
    'localhost:7421',
    '127.0.0.1:7421',
    '@',
    '..',
    '%2e%2e',
    'proxy',
    'other',
    'v1',
    '?',
    '#',
    ' ',
    '\t',
    'api.example',
    ':',
  );
  const property = fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
    const followed = location(parts.join(''));
    if (followed === undefined) return true;
    const url = new URL(followed, 'http://localhost:7421/proxy/crm.eu/items/7');
    const isBroker = /^(?:localhost|127\.0\.0\.1):7421$/.test(url.host);
    return !isBroker || url.pathname === '/proxy/crm.eu' || url.pathname.startsWith('/proxy/crm.eu/');
  });
  fc.assert(property, { numRuns: 5_000 });
});

test('a long Link is read in time linear in its length', () => {
  const start = cpuMs();
  for (const unit of ['<', '>', '"', '\\', '<a', '<"', '"\\', '<a>;"']) link(unit.repeat(100_000));
  assert.ok(cpuMs() - start < 2_000);
});

test('the token that the caller has sent as a parameter goes to the broker alone', () => {
  const context = { ...byPath, injected: new Map([['key', 'kw_mine']]) };
  assert.equal(location('/v1/items?key=s3cret&page=2', context), '/proxy/crm.eu/items?key=kw_mine&page=2');
  assert.equal(location('/elsewhere?key=s3cret&page=2', context), 'https://api.example/elsewhere?page=2');
  assert.equal(link('</elsewhere?%6bey=1>; rel=next', context), '<https://api.example/elsewhere>; rel=next');
});

test('a name of the broker with a dot at its end, or an address that systems take for loopback, leads to it as well', () => {
  const hosts = ['localhost.', 'crm.localhost.', '0.0.0.0', '[::]', '[::ffff:127.0.0.1]', '[::ffff:0.0.0.0]'];
  for (const host of hosts) {
    const there = `http://${host}:7421/proxy/other/x`;
    for (const context of [byPath, byHost]) assert.equal(location(there, context), undefined, there);
    assert.equal(location(`http://${host}:7422/x`), `http://${host}:7422/x`, 'another port is another server');
  }
  const named = { ...byPath, self: 'https://broker.example', hostSuffix: 'broker.example' };
  assert.equal(location('https://broker.example./proxy/other/x', named), undefined);
  assert.equal(location('https://x.broker.example./y', named), undefined);
});
