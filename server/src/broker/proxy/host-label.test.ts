import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createKeyOfHost } from './host-label.ts';

const keyOfHost = createKeyOfHost('localhost');

test('the key stands before the suffix, whatever the port and the case, and may have dots', () => {
  for (const host of ['finnhub.localhost', 'finnhub.localhost:7421', 'FinnHub.LOCALHOST:80', 'finnhub.localhost:']) {
    assert.equal(keyOfHost(host), 'finnhub', host);
  }
  assert.equal(keyOfHost('crm.eu_2.localhost:7421'), 'crm.eu_2');
  assert.equal(createKeyOfHost('broker.example.com')('a.b.broker.example.com'), 'a.b');
});

test('the plain suffix, an IP address and any other host name nothing', () => {
  const hosts = [
    'localhost',
    'localhost:7421',
    '127.0.0.1:7421',
    '[::1]:7421',
    'broker',
    'finnhub.example',
    '',
    'xlocalhost',
  ];
  for (const host of [
    ...hosts,
    'finnhub.localhost.',
    'finnhub.localhost.:7421',
    'finnhub.localhost.example',
    undefined,
  ]) {
    assert.equal(keyOfHost(host), undefined, host);
  }
});

test('a host below the suffix that names no key is refused, and not taken for Keyward’s own', () => {
  for (const host of ['.localhost', '-a.localhost', '..localhost', 'a b.localhost', 'a:1.localhost', 'u@a.localhost']) {
    assert.throws(() => keyOfHost(host), { code: 'target/invalid' }, host);
  }
  assert.throws(() => keyOfHost(`${'k'.repeat(129)}.localhost`), { code: 'target/invalid' });
  assert.throws(() => keyOfHost('cred_01.localhost:7421'), { code: 'target/invalid' });
});
