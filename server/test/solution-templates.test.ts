/** Templates of solutions, from one to the next: declared credentials, mapped or left for later, and never a secret. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { parse } from 'yaml';
import { newCanary } from './kit/canary.ts';
import { Keyward, runCli } from './kit/keyward.ts';

const canary = newCanary();
let keyward: Keyward;
let folder: string;

const credentials = [
  { key: 'crm', type: 'BasicAuth', baseUrl: 'https://crm.example.com', fields: { username: 'ada', password: canary } },
  { key: 'mail', provider: 'mailgun', fields: { region: 'eu', apiKey: canary } },
  { key: 'free', type: 'Default', redactFields: ['token'], fields: { tenant: 'acme', token: canary } },
];

before(async () => {
  keyward = await Keyward.start();
  folder = await mkdtemp(join(tmpdir(), 'keyward-template-'));
  await keyward.api('POST', 'solutions', { body: { slug: 'first', name: 'First' } });
  for (const body of credentials) {
    const made = await keyward.api('POST', 'credentials?solution=first', { body });
    assert.equal(made.status, 201, made.text);
  }
  const definition = { name: 'read', state: 'active', credential: 'crm', request: { method: 'GET', url: '/people' } };
  await keyward.api('PUT', 'solutions/first/functions/read', { body: definition });
});
after(async () => {
  await keyward.close();
  await rm(folder, { recursive: true, force: true });
});

const listOf = async (solution: string) => (await keyward.api('GET', `solutions/${solution}/checklist`)).json;

test('a template is made and built again: functions as drafts, credentials mapped or for later', async () => {
  const bare = parse((await keyward.api('GET', 'solutions/first/template')).json.template);
  assert.deepEqual(
    bare.credentials.map(({ key, fields }: { key: string; fields?: object }) => [key, fields]),
    [
      ['crm', undefined],
      ['free', undefined],
      ['mail', undefined],
    ],
  );
  assert.deepEqual([bare.functions.length, bare.functions[0].state], [1, undefined]);
  const { template } = (await keyward.api('GET', 'solutions/first/template?fields=true')).json;
  assert.deepEqual(parse(template).credentials[2], {
    key: 'mail',
    type: 'ApiKey',
    provider: 'mailgun',
    fields: { region: 'eu' },
  });
  await keyward.api('POST', 'credentials', { body: { ...credentials[1]!, key: 'mail' } });
  const mapping = { mail: { use: 'mail' }, crm: { create: { fields: { username: 'eve' } } }, free: 'later' };
  const body = { slug: 'second', name: 'Second', template, mapping };
  const made = await keyward.api('POST', 'solutions', { body });
  assert.equal(made.status, 201, made.text);
  const { items } = (await keyward.api('GET', 'credentials?solution=second&sort=key')).json;
  assert.deepEqual(
    items.map(({ key, status }: { key: string; status: string }) => [key, status]),
    [
      ['crm', 'incomplete'],
      ['free', 'incomplete'],
    ],
  );
  assert.equal(items[0].fields.username, 'eve');
  const list = await listOf('second');
  assert.deepEqual(
    list.items.map(({ kind, key }: { kind: string; key: string }) => `${kind} ${key}`),
    ['credential crm', 'credential free', 'function read'],
  );
  assert.equal((await keyward.api('GET', 'solutions/second/functions/read')).json.state, 'draft');
});

test('what is wrong is told by path and line, nothing is stored, and hostile YAML is refused', async () => {
  const head = 'version: 1\ncredentials:\n';
  const cases: [string, object | undefined, RegExp, RegExp][] = [
    [`${head}  - { key: a, type: Nonsense }\n`, undefined, /^\/credentials\/0\/type$/, /^line 3: /],
    [
      `${head}  - { key: a, type: ApiKey, provider: no-such }\n`,
      undefined,
      /^\/credentials\/0$/,
      /^line 3: .*provider/,
    ],
    [
      `${head}  - { key: a, type: Raw }\n  - { key: a, type: Raw }\n`,
      undefined,
      /^\/credentials\/1\/key$/,
      /^line 4: /,
    ],
    [
      `${head}  - { key: a, type: Raw, fields: { raw: ${canary} } }\n`,
      undefined,
      /^\/credentials\/0\/fields\/raw$/,
      /secret/,
    ],
    [`${head}  - { key: a, type: Raw }\n`, { b: 'later' }, /^\/mapping$/, /declare/],
    [`${head}  - { key: a, type: Raw }\n`, { a: { use: 'b' } }, /^\/credentials\/0\/use$/, /another key/],
    [`${head}  - { key: a, type: Raw }\n`, { a: { use: 'a' } }, /^\/credentials\/0\/use$/, /no live/],
    [`a: &a [1]\nb: *a\n`, undefined, /^$/, /^line 1: anchors/],
    [`${head}  - {{`, undefined, /^/, /^line /],
    [`${'['.repeat(5_000)}`, undefined, /^$/, /nested/],
    [`${head}  []\nfunctions: [{ name: x }]\n`, undefined, /^\/functions\/0/, /^line /],
  ];
  for (const [template, mapping, path, message] of cases) {
    const body = { slug: 'bad', name: 'Bad', template, ...(mapping && { mapping }) };
    const { status, json } = await keyward.api('POST', 'solutions', { body });
    assert.deepEqual([status, json.code], [422, 'template/invalid'], JSON.stringify(json));
    assert.match(json.errors[0].path, path, template);
    assert.match(json.errors[0].message, message, template);
  }
  assert.equal((await keyward.api('GET', 'solutions/bad')).status, 404);
});

test('the command line writes a template and builds of it; nothing secret is anywhere', async () => {
  const at = ['--url', keyward.controlUrl, '--data', keyward.data];
  const shown = await runCli(['solution', 'template', 'first', '--fields', ...at]);
  assert.equal(shown.code, 0, shown.stderr);
  await writeFile(join(folder, 'a.yaml'), shown.stdout);
  await writeFile(join(folder, 'mapping.yaml'), 'mail: { use: mail }\n');
  const files = ['--template', join(folder, 'a.yaml'), '--mapping', join(folder, 'mapping.yaml')];
  const made = await runCli(['solution', 'create', 'Third', '--slug', 'third', ...files, ...at]);
  assert.equal(made.code, 0, made.stderr);
  assert.deepEqual((await listOf('third')).of, 3);
  assert.deepEqual(await keyward.leaksOf(canary), []);
});
