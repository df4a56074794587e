/** The redirect doctor: which mismatches are certain to fail, which a proxy may make good, and the line to copy. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRedirect, type ReachedBy } from './redirect-check.ts';

const LOCAL = { url: 'http://127.0.0.1:7420', isGiven: false };
const PUBLIC = { url: 'https://keyward.example', isGiven: true };

interface Case {
  readonly what: string;
  readonly publicUrl?: typeof PUBLIC;
  readonly redirectUrl?: string;
  readonly reachedBy?: ReachedBy;
  /** `code severity`, in order. */
  readonly found: readonly string[];
  readonly keywardLine?: string;
  readonly vendorLine?: string;
}

const cases: readonly Case[] = [
  { what: 'all of a piece', reachedBy: { scheme: 'https', host: 'keyward.example' }, found: [] },
  {
    what: 'a name in capitals and a default port',
    reachedBy: { scheme: 'https', host: 'KEYWARD.example:443' },
    found: [],
  },
  { what: 'TLS that a proxy ends without a word', reachedBy: { host: 'keyward.example' }, found: [] },
  {
    ...{ what: 'localhost beside 127.0.0.1', publicUrl: LOCAL, reachedBy: { scheme: 'http', host: 'localhost:7420' } },
    ...{
      found: ['loopback-name fails', 'public-url-unset check'],
      vendorLine: 'http://localhost:7420/v1/oauth/callback',
    },
  },
  {
    ...{ what: 'a wrong port', redirectUrl: 'http://localhost:5678/v1/oauth/callback' },
    ...{
      publicUrl: { url: 'http://localhost:7420', isGiven: true },
      reachedBy: { scheme: 'http', host: 'localhost:7420' },
    },
    found: ['port fails'],
  },
  {
    ...{ what: 'a port that a proxy has dropped', redirectUrl: 'https://keyward.example:8443/v1/oauth/callback' },
    ...{ publicUrl: { url: 'https://keyward.example:8443', isGiven: true }, reachedBy: { host: 'keyward.example' } },
    found: ['port check'],
  },
  {
    ...{ what: 'http behind a proxy that ends TLS', publicUrl: { url: 'http://keyward.example', isGiven: true } },
    ...{ reachedBy: { scheme: 'https', host: 'keyward.example' }, found: ['plain-behind-tls fails'] },
    keywardLine: '--public-url https://keyward.example',
  },
  {
    what: 'https where people come by http',
    reachedBy: { scheme: 'http', host: 'keyward.example' },
    found: ['scheme fails'],
  },
  {
    what: 'a path prefix that is missing',
    redirectUrl: 'https://keyward.example/kw/v1/oauth/callback',
    found: ['path-prefix fails'],
  },
  {
    ...{ what: 'a path prefix that is there', publicUrl: { url: 'https://a.example/kw', isGiven: true } },
    ...{ reachedBy: { scheme: 'https', host: 'a.example' }, found: [] },
  },
  {
    ...{
      what: 'a slash at the end',
      redirectUrl: 'https://keyward.example/v1/oauth/callback/',
      found: ['trailing-slash fails'],
    },
    vendorLine: 'https://keyward.example/v1/oauth/callback',
  },
  { what: 'another path', redirectUrl: 'https://keyward.example/callback', found: ['path fails'] },
  {
    ...{ what: 'no public URL, and a request by another host', publicUrl: LOCAL },
    ...{ reachedBy: { scheme: 'https', host: 'keyward.example' }, found: ['public-url-unset fails'] },
    keywardLine: '--public-url https://keyward.example',
  },
  { what: 'no public URL, and nobody there', publicUrl: LOCAL, found: ['public-url-unset check'] },
  {
    what: 'a proxy that puts its own name',
    reachedBy: { scheme: 'http', host: '127.0.0.1:7420' },
    found: ['host check'],
  },
  { what: 'two hosts of the world', reachedBy: { scheme: 'https', host: 'other.example' }, found: ['host fails'] },
  {
    what: 'another place, seen from nowhere',
    redirectUrl: 'https://auth.example/v1/oauth/callback',
    found: ['host check'],
  },
  {
    ...{ what: 'another place, shown to lead here', redirectUrl: 'https://auth.example/v1/oauth/callback' },
    ...{ reachedBy: { scheme: 'https', host: 'auth.example' }, found: [] },
  },
];

for (const { what, found, publicUrl = PUBLIC, redirectUrl, reachedBy, keywardLine, vendorLine } of cases) {
  test(`${what}: ${found.join(', ') || 'nothing to say'}`, () => {
    const { findings } = checkRedirect({ publicUrl, redirectUrl, reachedBy });
    assert.deepEqual(
      findings.map(({ code, severity }) => `${code} ${severity}`),
      found,
    );
    if (keywardLine) assert.equal(findings[0]?.keywardLine, keywardLine);
    if (vendorLine) assert.equal(findings[0]?.vendorLine, vendorLine);
  });
}

test('what a request claims of itself and is no host is not compared at all', () => {
  for (const host of ['', 'a b', '@evil', 'x/y', '<script>', '[::1']) {
    const { findings } = checkRedirect({ publicUrl: PUBLIC, reachedBy: { host } });
    assert.ok(
      findings.every(({ code }) => code !== 'loopback-name'),
      host,
    );
  }
});
