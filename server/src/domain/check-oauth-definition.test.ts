import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertWithinDomains, isIssuer, parseAllowedDomain, parseEndpoint } from './check-oauth-definition.ts';

test('an endpoint is https, or http on loopback, and nothing in it is another parser’s to decide', () => {
  assert.equal(parseEndpoint('https://Login.Example/token'), 'https://login.example/token');
  assert.equal(parseEndpoint('http://127.0.0.1:8080/token'), 'http://127.0.0.1:8080/token');
  const bad = ['http://login.example/t', 'https://a@b.example/t', 'https://a.example/t?x', 'https://a.example/t#x'];
  for (const url of [
    ...bad,
    'https://a.example/x/../t',
    'ftp://a.example',
    '',
    'https:/a',
    'https://a.example\\@b.example/t',
  ]) {
    assert.equal(parseEndpoint(url), undefined, url);
  }
});

test('an issuer is compared to the letter, so only what every parser reads alike is one', () => {
  for (const url of [
    'https://a.example',
    'https://a.example/',
    'https://a.example/tenant/v2.0',
    'http://localhost:1',
  ]) {
    assert.equal(isIssuer(url), true, url);
  }
  for (const url of [
    'https://A.example',
    'http://a.example',
    'https://a.example/?x',
    'https://a.example/a/../b',
    'https://a.example#',
  ]) {
    assert.equal(isIssuer(url), false, url);
  }
});

test('an allowed domain is a host or origin; below a public suffix anybody has one', () => {
  assert.equal(parseAllowedDomain('api.example.com'), 'https://api.example.com');
  assert.equal(parseAllowedDomain('*.example.com'), 'https://*.example.com');
  assert.equal(parseAllowedDomain('http://127.0.0.1:8080'), 'http://127.0.0.1:8080');
  for (const text of [
    'com',
    'co.uk',
    'github.io',
    '*.co.uk',
    '*.github.io',
    '*',
    'a.example/path',
    'a b',
    '**.a.example',
  ]) {
    assert.equal(parseAllowedDomain(text), undefined, text);
  }
});

test('origins lie within the allowed domains each, one label below a star; without any domain there is no limit', () => {
  const configuration = { allowedDomains: ['https://*.acme.example', 'https://api.example'] };
  assertWithinDomains({ allowedDomains: [] }, ['https://anything.example']);
  assertWithinDomains(configuration, ['https://api.example', 'https://eu.acme.example', 'https://*.acme.example']);
  for (const origin of [
    'https://acme.example',
    'https://a.b.acme.example',
    'http://api.example',
    'https://api.example:8443',
    'https://*.example',
    'https://evilacme.example',
  ]) {
    assert.throws(
      () => assertWithinDomains(configuration, ['https://api.example', origin]),
      { code: 'oauth-configuration/domain-refused' },
      origin,
    );
  }
});
