/** The preview of an injection: all that can be told of it without a secret, and nothing of a secret. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { Keyward, runCli } from './kit/keyward.ts';

const canary = newCanary();
let keyward: Keyward;

before(async () => {
  keyward = await Keyward.start();
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
});

async function preview(key: string, body: object) {
  const stored = await keyward.api('PUT', `credentials/${key}`, { body });
  assert.equal(stored.status, 201, stored.text);
  const answer = await keyward.api('GET', `credentials/${key}/preview`);
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
}

test('an API key stands in its header behind its prefix, as dots', async () => {
  const fields = { in: 'header', name: 'X-Api-Key', prefix: 'Token ', apiKey: canary };
  assert.deepEqual(await preview('api-key', { type: 'ApiKey', baseUrl: 'https://api.example.com/v1/', fields }), {
    usable: true,
    target: { origin: 'https://api.example.com', path: '/v1' },
    origins: ['https://api.example.com'],
    injected: [{ placement: 'header:x-api-key', name: 'x-api-key', value: 'Token ••••' }],
    missing: [],
  });
});

test('Basic shows the user and not the password, and a missing secret is named', async () => {
  const fields = { username: 'ann', password: canary };
  const { injected } = await preview('basic', { type: 'BasicAuth', baseUrl: 'https://api.example.com', fields });
  assert.deepEqual(injected, [{ placement: 'basic', name: 'authorization', value: 'ann:••••' }]);
  const bare = await preview('bare', { type: 'BasicAuth', fields: { username: 'ann' } });
  assert.deepEqual(
    [bare.usable, bare.reason, bare.missing, bare.target],
    [false, 'credential/incomplete', ['password'], undefined],
  );
});

test('path, host and body are shown where they stand, and no filter shows more of a secret', async () => {
  const injection = [
    { into: 'host', value: '${sub}' },
    { into: 'path', value: 'bot${value}' },
    { into: 'path', value: 'a ${sub}' },
    { into: 'body', name: '/auth/token', value: '${value|base64}' },
    { into: 'query', name: 'who', value: '${sub|urlencode}' },
  ];
  const body = {
    type: 'Default',
    baseUrl: 'https://example.com/api',
    allowedOrigins: ['https://*.example.com'],
    fields: { sub: 'acme', value: canary.replace('/', '') },
    redactFields: ['value'],
    injection,
  };
  const shown = await preview('all', body);
  assert.deepEqual(shown.target, { origin: 'https://acme.example.com', path: '/api/bot••••/a%20acme' });
  assert.deepEqual(shown.origins, ['https://*.example.com']);
  assert.deepEqual(
    shown.injected.map(({ placement, value }: { placement: string; value: string }) => [placement, value]),
    [
      ['host', 'acme'],
      ['path', 'bot••••'],
      ['path', 'a acme'],
      ['body:/auth/token', '••••'],
      ['query:who', 'acme'],
    ],
  );
});

test('what is not there has no preview', async () => {
  assert.equal((await keyward.api('GET', 'credentials/none/preview')).json.code, 'credential/not-found');
});

test('the command shows the same', async () => {
  const env = { KEYWARD_URL: keyward.controlUrl, KEYWARD_TOKEN: await keyward.ownerToken() };
  const { code, stdout, stderr } = await runCli(['credential', 'preview', 'basic'], { env });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /target +https:\/\/api\.example\.com\/\n/);
  assert.match(stdout, /basic +authorization +ann:••••/);
});
