/** Tokens are sealed for the host that the provider names, if it is one that was permitted, and for no other. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Policy, parsePolicy } from '../../../domain/policy.ts';
import { narrowPolicy } from './narrow-policy.ts';

const WITHIN = 'https://*.my.vendor.example';
const TOKEN = { origins: ['https://login.vendor.example/token'], placements: ['client:token'] } as const;

function policyFor(origins: readonly string[]): Policy {
  const role = { origins: [...origins], placements: ['header:authorization' as const] };
  return {
    version: 1,
    fields: { accessToken: ['api', 'verify'], refreshToken: ['token'] },
    roles: { api: role, token: TOKEN, verify: role },
    ...{ plainHttp: 'loopback', release: [], setCookie: 'dropped', scrub: 'on' },
  };
}

function narrowed(instance: string | undefined, allowedDomains: readonly string[] = []) {
  const quirks = { captures: { instanceUrl: { from: '/instance_url', within: WITHIN } } };
  const policy = policyFor(['https://files.vendor.example', 'https://old.my.vendor.example', WITHIN]);
  const unnarrowed = {
    definition: { quirks, allowedDomains },
    policy,
    baseUrl: 'https://old.my.vendor.example/data/v1',
  };
  const { policyBytes, baseUrl } = narrowPolicy(unnarrowed, instance === undefined ? {} : { instanceUrl: instance });
  return { roles: parsePolicy(policyBytes).roles, baseUrl };
}

test('the host that is named takes the place of the suffix and of the host before; the path stays', () => {
  const { roles, baseUrl } = narrowed('https://acme.my.vendor.example');
  const origins = ['https://acme.my.vendor.example', 'https://files.vendor.example'];
  assert.equal(baseUrl, 'https://acme.my.vendor.example/data/v1');
  assert.deepEqual([roles.api?.origins, roles.verify?.origins, roles.token], [origins, origins, TOKEN]);
});

test('a host that was not permitted, or that the configuration does not allow, gets nothing', () => {
  for (const instance of ['https://evil.example', 'https://a.b.my.vendor.example', 'http://acme.my.vendor.example']) {
    assert.throws(() => narrowed(instance), { code: 'policy/origin-refused' }, instance);
  }
  const elsewhere = () => narrowed('https://acme.my.vendor.example', ['https://api.vendor.example']);
  assert.throws(elsewhere, { code: 'oauth-configuration/domain-refused' });
});

test('without a host that is named everything stays as it was', () => {
  const { roles, baseUrl } = narrowed(undefined);
  assert.equal(baseUrl, 'https://old.my.vendor.example/data/v1');
  assert.equal(roles.api?.origins.length, 3);
});
