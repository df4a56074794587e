/** Secret, Raw and Default through a whole Keyward: sealed, shown without secrets, redacted, injected by their own rule. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;
before(async () => {
  keyward = await Keyward.start();
  upstream = await startUpstream(demanding(canary));
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
});

const put = (key: string, body: object) => keyward.api('PUT', `credentials/${key}`, { body });
const header = [{ into: 'header', name: 'X-Api-Key', value: '${value}' }];

test('a Secret is placed by its own rule, and where it has none the broker says so', async () => {
  const base = { type: 'Secret', baseUrl: upstream.url, fields: { value: canary } };
  const made = await put('ruled', { ...base, injection: header });
  assert.equal(made.status, 201, made.text);
  assert.deepEqual([made.json.usable, made.json.injection, made.json.fields], [true, header, {}]);
  assert.deepEqual(made.json.policy.roles.api.placements, ['header:x-api-key']);
  const bare = await put('bare', base);
  assert.deepEqual([bare.json.status, bare.json.usable, bare.json.injection], ['valid', true, undefined]);
  const token = await keyward.tokenFor('ruled', 'bare');
  assert.equal((await keyward.call('/ruled/quote', { token })).status, 200);
  const refused = await keyward.call('/bare/quote', { token });
  assert.deepEqual([refused.status, refused.json.code], [409, 'credential/not-injectable']);
});

test('a rule that another policy was sealed for is refused without the secrets, and taken with them', async () => {
  const change = { injection: [{ into: 'query', name: 'token', value: '${value}' }] };
  const refused = await keyward.api('PATCH', 'credentials/ruled', { body: change });
  assert.equal(refused.json.code, 'credential/policy-changed');
  const taken = await keyward.api('PATCH', 'credentials/ruled', { body: { ...change, fields: { value: canary } } });
  assert.equal(taken.status, 200, taken.text);
  const token = await keyward.tokenFor('ruled');
  assert.equal((await keyward.call('/ruled/quote', { token })).status, 200);
});

test('bytes that are no text survive in Raw and Default, which have no place that demands text', async () => {
  const bytes = Buffer.concat([Buffer.from([0, 0xff, 0xfe, 0x80]), Buffer.from(canary)]).toString('base64');
  const raw = await put('raw-bytes', { type: 'Raw', allowedOrigins: [upstream.url], data: { raw: bytes } });
  assert.deepEqual([raw.status, raw.json.status, raw.json.secrets.raw.set], [201, 'valid', true]);
  const odd = Buffer.from([0xff, 0, 1]).toString('base64');
  const mixed = { type: 'Default', redactFields: ['a'], data: { a: bytes, b: odd, c: 'YWJj' } };
  const made = await put('mixed', mixed);
  assert.equal(made.status, 201, made.text);
  assert.deepEqual([made.json.fields, made.json.data], [{ c: 'abc' }, { b: odd, c: 'YWJj' }]);
  assert.deepEqual(made.json.secrets, { a: { set: true, materialVersion: 1 } });
  const placed = { type: 'Raw', baseUrl: upstream.url, injection: [{ into: 'basic', value: 'u:${raw}' }] };
  const refused = await put('placed', { ...placed, data: { raw: bytes } });
  assert.equal(refused.json.code, 'credential/unsendable-value');
});

test('Default redacts everything unless told otherwise; redaction grows, destroys the plain copy and never shrinks', async () => {
  const all = await put('all', { type: 'Default', fields: { anything: canary, 'with.dot': canary } });
  assert.deepEqual([all.json.fields, all.json.data, Object.keys(all.json.secrets)], [{}, {}, ['anything', 'with.dot']]);
  const none = await put('none', { type: 'Default', fields: { a: 'plain a', b: 'plain b' }, redactFields: [] });
  assert.deepEqual([none.json.fields, none.json.secrets], [{ a: 'plain a', b: 'plain b' }, {}]);
  const patch = (key: string, body: object) => keyward.api('PATCH', `credentials/${key}`, { body });
  const grown = await patch('none', { redactFields: ['b'] });
  assert.deepEqual([grown.json.fields, grown.json.redactFields], [{ a: 'plain a' }, ['b']]);
  assert.deepEqual(grown.json.secrets, { b: { set: true, materialVersion: 1 } });
  assert.ok(!(await keyward.api('GET', 'credentials/none')).text.includes('plain b'));
  for (const [key, redactFields] of [
    ['none', []],
    ['none', ['a']],
    ['all', ['anything', 'with.dot']],
  ] as const) {
    assert.equal((await patch(key, { redactFields })).json.code, 'credential/redaction-shrunk', key);
  }
  const ignored = await put('ignored', { type: 'Raw', fields: { raw: canary }, redactFields: [] });
  assert.deepEqual([ignored.status, ignored.json.fields, ignored.json.redactFields], [201, {}, ['raw']]);
});

test('types of connections are refused with the way to make one; an empty secret counts as none', async () => {
  for (const type of ['OAuth2', 'OAuth2Refresh', 'OAuthAlias']) {
    const answer = await put('oauth', { type, fields: { clientSecret: canary } });
    assert.deepEqual([answer.status, answer.json.code], [422, 'credential/use-connections']);
  }
  const empty = await put('empty', { type: 'ApiKey', baseUrl: upstream.url, fields: { apiKey: '' } });
  assert.deepEqual([empty.status, empty.json.status, empty.json.usable], [201, 'incomplete', false]);
  const basic = await put('basic', {
    type: 'BasicAuth',
    baseUrl: upstream.url,
    fields: { username: 'u', password: '' },
  });
  assert.deepEqual([basic.json.status, basic.json.secrets.password.set], ['valid', true]);
});

test('rules that cannot be are refused with the path of the member, and nothing is stored', async () => {
  const bad: [object, string][] = [
    [{ into: 'header', value: '${value}' }, '/injection/0/name'],
    [{ into: 'header', name: 'Host', value: '${value}' }, '/injection/0/name'],
    [{ into: 'header', name: '${value}', value: 'x' }, '/injection/0/name'],
    [{ into: 'basic', name: 'x', value: '${value}' }, '/injection/0/name'],
    [{ into: 'query', name: 'q', value: '${other}' }, '/injection/0/value'],
    [{ into: 'query', name: 'q', value: '${value|rot13}' }, '/injection/0/value'],
    [{ into: 'query', name: 'q', value: '${toString}' }, '/injection/0/value'],
  ];
  for (const [step, path] of bad) {
    const body = { type: 'Secret', baseUrl: upstream.url, fields: { value: canary }, injection: [step] };
    const answer = await put('bad', body);
    assert.deepEqual([answer.json.code, answer.json.errors?.[0]?.path], ['request/invalid', path], answer.text);
  }
  const twice = {
    type: 'Secret',
    fields: { value: canary },
    injection: [header[0], { into: 'header', name: 'x-API-key', value: 'y' }],
  };
  assert.equal((await put('bad', twice)).json.errors[0].path, '/injection/1/name');
  const own = { type: 'ApiKey', fields: { apiKey: canary }, injection: header };
  assert.equal((await put('bad', own)).json.errors[0].path, '/injection');
  for (const name of ['toString', 'a b', '*', '', 'x'.repeat(129)]) {
    const answer = await put('bad', { type: 'Default', fields: { [name]: canary } });
    assert.equal(answer.json.code, 'credential/field-unknown', name);
  }
  assert.equal((await keyward.api('GET', 'credentials/bad')).status, 404);
});
