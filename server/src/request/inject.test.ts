import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import { type InjectionStep, resolveRule } from '../domain/injection-rule.ts';
import type { Policy, PolicyRole } from '../domain/policy.ts';
import { Secret } from '../domain/secret.ts';
import { compileInjection, type InjectionInput } from './inject.ts';

const refused = { code: 'policy/placement-refused' };

function inputOf(
  rule: InjectionStep[],
  secrets: Record<string, string | Buffer>,
  placements: string[],
): InjectionInput {
  const lookup = (field: string): string | undefined => ({ username: 'ann', token: 'plain' })[field];
  const policy: Policy = {
    version: 1,
    fields: { token: ['api'], password: ['api'], refreshToken: ['token'] },
    roles: { api: { origins: [], placements }, token: { origins: [], placements } },
    plainHttp: 'loopback',
    release: [],
    setCookie: 'dropped',
    scrub: 'on',
  };
  const opened = new Map(Object.entries(secrets).map(([name, value]) => [name, new Secret(value)]));
  return { steps: resolveRule(rule, lookup), lookup, secrets: opened, policy, role: 'api' };
}

const bearer: InjectionStep = { into: 'header', name: 'Authorization', value: 'Bearer ${token}' };

test('headers, cookies and queries are rendered once and stay inside Secret', () => {
  const rule: InjectionStep[] = [
    { into: 'header', name: 'X-Api-Key', value: '${token}' },
    { into: 'cookie', name: 'a', value: '${token}' },
    { into: 'cookie', name: 'b', value: '${username}' },
    { into: 'query', name: 'key', value: 'k-${token}' },
  ];
  const placements = ['header:x-api-key', 'cookie:a', 'cookie:b', 'query:key'];
  const injection = compileInjection(inputOf(rule, { token: Buffer.from('s3cret') }, placements));
  const reveal = (values: typeof injection.headers) => values.map(({ name, value }) => [name, value.reveal()]);
  assert.deepEqual(reveal(injection.headers), [
    ['x-api-key', 's3cret'],
    ['cookie', 'a=s3cret; b=ann'],
  ]);
  assert.deepEqual(reveal(injection.query), [['key', 'k-s3cret']]);
  assert.deepEqual([...injection.slots], ['x-api-key', 'cookie']);
  assert.deepEqual(
    injection.secrets.map((secret) => secret.reveal()),
    ['s3cret', 'k-s3cret'],
  );
  assert.doesNotMatch(inspect(injection, { depth: 9 }) + JSON.stringify(injection), /s3cret/);
});

test('Basic is UTF-8 in base64, and user and password are scrubbed in joined form (RFC 7617)', () => {
  const rule: InjectionStep[] = [{ into: 'basic', value: '${username}:${password}' }];
  const injection = compileInjection(inputOf(rule, { password: 'pä:ss' }, ['basic']));
  const expected = `Basic ${Buffer.from('ann:pä:ss').toString('base64')}`;
  assert.equal(injection.headers[0]!.name, 'authorization');
  assert.equal(injection.headers[0]!.value.reveal(), expected);
  assert.deepEqual(
    injection.secrets.map((secret) => secret.reveal()),
    ['pä:ss', 'ann:pä:ss'],
  );
});

test('catalogue 45: a placement that was not sealed is refused', () => {
  assert.equal(compileInjection(inputOf([bearer], { token: 't' }, ['header:authorization'])).headers.length, 1);
  for (const placements of [[], ['header:x-other'], ['query:authorization'], ['basic']]) {
    assert.throws(() => compileInjection(inputOf([bearer], { token: 't' }, placements)), refused);
  }
});

test('a step without a secret needs its placement sealed as well', () => {
  const step = { ...bearer, value: '${username}' };
  assert.deepEqual(compileInjection(inputOf([step], {}, ['header:authorization'])).secrets, []);
  assert.throws(() => compileInjection(inputOf([step], {}, [])), refused);
});

test('catalogue 45: a secret in a role that it was not sealed for is refused', () => {
  const step = { ...bearer, value: 'Bearer ${refreshToken}' };
  const input = inputOf([step], { refreshToken: 't' }, ['header:authorization']);
  assert.throws(() => compileInjection(input), refused);
  assert.equal(compileInjection({ ...input, role: 'token' }).headers[0]!.value.reveal(), 'Bearer t');
  assert.throws(() => compileInjection({ ...input, role: 'verify' }), refused);
  const unsealed = inputOf([{ ...bearer, value: '${other}' }], { other: 't' }, ['header:authorization']);
  assert.throws(() => compileInjection(unsealed), refused);
});

describe('a signer', () => {
  const tokenUrl = 'https://login.example/token';
  const step: InjectionStep = {
    into: 'signer',
    name: 'jwt',
    value: '',
    inputs: { privateKey: '${token}', issuer: '${username}' },
  };

  test('gets its inputs rendered, where its placement was sealed', () => {
    const { signer, secrets, headers } = compileInjection(inputOf([step], { token: 'pem' }, ['signer:jwt']));
    const inputs = Object.entries(signer!.inputs).map(([name, value]) => [name, value.reveal()]);
    assert.deepEqual(
      [signer!.name, inputs, headers],
      [
        'jwt',
        [
          ['privateKey', 'pem'],
          ['issuer', 'ann'],
        ],
        [],
      ],
    );
    assert.deepEqual(secrets.map((secret) => secret.reveal()).includes('pem'), true);
    for (const placements of [[], ['signer:mtls'], ['header:authorization']])
      assert.throws(() => compileInjection(inputOf([step], { token: 'pem' }, placements)), refused);
  });

  test('catalogue 45: asks no token URL but the sealed one, and with no field that was not sealed for it', () => {
    const input = inputOf([{ ...step, tokenUrl }], { token: 'pem' }, ['signer:jwt']);
    const sealedFor = (origins: string[], roles: PolicyRole[]): Policy => ({
      ...input.policy,
      fields: { token: roles },
      roles: { ...input.policy.roles, token: { origins, placements: ['signer:jwt'] } },
    });
    const compile = (policy: Policy) => compileInjection({ ...input, policy }).signer!.tokenUrl;
    assert.equal(compile(sealedFor([tokenUrl], ['api', 'token'])), tokenUrl);
    assert.throws(() => compile(sealedFor([tokenUrl], ['api'])), refused);
    for (const origins of [[], ['https://login.example'], [`${tokenUrl}/`], ['https://evil.example/token']]) {
      assert.throws(() => compile(sealedFor(origins, ['api', 'token'])), { code: 'policy/origin-refused' });
    }
  });

  test('stands alone: two of them would write over each other', () => {
    const two = inputOf([step, step], { token: 'pem' }, ['signer:jwt']);
    assert.throws(() => compileInjection(two), { code: 'credential/invalid' });
  });
});

test('a secret field never takes its value from a plain field of the same name', () => {
  const input = inputOf([{ ...bearer, value: 'x${token}' }], {}, ['header:authorization']);
  assert.equal(compileInjection(input).headers[0]!.value.reveal(), 'x');
});

test('catalogue 9: a value that its place cannot carry is refused, and not quoted', () => {
  const placements = ['header:authorization', 'query:k', 'cookie:c', 'basic'];
  const cases: [InjectionStep, string | Buffer][] = [
    [bearer, 'a\r\nb'],
    [bearer, 'a\u0000'],
    [bearer, 'a€'],
    [bearer, 'a\n'],
    [bearer, Buffer.of(0xff, 0xfe)],
    [{ into: 'cookie', name: 'c', value: '${token}' }, 'a;b'],
    [{ into: 'basic', value: 'u:${token}' }, 'a\tb'],
    [{ into: 'query', name: 'k', value: '${token}' }, 'a\u0000b'],
  ];
  for (const [step, token] of cases) {
    const message = 'A value cannot be carried by the place that it is injected into';
    assert.throws(() => compileInjection(inputOf([step], { token }, placements)), {
      code: 'credential/unsendable-value',
      message,
    });
  }
});

test('two steps that write to the same place are refused', () => {
  const basic: InjectionStep = { into: 'basic', value: '${username}:${token}' };
  const input = inputOf([bearer, basic], { token: 't' }, ['header:authorization', 'basic']);
  assert.throws(() => compileInjection(input), { code: 'credential/invalid' });
});

test('path steps give segments in their order, and all that the path shows is scrubbed', () => {
  const rule: InjectionStep[] = [
    { into: 'path', value: 'bot${token}' },
    { into: 'path', value: '${username}' },
  ];
  const injection = compileInjection(inputOf(rule, { token: '12:a b' }, ['path']));
  assert.equal(injection.path!.reveal(), '/bot12:a%20b/ann');
  const scrubbed = injection.secrets.map((secret) => secret.reveal());
  assert.deepEqual(scrubbed, ['12:a b', 'bot12:a b', 'bot12:a%20b']);
});

test('a host takes labels of fields that are not secret, and no secret even where its placement is sealed', () => {
  const host: InjectionStep = { into: 'host', value: '${username}' };
  assert.equal(compileInjection(inputOf([host], {}, ['host'])).host, 'ann');
  assert.throws(() => compileInjection(inputOf([host], {}, [])), refused);
  const secret = { ...host, value: '${token}' };
  assert.throws(() => compileInjection(inputOf([secret], { token: 'acme' }, ['host'])), refused);
  const two = [host, host];
  assert.throws(() => compileInjection(inputOf(two, {}, ['host'])), { code: 'credential/invalid' });
});

test('catalogue 45: a path or host that was not sealed is refused', () => {
  const path: InjectionStep = { into: 'path', value: '${token}' };
  for (const placements of [[], ['host'], ['path:'], ['query:path'], ['header:path']]) {
    assert.throws(() => compileInjection(inputOf([path], { token: 't' }, placements)), refused);
  }
});

test('catalogue 47: a value that would leave its segment or label is refused at the cache fill', () => {
  for (const token of ['', '.', '..', '/../', 'a/b', '%2f', '%2e%2e', '..;']) {
    const input = inputOf([{ into: 'path', value: '${token}' }], { token }, ['path']);
    assert.throws(() => compileInjection(input), { code: 'credential/unsendable-value' }, token);
  }
  for (const value of ['@evil', 'x.evil/', 'evil.com#', 'a:80', '']) {
    const input = inputOf([{ into: 'host', value }], {}, ['host']);
    assert.throws(() => compileInjection(input), { code: 'credential/unsendable-value' }, value);
  }
});
