/** An organisation's own providers by API: who may write them, what is refused, and what a row past the broker confers. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { stringify } from 'yaml';
import { newCanary } from './kit/canary.ts';
import { edit, rows } from './kit/database.ts';
import { runDoctor } from './kit/doctor.ts';
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

const provider = (more: object = {}, name = 'org/acme') => ({
  name,
  title: 'Acme',
  categories: ['other'],
  docsUrl: 'https://acme.example/docs',
  types: {
    ApiKey: {
      fields: [{ name: 'apiKey' }],
      values: { in: 'header', name: 'X-Key' },
      baseUrl: 'https://api.acme.example',
      ...more,
    },
  },
  evidence: { kind: 'documents', url: 'https://acme.example/docs' },
});

const YAML = { 'content-type': 'application/yaml' };

async function tokenOf(role: string): Promise<string> {
  const { json } = await keyward.api('POST', 'access-tokens', { body: { name: role, role } });
  return json.token;
}

test('a provider is made, read, replaced under its version and deleted, each in the audit log', async () => {
  const made = await keyward.api('POST', 'providers', { body: provider() });
  assert.equal(made.status, 201, made.text);
  assert.deepEqual([made.json.name, made.json.version, made.headers.get('etag')], ['org/acme', 1, '"1"']);
  assert.equal((await keyward.api('POST', 'providers', { body: provider() })).json.code, 'provider/name-taken');
  const yaml = JSON.stringify(provider(), undefined, 1).replace('Acme', 'Acme 2');
  const replaced = await keyward.api('PUT', 'providers/org/acme', {
    body: yaml,
    headers: { ...YAML, 'if-match': '"1"' },
  });
  assert.deepEqual([replaced.status, replaced.json.version, replaced.json.provider.title], [200, 2, 'Acme 2']);
  const stale = await keyward.api('PUT', 'providers/org/acme', { body: provider(), headers: { 'if-match': '"1"' } });
  assert.deepEqual([stale.status, stale.json.code], [412, 'provider/stale']);
  const source = await keyward.api('GET', 'providers/org/acme/source');
  assert.deepEqual([source.status, source.json.version], [200, 2]);
  const log = await keyward.api('GET', 'audit?subject=org%2Facme');
  assert.deepEqual(
    log.json.items.map(({ action }: { action: string }) => action),
    ['provider.replace', 'provider.create'],
  );
  assert.equal((await keyward.api('DELETE', 'providers/org/acme')).status, 204);
  assert.equal((await keyward.api('GET', 'providers/org/acme/source')).json.code, 'provider/not-found');
  assert.equal((await keyward.api('DELETE', 'providers/org/acme')).status, 404);
});

test('only an admin writes one, and no token that is limited to solutions', async () => {
  const editor = await tokenOf('editor');
  const { status, json } = await keyward.api('POST', 'providers', { body: provider(), token: editor });
  assert.deepEqual([status, json.code], [403, 'token/forbidden']);
  assert.equal((await keyward.api('POST', 'providers:import', { body: {}, token: editor })).status, 403);
  const admin = await tokenOf('admin');
  assert.equal(
    (await keyward.api('PUT', 'providers/org/by-admin', { body: provider({}, 'org/by-admin'), token: admin })).status,
    201,
  );
  assert.equal((await keyward.api('GET', 'providers/org/by-admin/source', { token: editor })).status, 200);
  await keyward.api('POST', 'solutions', { body: { slug: 'shop', name: 'Shop' } });
  const limited = { name: 'limited', role: 'admin', solutions: ['shop'] };
  const issued = await keyward.api('POST', 'access-tokens', { body: limited });
  assert.equal(issued.status, 201, issued.text);
  const writes: [string, string][] = [
    ['POST', 'providers'],
    ['POST', 'providers:import?dryRun=true'],
    ['PUT', 'providers/org/by-admin'],
    ['DELETE', 'providers/org/by-admin?force=true'],
  ];
  for (const [method, path] of writes) {
    const body = method === 'DELETE' ? {} : { body: provider({}, 'org/by-admin') };
    const refused = await keyward.api(method, path, { ...body, token: issued.json.token });
    assert.deepEqual([refused.status, refused.json.code], [403, 'token/forbidden'], path);
  }
});

test('of writes at once under the same version one stands, and a creation under an Idempotency-Key is one', async () => {
  const name = 'org/at-once';
  const create = (title: string) =>
    keyward.api('POST', 'providers', {
      body: { ...provider({}, name), title },
      headers: { 'idempotency-key': 'at-once' },
    });
  const made = await Promise.all([create('A'), create('A'), create('A')]);
  assert.ok(
    made.every(({ status, json }) => status === 201 || json.code === 'idempotency/in-progress'),
    made.map(({ text }) => text).join(),
  );
  assert.deepEqual([(await create('A')).json.version, (await create('B')).json.code], [1, 'idempotency/mismatch']);
  const put = (title: string) =>
    keyward.api('PUT', 'providers/org/at-once', {
      body: { ...provider({}, name), title },
      headers: { 'if-match': '1' },
    });
  const answers = await Promise.all(['B', 'C', 'D', 'E'].map(put));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412, 412, 412], answers.map((a) => a.text).join());
  const { json } = await keyward.api('GET', 'providers/org/at-once/source');
  assert.deepEqual(
    [json.version, json.provider.title],
    [2, answers.find(({ status }) => status === 200)!.json.provider.title],
  );
});

test('what would let a field, a name or a shared suffix move a secret is refused by place and line', async () => {
  const field = { name: 'host', title: 'Host', help: 'x', required: true };
  const cases: readonly (readonly [unknown, string, RegExp])[] = [
    [provider({}, 'acme'), '/name', /org/],
    [provider({}, 'org/Acme'), '/name', /./],
    [provider({ baseUrl: 'http://api.acme.example' }), '/types/ApiKey/baseUrl', /https/],
    [
      provider({ fields: [field, { name: 'apiKey' }], baseUrl: 'https://${host}' }),
      '/types/ApiKey/baseUrl',
      /host|domain/,
    ],
    [
      provider({ fields: [field, { name: 'apiKey' }], baseUrl: 'https://${host}.github.io' }),
      '/types/ApiKey/baseUrl',
      /anybody/,
    ],
    [
      provider({
        fields: [field, { name: 'apiKey' }],
        baseUrl: 'https://${host}.github.io',
        sharedSuffixes: ['github.io'],
      }),
      '/types/ApiKey/sharedSuffixes',
      /your own/,
    ],
    [provider({ origins: ['https://*.co.uk'] }), '/types/ApiKey/origins/0', /origin|anybody/],
    [provider({ baseUrl: 'https://api.acme.example/${apiKey}' }), '/types/ApiKey/baseUrl', /plain/],
  ];
  for (const [body, path, reason] of cases) {
    const { status, json, text } = await keyward.api('POST', 'providers', { body });
    assert.deepEqual([status, json.code], [422, 'provider/invalid'], text);
    const found = json.errors.find((error: { path: string }) => error.path === path);
    assert.match(found?.message ?? '', /^line \d+: /, text);
    assert.match(found.message, reason);
  }
  const bomb = await keyward.api('POST', 'providers', { body: 'a: &a [1]\nb: *a', headers: YAML });
  assert.equal(bomb.json.code, 'provider/invalid');
  assert.equal(
    (await keyward.api('POST', 'credentials', { body: 'a: 1', headers: YAML })).json.code,
    'request/media-type',
  );
});

test('catalogue 46: a row that was written or edited past the broker is no provider, and is reported', async () => {
  assert.equal((await keyward.api('POST', 'providers', { body: provider({}, 'org/real') })).status, 201);
  const forge = `insert into providers select organisation_id, 'prv_forged', 'org/forged', version, document, signature,
    created_at, created_by, updated_at, updated_by from providers where name = 'org/real'`;
  assert.equal(edit(keyward.data, forge), 1);
  assert.equal((await keyward.api('GET', 'providers/org/forged/source')).status, 404);
  const redirect = `update providers set document = replace(document, 'api.acme.example', 'evil.example') where name = ?`;
  assert.equal(edit(keyward.data, redirect, 'org/real'), 1);
  assert.equal((await keyward.api('GET', 'providers/org/real/source')).status, 404);
  assert.equal(rows(keyward.data, `select 1 from providers where signature is null`).length, 0);
  const { code, bad } = await runDoctor(keyward);
  assert.equal(code, 1);
  assert.equal(bad.filter((what) => /^provider prv_\w+ has no valid signature$/.test(what)).length, 2, bad.join('\n'));
});

const document = JSON.stringify({
  openapi: '3.0.3',
  info: { title: 'Acme API', version: '1' },
  externalDocs: { url: 'https://acme.example/docs' },
  servers: [{ url: 'https://api.acme.example' }],
  security: [{ key: [] }],
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' }, odd: { type: 'odd' } } },
  paths: { '/me': { get: { responses: { 200: { description: 'x', content: { 'application/json': {} } } } } } },
});

test('an OpenAPI document becomes a provider, or with dryRun the report of what it would be', async () => {
  const planned = await keyward.api('POST', 'providers:import?dryRun=true', { body: document });
  assert.equal(planned.status, 200, planned.text);
  assert.deepEqual(planned.json.violations, []);
  assert.deepEqual(
    planned.json.report.candidates.map(({ request }: { request: string }) => request),
    ['/me'],
  );
  assert.equal((await keyward.api('GET', 'providers/org/acme-api/source')).status, 404);
  const made = await keyward.api('POST', 'providers:import?verification=/me&name=acme-two', { body: document });
  assert.deepEqual([made.status, made.json.provider.name], [201, 'org/acme-two'], made.text);
  assert.equal(made.json.provider.provider.types.ApiKey.verification.request.path, '/me');
  const bare = await keyward.api('POST', 'providers:import', { body: document.replace('externalDocs', 'x-docs') });
  assert.deepEqual(
    [bare.status, bare.json.code, bare.json.errors[0].path],
    [422, 'provider/invalid', '/docsUrl'],
    bare.text,
  );
  const deep = `openapi: 3.0.0\nx: ${'['.repeat(50_000)}`;
  const refused = await keyward.api('POST', 'providers:import', { body: deep, headers: YAML });
  assert.equal(refused.json.code, 'provider/document-invalid', refused.text);
});

test('the command line makes, imports, replaces and deletes providers from files', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keyward-own-'));
  const env = { KEYWARD_URL: keyward.controlUrl, KEYWARD_TOKEN: await keyward.ownerToken() };
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runCli(['provider', ...args], { env });
    return { code, stdout, stderr };
  };
  const file = join(folder, 'acme.yaml');
  await writeFile(file, stringify(provider({}, 'org/by-file')));
  assert.match((await run('create', file)).stdout, /^Made org\/by-file \(version 1\)/);
  await writeFile(file, stringify({ ...provider({}, 'org/by-file'), title: 'New' }));
  assert.match((await run('create', file, '--replace', 'org/by-file')).stdout, /version 2/);
  await writeFile(file, stringify({ ...provider({}, 'org/by-file'), extra: 1 }));
  assert.match((await run('create', file, '--replace', 'org/by-file')).stderr, /\/extra line \d+/);
  await writeFile(join(folder, 'openapi.json'), document);
  const planned = await run('import', join(folder, 'openapi.json'), '--dry-run');
  assert.match(planned.stdout, /Nothing is stored[\s\S]*verifies\?[\s\S]*\/me \(ApiKey\)/, planned.stderr);
  assert.match((await run('remove', 'org/by-file', '--yes')).stdout, /Deleted org\/by-file/);
  await rm(folder, { recursive: true });
});
