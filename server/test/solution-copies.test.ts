/** Copies of solutions and their checklists, through a whole Keyward: the structure goes along, and no secret does. */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { newId } from '../src/domain/id.ts';
import { newCanary } from './kit/canary.ts';
import { edit, rows } from './kit/database.ts';
import { type Answer, type CallOptions, Keyward, runCli } from './kit/keyward.ts';

const canary = newCanary();
let keyward: Keyward;

before(async () => {
  keyward = await Keyward.start();
  await keyward.api('POST', 'solutions', { body: { slug: 'first', name: 'First' } });
  for (const body of credentials) {
    const made = await keyward.api('POST', 'credentials?solution=first', { body });
    assert.equal(made.status, 201, made.text);
  }
  const definition = { name: 'read', state: 'active', credential: 'crm', request: { method: 'GET', url: '/people' } };
  const put = await keyward.api('PUT', 'solutions/first/functions/read', { body: definition });
  assert.equal(put.status, 201, put.text);
});
after(() => keyward.close());

const credentials = [
  {
    key: 'crm',
    type: 'BasicAuth',
    baseUrl: 'https://crm.example.com',
    labels: { team: 'sales' },
    limits: { perMinute: 7 },
    expiresAt: '2099-01-01T00:00:00Z',
    fields: { username: 'ada', password: canary },
  },
  { key: 'mail', provider: 'mailgun', fields: { region: 'eu', apiKey: canary } },
  {
    key: 'free',
    type: 'Default',
    baseUrl: 'https://free.example.com',
    redactFields: ['token'],
    injection: [{ into: 'header', name: 'X-Token', value: '${token}' }],
    fields: { tenant: 'acme', token: canary },
  },
];

const outcome = ({ status, json }: Answer) => [status, json?.code];

/** In another organisation, by path. */
async function inOrganisation(organisation: string, path: string, options: CallOptions = {}): Promise<Answer> {
  const { method = 'GET', body, token = await keyward.ownerToken() } = options;
  return keyward.fetch(`${keyward.controlUrl}/v1/organisations/${organisation}/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

test('a copy has the structure and no secret; its checklist leads to the end', async () => {
  const headers = { 'idempotency-key': 'copy-1' };
  const made = await keyward.api('POST', 'solutions/first/copy', { body: { slug: 'second' }, headers });
  assert.deepEqual([made.status, made.json.slug, made.json.name], [201, 'second', 'First'], made.text);
  const again = await keyward.api('POST', 'solutions/first/copy', { body: { slug: 'second' }, headers });
  assert.equal(again.json.id, made.json.id);
  assert.deepEqual(outcome(await keyward.api('POST', 'solutions/first/copy', { body: { slug: 'second' } })), [
    409,
    'solution/slug-taken',
  ]);
  const { items } = (await keyward.api('GET', 'credentials?solution=second&sort=key')).json;
  assert.equal(items.length, 3);
  for (const item of items) {
    assert.deepEqual([item.status, item.usable, item.version], ['incomplete', false, 1]);
    assert.ok(!Object.values(item.secrets as Record<string, { set: boolean }>).some(({ set }) => set));
  }
  const crm = items.find(({ key }: { key: string }) => key === 'crm');
  assert.deepEqual([crm.labels, crm.limits.perMinute, crm.expiresAt], [{ team: 'sales' }, 7, undefined]);
  assert.equal(crm.fields.username, 'ada');

  const list = (await keyward.api('GET', 'solutions/second/checklist')).json;
  assert.deepEqual([list.done, list.of], [0, 4]);
  const draft = (await keyward.api('GET', 'solutions/second/functions/read')).json;
  assert.deepEqual([draft.state, draft.version, draft.definition?.credential ?? 'crm'], ['draft', 1, 'crm']);
  const missing = list.items.map(
    (item: { key: string; code: string; missing: { field: string; secret: boolean }[] }) => [
      item.key,
      item.code,
      item.missing.map(({ field, secret }) => `${field} ${secret}`),
    ],
  );
  assert.deepEqual(missing, [
    ['crm', 'credential/incomplete', ['password true']],
    ['free', 'credential/incomplete', ['token true']],
    ['mail', 'credential/incomplete', ['apiKey true']],
    ['read', 'function/draft', []],
  ]);
  assert.match(list.items[2].docsUrl, /mailgun/);
  assert.ok(list.items[2].missing[0].help.length > 0);
  for (const [key, field] of [
    ['crm', 'password'],
    ['free', 'token'],
    ['mail', 'apiKey'],
  ] as const) {
    const said = credentials.find((each) => each.key === key)!.baseUrl;
    const body = {
      ...(said && { baseUrl: said }),
      ...(key === 'mail' && { provider: 'mailgun' }),
      fields: { ...(key === 'mail' && { region: 'eu' }), [field]: canary },
    };
    const filled = await keyward.api('PATCH', `credentials/${key}?solution=second`, { body });
    assert.deepEqual([filled.status, filled.json.status, filled.json.usable], [200, 'valid', true], key + filled.text);
  }
  const active = { name: 'read', state: 'active', credential: 'crm', request: { method: 'GET', url: '/people' } };
  assert.equal((await keyward.api('PUT', 'solutions/second/functions/read', { body: active })).status, 200);
  await keyward.api('PUT', 'consumers/flow/1', {
    body: { name: 'A', solution: 'second', uses: [{ credential: 'crm' }] },
  });
  assert.deepEqual((await keyward.api('GET', 'solutions/second/checklist')).json, { done: 4, of: 4, items: [] });
  assert.equal((await keyward.api('DELETE', 'credentials/crm?solution=second&force=true')).status, 204);
  const dangling = (await keyward.api('GET', 'solutions/second/checklist')).json;
  assert.deepEqual(
    [dangling.done, dangling.of, dangling.items[0].key, dangling.items[0].holders[0].id],
    [3, 4, 'crm', 'flow/1'],
  );
});

test('to another organisation it takes a platform token, and both logs tell of it', async () => {
  const other = await keyward.fetch(`${keyward.controlUrl}/v1/organisations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await keyward.ownerToken()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Other', slug: 'other' }),
  });
  assert.equal(other.status, 201, other.text);
  const { token } = (await keyward.api('POST', 'access-tokens', { body: { name: 'editor', role: 'editor' } })).json;
  const body = { slug: 'third', organisation: 'other' };
  const refused = await keyward.api('POST', 'solutions/first/copy', { body, token });
  const unknown = await keyward.api('POST', 'solutions/first/copy', {
    body: { ...body, organisation: 'no-such' },
    token,
  });
  assert.deepEqual(outcome(refused), [404, 'organisation/not-found']);
  assert.deepEqual(outcome(unknown), outcome(refused));
  const made = await keyward.api('POST', 'solutions/first/copy', { body });
  assert.deepEqual([made.status, made.json.organisationId === other.json.id], [201, true], made.text);
  const there = await inOrganisation('other', 'credentials?solution=third');
  assert.deepEqual(
    there.json.items.map(({ key, status }: { key: string; status: string }) => `${key} ${status}`).sort(),
    ['crm incomplete', 'free incomplete', 'mail incomplete'],
  );
  assert.equal((await keyward.api('GET', 'solutions/third')).status, 404);
  const told = (await keyward.api('GET', 'audit?action=solution.copy')).json.items[0];
  assert.equal(told.details.organisation, other.json.id);
  const [got] = (await inOrganisation('other', 'audit?action=solution.create')).json.items;
  assert.deepEqual([got.subject, typeof got.details.copiedFrom], [made.json.id, 'string']);
  assert.equal((await inOrganisation('other', 'audit?action=credential.create')).json.items.length, 3);
  const mine = await inOrganisation('other', 'solutions/third/checklist', { token });
  assert.deepEqual(outcome(mine), [404, 'organisation/not-found']);
});

test('keys of the organisation are hidden by an explicit word alone, and nothing is left of a refused copy', async () => {
  await keyward.api('POST', 'credentials', { body: { ...credentials[1]!, key: 'mail' } });
  const body = { slug: 'fourth', name: 'Fourth' };
  assert.deepEqual(outcome(await keyward.api('POST', 'solutions/first/copy', { body })), [409, 'credential/shadows']);
  assert.equal((await keyward.api('GET', 'solutions/fourth')).status, 404);
  const cli = await runCli([
    'solution',
    'copy',
    'first',
    'fourth',
    '--shadows',
    '--url',
    keyward.controlUrl,
    '--data',
    keyward.data,
  ]);
  assert.equal(cli.code, 0, cli.stderr);
  const list = await runCli(['solution', 'checklist', 'fourth', '--url', keyward.controlUrl, '--data', keyward.data]);
  assert.match(list.stdout, /^0 of 4 done\./);
  assert.match(list.stdout, /mailgun.*API key \(apiKey\) is required/);
  for (const [slug, code] of [
    ['NOT A SLUG', 'solution/slug-invalid'],
    ['', 'solution/slug-invalid'],
  ] as const) {
    assert.deepEqual(outcome(await keyward.api('POST', 'solutions/first/copy', { body: { slug } })), [422, code]);
  }
  assert.equal((await keyward.api('POST', 'solutions/none/copy', { body })).status, 404);
  assert.deepEqual(await keyward.leaksOf(canary), []);
});

test('the bounds of a solution and of its copy hold, and nothing is left of what is over them', async () => {
  const made = await keyward.api('POST', 'solutions', { body: { slug: 'large', name: 'Large' } });
  const names = ({ name }: { name: string }) => name;
  /** As many rows more as are asked for, each like one that there is. */
  const multiply = (table: string, count: number, changed: Readonly<Record<string, string>>, where: string) => {
    const columns = rows(keyward.data, `select name from pragma_table_info('${table}')`).map(names);
    const selected = columns.map((column) => changed[column] ?? `t."${column}"`);
    const numbers = `with recursive number(n) as (select 1 union all select n + 1 from number where n < ${count})`;
    const into = `insert into ${table} (${columns.map((column) => `"${column}"`).join()})`;
    return edit(keyward.data, `${into} ${numbers} select ${selected.join()} from ${table} t, number where ${where}`);
  };
  const large = `'${made.json.id}'`;
  const [{ id: one }] = rows(keyward.data, "select id from credentials where key = 'crm' and status = 'valid' limit 1");
  const like = { id: `printf('cred_%026d', n)`, key: `'k' || n`, solution_id: large };
  assert.equal(multiply('credentials', 1_000, like, `t.id = '${one}'`), 1_000);
  const body = { slug: 'large-copy' };
  const copied = await keyward.api('POST', 'solutions/large/copy', { body });
  assert.equal(copied.status, 201, copied.text);
  assert.equal((await keyward.api('GET', 'solutions/large-copy/checklist')).json.of, 1_000);
  multiply('credentials', 1, { ...like, id: `'cred_over'`, key: `'over'` }, `t.id = '${one}'`);
  const over = await keyward.api('POST', 'solutions/large/copy', { body: { slug: 'over' } });
  assert.deepEqual(outcome(over), [422, 'solution/too-large']);
  assert.equal((await keyward.api('GET', 'solutions/over')).status, 404);

  const versions = { id: `printf('fnv_%026d', n)`, function_id: `printf('fn_%026d', n)`, name: `'f' || n` };
  const where = `t.name = 'read' and t.witness is not null and t.solution_id = (select id from solutions where slug = 'first')`;
  assert.equal(multiply('functions', 500, { ...versions, solution_id: large }, where), 500);
  const definition = { name: 'more', credential: 'not-there-yet', request: { method: 'GET', url: '/' } };
  const put = await keyward.api('PUT', 'solutions/large/functions/more', { body: definition });
  assert.deepEqual(outcome(put), [409, 'function/too-many']);
  assert.deepEqual(rows(keyward.data, "select 1 from functions where name = 'more'"), []);
});

test('a copied alias keeps the key of its configuration, is incomplete, and the checklist says what it lacks', async () => {
  await keyward.api('POST', 'solutions', { body: { slug: 'aliases', name: 'Aliases' } });
  const fields = JSON.stringify({ configuration: 'acme', scope: 'read' });
  const sql = `insert into credentials (organisation_id, id, solution_id, key, labels, type, base_url, fields, secrets, status,
      errors, verification, version, created_at, created_by, updated_at, updated_by)
    select organisation_id, ?, id, 'alias', '{}', 'OAuthAlias', 'https://api.example', ?, '{}', 'valid', '[]',
      '{"verdict":"unverified","steps":[]}', 1, 1, 't', 1, 't' from solutions where slug = 'aliases'`;
  assert.equal(edit(keyward.data, sql, newId('cred'), fields), 1);
  assert.equal((await keyward.api('POST', 'solutions/aliases/copy', { body: { slug: 'copied-aliases' } })).status, 201);
  const copy = (await keyward.api('GET', 'credentials/alias?solution=copied-aliases')).json;
  assert.deepEqual([copy.status, copy.fields], ['incomplete', { configuration: 'acme' }]);
  const item = async () => (await keyward.api('GET', 'solutions/copied-aliases/checklist')).json.items[0];
  const { code, missing } = await item();
  assert.deepEqual([code, missing[0].field], ['oauth-configuration/not-found', 'configuration']);
  const client = { key: 'acme', clientId: 'c', clientAuthentication: 'none', tokenUrl: 'https://login.example/token' };
  assert.equal((await keyward.api('POST', 'oauth-configurations', { body: client })).status, 201);
  assert.deepEqual([(await item()).code, (await item()).missing[0].field], ['credential/incomplete', 'accessToken']);
  const template = await keyward.api('GET', 'solutions/aliases/template');
  assert.match(template.text, /configuration: acme/);
  const body = { name: 'Again', slug: 'again', template: template.json.template };
  const made = await keyward.api('POST', 'solutions', { body });
  assert.equal(made.status, 201, made.text);
  const again = (await keyward.api('GET', 'credentials/alias?solution=again')).json;
  assert.deepEqual(
    [again.type, again.status, again.baseUrl, again.fields],
    ['OAuthAlias', 'incomplete', 'https://api.example', { configuration: 'acme' }],
  );
});
