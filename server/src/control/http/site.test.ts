import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSessionCookie, sessionCookie } from './session-cookie.ts';
import { assertOwnOrigin, siteOf } from './site.ts';

const local = siteOf(() => ({ url: 'http://127.0.0.1:7420', isGiven: false }), false);
const proxied = siteOf(() => ({ url: 'https://keyward.example', isGiven: true }), false);

test('catalogue 50: the Origin is that of the host that was asked, scheme and port included, or of the public URL', () => {
  const rows: [typeof local, string, string | undefined, boolean][] = [
    [local, 'localhost:7420', 'http://localhost:7420', true],
    [local, 'LOCALHOST:7420', 'http://localhost:7420', true],
    [local, 'localhost:7420', undefined, false],
    [local, 'localhost:7420', 'null', false],
    [local, 'localhost:7420', 'http://localhost:7421', false],
    [local, 'localhost:7420', 'https://localhost:7420', false],
    [local, 'localhost:7420', 'http://127.0.0.1:7420', false],
    [local, 'localhost:7420', 'http://localhost:7420.evil.example', false],
    [proxied, 'keyward.example', 'https://keyward.example', true],
    [proxied, 'keyward.example', 'http://keyward.example', false],
    [proxied, '127.0.0.1:7420', 'https://keyward.example', true],
    [proxied, '127.0.0.1:7420', 'http://127.0.0.1:7420', true],
    [proxied, '127.0.0.1:7420', 'https://other.example', false],
  ];
  for (const [site, host, origin, isOwn] of rows) {
    const ask = () => assertOwnOrigin(site, { host, origin });
    if (isOwn) ask();
    else assert.throws(ask, { code: 'request/origin-refused' }, `${host} ${origin}`);
  }
});

test('over HTTPS the cookie is bound to the host by its name, and no other is taken', () => {
  const token = `kws_${'a'.repeat(43)}`;
  assert.match(sessionCookie(proxied, token), /^__Host-keyward=kws_a+; .*Secure/);
  assert.doesNotMatch(sessionCookie(local, token), /Secure|__Host-/);
  assert.equal(readSessionCookie(proxied, `a=b; __Host-keyward=${token}`), token);
  assert.equal(readSessionCookie(proxied, `keyward=${token}`), undefined);
  assert.equal(readSessionCookie(local, 'keyward=kw_anything'), undefined);
});
