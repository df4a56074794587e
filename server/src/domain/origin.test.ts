import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cpuMs } from '../../test/kit/cpu-time.ts';
import { isLoopbackHost, originOf, parseBaseUrl, parseOrigin } from './origin.ts';

const refused = { code: 'credential/origin-invalid' };

test('an origin has one normal form: lower case, default port dropped, no slash', () => {
  const forms: [string, string][] = [
    ['HTTPS://API.Example', 'https://api.example'],
    ['https://api.example/', 'https://api.example'],
    ['https://api.example:443', 'https://api.example'],
    ['http://api.example:80/', 'http://api.example'],
    ['https://api.example:00443', 'https://api.example'],
    ['https://api.example:', 'https://api.example'],
    ['https://api.example:8443', 'https://api.example:8443'],
    ['https://_dmarc.api.example', 'https://_dmarc.api.example'],
    ['https://[2001:DB8:0:0:0:0:0:1]:444', 'https://[2001:db8::1]:444'],
  ];
  for (const [text, origin] of forms) assert.equal(parseOrigin(text), origin, text);
});

test('an internationalised host is kept in punycode, so that look-alikes differ', () => {
  assert.equal(parseOrigin('https://bücher.example'), 'https://xn--bcher-kva.example');
  assert.equal(parseOrigin('https://BÜCHER.example'), 'https://xn--bcher-kva.example');
  assert.notEqual(parseOrigin('https://аpi.example'), parseOrigin('https://api.example'));
});

test('catalogue 1: a host in disguise is kept as the address or name that it stands for', () => {
  const loopback = [
    'http://2130706433',
    'http://0x7f000001',
    'http://0x7F.1',
    'http://0177.0.0.1',
    'http://127.1',
    'http://127.0.0.1.',
    'http://１２７.０.０.１',
    'http://①②⑦.⓪.⓪.①',
    'http://127。0。0。1',
    'http://127．0．0．1',
    'http://127｡0｡0｡1',
    'http://%31%32%37.0.0.1',
  ];
  for (const text of loopback) assert.equal(parseOrigin(text), 'http://127.0.0.1', text);
  assert.equal(parseOrigin('https://ⓔⓥⓘⓛ.example'), 'https://evil.example');
  assert.equal(parseOrigin('https://api\u200b.exam\u00adple'), 'https://api.example');
  assert.equal(parseOrigin('https://[::ffff:127.0.0.1]'), 'https://[::ffff:7f00:1]');
});

test('catalogue 1: numbers that are no address are refused', () => {
  for (const host of ['4294967296', '0x100000000', '256.1.1.1', '1.2.3.4.5', '09.1.1.1', '[::g]', '[fe80::1%25eth0]']) {
    assert.throws(() => parseOrigin(`https://${host}`), refused, host);
  }
});

test('catalogue 5: user info, backslashes, missing schemes and slashes are refused', () => {
  const texts = [
    'https://user@api.example',
    'https://user:pass@api.example',
    'https://@api.example',
    'https://:@api.example',
    'https://api.example@evil.example',
    'https://api.example\\@evil.example',
    'https://api.example\\.evil.example',
    'https:\\\\api.example',
    'https:/\\api.example',
    '/\\evil.example',
    '//evil.example',
    '///evil.example',
    'https:/api.example',
    'https:api.example',
    'https:///api.example',
    'https:////api.example',
    'api.example',
    'api.example:443',
    '',
  ];
  for (const text of texts) {
    assert.throws(() => parseOrigin(text), refused, text);
    assert.throws(() => parseBaseUrl(text), refused, text);
  }
});

test('white space and control characters are refused wherever the URL parser would drop them', () => {
  for (const character of [
    '\t',
    '\n',
    '\r',
    ' ',
    '\u0000',
    '\u001f',
    '\u007f',
    '\u00a0',
    '\u2028',
    '\u3000',
    '\ufeff',
  ]) {
    for (const text of [
      `${character}https://a.example`,
      `https://a.example${character}`,
      `https://a${character}.example`,
    ]) {
      assert.throws(() => parseOrigin(text), refused, JSON.stringify(text));
      assert.throws(() => parseBaseUrl(text), refused, JSON.stringify(text));
    }
    assert.throws(() => parseBaseUrl(`https://a.example/${character}v1`), refused, JSON.stringify(character));
  }
});

test('other schemes than http and https are refused', () => {
  for (const scheme of ['ftp', 'file', 'ws', 'wss', 'javascript', 'data', 'blob:https', 'httpss', 'xhttps']) {
    assert.throws(() => parseOrigin(`${scheme}://a.example`), refused, scheme);
  }
});

test('catalogue 8: a trailing dot is another name for the same host and is refused, in any script', () => {
  for (const dot of ['.', '。', '．', '｡', '%2e', '..']) {
    assert.throws(() => parseOrigin(`https://a.example${dot}`), refused, dot);
    assert.throws(() => parseOrigin(`https://a.example${dot}:443`), refused, dot);
  }
});

test('hosts that are no names are refused', () => {
  const hosts = [
    '-a.example',
    'a-.example',
    '.a',
    'a..b',
    'a%2fb',
    'a%00b',
    'a^b',
    'a|b',
    'a<b',
    'a*b',
    '*',
    'a,b',
    "a'b",
    'a!b',
  ];
  for (const host of [
    ...hosts,
    ':443',
    'a:65536',
    'a:x',
    'a:-1',
    'a:1:2',
    '[::1',
    '::1',
    '℀.example',
    'a;b',
    'a=b',
    'a&b',
  ]) {
    assert.throws(() => parseOrigin(`https://${host}`), refused, host);
  }
});

test('an origin has neither path nor query nor fragment, empty ones included', () => {
  for (const end of ['/v1', '//', '/.', '/..', '/%2e', '?', '?a=b', '#', '#a', '/?', '/#']) {
    assert.throws(() => parseOrigin(`https://a.example${end}`), refused, end);
  }
});

test('a base URL keeps its path as written, without a slash at its end', () => {
  const forms: [string, string][] = [
    ['https://a.example', 'https://a.example'],
    ['https://a.example/', 'https://a.example'],
    ['HTTPS://A.example:443/V1/', 'https://a.example/V1'],
    ['https://a.example/v1/users', 'https://a.example/v1/users'],
    ['https://a.example/a%20b', 'https://a.example/a%20b'],
    ['https://a.example/a:b/;c=1', 'https://a.example/a:b/;c=1'],
  ];
  for (const [text, url] of forms) assert.equal(parseBaseUrl(text), url, text);
});

test('catalogue 6: a path with detours, in any spelling, is refused', () => {
  const paths = [
    '/.',
    '/..',
    '/a/../b',
    '/a/./b',
    '/%2e',
    '/%2E%2e/b',
    '/.%2e',
    '/a%2fb',
    '/a%2Fb',
    '/a%5cb',
    '//',
    '//evil',
    '/a//b',
  ];
  for (const path of [...paths, '/a//', '/a?', '/a?b', '/a#', '/a@b', '/é', '/"', '/<', '/{}', '/a\\b', '/a b']) {
    assert.throws(() => parseBaseUrl(`https://a.example${path}`), refused, path);
  }
});

test('a refusal quotes nothing of the text', () => {
  for (const parse of [parseOrigin, parseBaseUrl]) {
    assert.throws(
      () => parse('https://user:correct-horse@a.example/correct-horse'),
      (error: Error) => !`${error.message}${error.stack}${error.cause}`.includes('correct-horse'),
    );
  }
});

const anyText = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => `https://${text}`),
  fc
    .array(
      fc.constantFrom(
        ...'ab1.:/\\@?#%[]-_~ \t。１ⓐé٠'.split(''),
        '//',
        '%2e',
        '..',
        'xn--',
        'http://',
        'https://',
        '127',
      ),
    )
    .map((parts) => `https://${parts.join('')}`),
);

function accepted(parse: (text: string) => string, text: string): string | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

test('what is accepted is its own normal form and the origin that a URL parser dials', () => {
  const property = fc.property(anyText, (text) => {
    const origin = accepted(parseOrigin, text);
    if (origin === undefined) return;
    assert.equal(parseOrigin(origin), origin);
    assert.equal(new URL(origin).origin, origin);
    assert.equal(new URL(text).origin, origin);
    assert.match(origin, /^https?:\/\/(?:[a-z0-9._-]*[a-z0-9_-]|\[[0-9a-f:]+\])(?::\d{1,5})?$/);
  });
  fc.assert(property, { numRuns: 3_000 });
});

test('a base URL is its own normal form, and no path joined to it leaves its origin', () => {
  const property = fc.property(anyText, fc.string({ unit: 'grapheme-ascii', maxLength: 10 }), (text, path) => {
    const url = accepted(parseBaseUrl, text);
    if (url === undefined) return;
    assert.equal(parseBaseUrl(url), url);
    assert.equal(url.endsWith('/'), false);
    assert.equal(new URL(`${url}/${path}`).origin, originOf(url));
    assert.equal(originOf(url), new URL(text).origin);
  });
  fc.assert(property, { numRuns: 3_000 });
});

test('a long text is judged in time linear in its length', () => {
  const start = cpuMs();
  for (const unit of ['a', '-', 'a-', 'a.', '%2e', '/', '[', '１']) {
    accepted(parseOrigin, `https://${unit.repeat(50_000)}!`);
    accepted(parseBaseUrl, `https://a/${unit.repeat(50_000)}!\\`);
  }
  assert.ok(cpuMs() - start < 3_000);
});

test('loopback is localhost, what lies below it, 127/8 and ::1, and nothing that looks like them', () => {
  for (const host of ['localhost', 'api.localhost', '127.0.0.1', '127.255.0.9', '[::1]']) {
    assert.equal(isLoopbackHost(host), true, host);
  }
  const others = [
    'localhost.evil.example',
    'notlocalhost',
    'xlocalhost',
    '127.0.0.1.evil.example',
    '1127.0.0.1',
    '127.0.0',
  ];
  for (const host of [...others, '[::]', '[::ffff:7f00:1]', '0.0.0.0', 'localhost.', '10.0.0.1', '']) {
    assert.equal(isLoopbackHost(host), false, host);
  }
});
