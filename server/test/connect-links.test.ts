/**
 * Connect links over a whole Keyward, without a browser: what the page says and takes, what a link confers and what it does
 * not, and that nobody gets more out of one than its one credential.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { hashConnectLinkToken, newConnectLinkToken } from '../src/domain/connect-link.ts';
import { canonicalPolicy, type Policy, policyParts } from '../src/domain/policy.ts';
import { seal } from '../src/envelope/seal.ts';
import { newCanary } from './kit/canary.ts';
import { edit, rows } from './kit/database.ts';
import { runDoctor } from './kit/doctor.ts';
import { Keyward, runCli } from './kit/keyward.ts';
import { openLink, sendLink } from './kit/link-form.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
const wrong = `wrong-${newCanary()}`;
const HOSTILE = '"><script>alert(1)</script>\u202e & <b>';
let keyward: Keyward;
let upstream: Upstream;

before(async () => {
  upstream = await startUpstream(({ headers }, response) => {
    const isRight = headers['x-key'] === canary;
    response.writeHead(isRight ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: isRight, user: { name: 'Ann <i>' } }));
  });
  keyward = await Keyward.start();
  const made = await keyward.api('POST', 'providers', { body: provider() });
  assert.equal(made.status, 201, made.text);
  const settings = await keyward.api('PATCH', 'settings', { body: { returnOrigins: ['https://APP.example/'] } });
  assert.deepEqual(settings.json.returnOrigins, ['https://app.example'], settings.text);
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  assert.deepEqual(await keyward.leaksOf(wrong), []);
  await keyward.close();
  await upstream.close();
});

const provider = () => ({
  ...{ name: 'org/acme', title: 'Acme <b>', categories: ['other'], docsUrl: 'https://acme.example/docs' },
  types: {
    ApiKey: {
      help: 'Ask your administrator.',
      fields: [
        { name: 'region', title: 'Region', help: 'Where it is.', required: true, enum: ['eu', 'us'], default: 'eu' },
        {
          ...{ name: 'zone', title: 'Zone', help: 'Of the US.', required: true, pattern: '[a-z]{2}' },
          when: { field: 'region', in: ['us'] },
        },
        { name: 'apiKey', title: 'API key', help: 'From your account.', placeholder: 'key-…' },
      ],
      values: { in: 'header', name: 'X-Key' },
      baseUrl: [{ when: { field: 'region', in: ['eu'] }, url: `${upstream.url}/eu` }, { url: `${upstream.url}/us` }],
      verification: {
        request: { method: 'GET', path: '/me' },
        accept: { status: [200], equals: { '/ok': true } },
        account: ['/user/name'],
      },
    },
  },
  evidence: { kind: 'documents', url: 'https://acme.example/docs' },
});

async function make(
  body: object = {},
  query = '',
): Promise<{ id: string; url: string; json: Record<string, unknown> }> {
  const { status, json, text } = await keyward.api('POST', `connect-links${query}`, {
    body: { provider: 'org/acme', ...body },
  });
  assert.equal(status, 201, text);
  return { id: json.id, url: json.url, json };
}

async function eventsOf(id: string): Promise<{ type: string; data: Record<string, unknown> }[]> {
  const { json } = await keyward.api('GET', 'events?limit=200');
  return json.items.filter(({ data }: { data: { connectLinkId?: string } }) => data.connectLinkId === id);
}

test('a link is shown once, opens a page that says everything, and stores one credential that its API accepts', async () => {
  const body = { key: 'acme-1', name: HOSTILE, labels: { customer: 'c1' }, returnUrl: 'https://app.example/done?a=1' };
  const { id, url, json } = await make(body);
  assert.deepEqual(
    [json.status, json.key, json.origins, json.asks],
    ['open', 'acme-1', [upstream.url], ['region', 'zone', 'apiKey']],
  );
  const [listed] = (await keyward.api('GET', 'connect-links')).json.items;
  assert.deepEqual([listed.id, listed.url], [id, undefined]);
  for (const method of ['HEAD', 'GET', 'GET']) assert.equal((await openLink(keyward, url, method)).status, 200);
  const page = await openLink(keyward, url);
  for (const text of ['Connect Acme &lt;b&gt;', 'Ask your administrator.', upstream.url, 'Only where Region is us.']) {
    assert.ok(page.text.includes(text), text);
  }
  assert.ok(!page.text.includes('<script>alert'), 'names are escaped');
  assert.equal(page.headers.get('cache-control'), 'no-store');
  assert.equal(page.headers.get('referrer-policy'), 'same-origin');
  assert.match(
    page.headers.get('content-security-policy')!,
    /^default-src 'none'.*form-action 'self' https:\/\/app\.example; frame-ancestors 'none'$/,
  );

  const faulty = await sendLink(keyward, url, { 'field.region': 'us', 'field.zone': 'Nowhere' });
  assert.equal(faulty.status, 422);
  assert.match(faulty.text, /id="fault-zone"/);
  assert.match(faulty.text, /id="fault-apiKey">API key is required/);
  assert.match(faulty.text, /value="Nowhere"/);

  const refused = await sendLink(keyward, url, { 'field.region': 'eu', 'field.zone': '?', 'field.apiKey': wrong });
  assert.equal(refused.status, 422, refused.text);
  assert.match(refused.text, /Acme &lt;b&gt; did not accept these values/);
  assert.equal((await keyward.api('GET', 'credentials/acme-1')).status, 404);

  const done = await sendLink(keyward, url, { 'field.region': 'eu', 'field.zone': '?', 'field.apiKey': canary });
  assert.equal(done.status, 303, done.text);
  assert.equal(done.headers.get('location'), 'https://app.example/done?a=1&status=connected&credential=acme-1');
  const stored = (await keyward.api('GET', 'credentials/acme-1')).json;
  assert.deepEqual(
    [stored.id, stored.status, stored.verification.verdict, stored.fields.region, stored.labels, stored.createdBy],
    [json.credentialId, 'valid', 'accepted', 'eu', { customer: 'c1' }, id],
  );
  assert.equal(stored.fields.zone, undefined, 'what stands under a condition that does not hold is not stored');
  const token = await keyward.tokenFor('acme-1');
  assert.equal((await keyward.call('/acme-1/me', { token })).status, 200);

  const again = await sendLink(keyward, url, { 'field.region': 'eu', 'field.apiKey': canary });
  assert.equal(again.status, 410);
  assert.match(again.text, /This link has been used/);
  assert.equal((await openLink(keyward, url)).status, 410);
  const read = (await keyward.api('GET', `connect-links/${id}`)).json;
  assert.deepEqual([read.status, read.tries, typeof read.usedAt], ['used', 2, 'string']);

  const told = (await eventsOf(id)).map(({ type, data }) => [type, data.code, data.key, data.triesLeft]);
  assert.deepEqual(told, [
    ['connect-link.completed', undefined, 'acme-1', undefined],
    ['connect-link.failed', 'verification/rejected', 'acme-1', 9],
  ]);
  const { json: audit } = await keyward.api('GET', 'audit?action=connect-link.&limit=100');
  const entries = audit.items.filter(({ subject }: { subject: string }) => subject === id);
  assert.deepEqual(
    entries.map(({ action, outcome, actor }: Record<string, string>) => [action, outcome, actor === id]),
    [
      ['connect-link.use', 'done', true],
      ['connect-link.use', 'refused', true],
      ['connect-link.create', 'done', false],
    ].filter(([action]) => action !== 'connect-link.read'),
  );
});

test('a link without a return address ends on a page, and of two that finish at once one does', async () => {
  const { id, url } = await make({ key: 'acme-2' });
  const inputs = { 'field.region': 'us', 'field.zone': 'ab', 'field.apiKey': canary };
  const answers = await Promise.all([1, 2, 3].map(() => sendLink(keyward, url, inputs)));
  const statuses = answers.map(({ status }) => status).sort();
  assert.equal(statuses.filter((status) => status === 200).length, 1, statuses.join());
  const page = answers.find(({ status }) => status === 200)!;
  assert.match(page.text, /Acme &lt;b&gt; is connected/);
  assert.match(page.text, /Ann &lt;i&gt;/);
  const completed = (await eventsOf(id)).filter(({ type }) => type === 'connect-link.completed');
  assert.equal(completed.length, 1);
  assert.equal((await keyward.api('GET', 'credentials/acme-2')).json.fields.zone, 'ab');
});

test('a link fills in a credential that is there, with what is fixed left as it is', async () => {
  const kept = { provider: 'org/acme', fields: { region: 'us', zone: 'xy' } };
  assert.equal((await keyward.api('PUT', 'credentials/empty', { body: kept })).json.status, 'incomplete');
  const unnamed = await keyward.api('POST', 'connect-links', { body: { credential: 'empty' } });
  assert.equal(unnamed.json.code, 'credential/origins-unnamed', unnamed.text);
  const fields = { region: 'us', zone: 'xy' };
  const { url, json } = await make({ credential: 'empty', fields });
  assert.deepEqual(json.asks, ['apiKey']);
  const page = await openLink(keyward, url);
  assert.match(page.text, /Region is fixed: <bdi>us<\/bdi>/);
  assert.ok(!page.text.includes('name="field.region"'));
  const done = await sendLink(keyward, url, { 'field.apiKey': canary, 'field.region': 'eu' });
  assert.equal(done.status, 200, done.text);
  const stored = (await keyward.api('GET', 'credentials/empty')).json;
  assert.deepEqual([stored.status, stored.fields.region, stored.secrets.apiKey.materialVersion], ['valid', 'us', 1]);
  const another = await make({ credential: 'empty' });
  assert.equal((await sendLink(keyward, another.url, { 'field.apiKey': canary })).status, 200);
  assert.equal((await keyward.api('GET', 'credentials/empty')).json.secrets.apiKey.materialVersion, 2);
});

test('a key of several lines arrives as it was pasted', async () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const { url } = await make({ provider: undefined, type: 'Jwt', key: 'robot', baseUrl: upstream.url });
  assert.match((await openLink(keyward, url)).text, /<textarea rows="6" id="field-privateKey"/);
  const broken = await sendLink(keyward, url, { 'field.privateKey': pem.slice(0, 60) });
  assert.match(broken.text, /id="fault-privateKey"/);
  const done = await sendLink(keyward, url, { 'field.privateKey': pem.replaceAll('\n', '\r\n') });
  assert.equal(done.status, 200, done.text);
  assert.equal((await keyward.api('GET', 'credentials/robot')).json.status, 'valid');
});

test('what a link may not be made for is refused, with the member that is wrong', async () => {
  const refusals: [object, string][] = [
    [{ returnUrl: 'https://app.example.evil/' }, 'request/return-refused'],
    [{ returnUrl: 'https://app.example@evil/' }, 'request/return-refused'],
    [{ fields: { apiKey: 'x' } }, 'request/invalid'],
    [{ fields: { region: 'mars' } }, 'request/invalid'],
    [{ fields: { other: 'x' } }, 'credential/field-unknown'],
    [{ asks: ['region'] }, 'connect-link/nothing-asked'],
    [{ asks: ['other'] }, 'credential/field-unknown'],
    [{ expiresIn: 30 * 86_400 + 1 }, 'request/invalid'],
    [{ key: 'acme-1' }, 'credential/key-taken'],
    [{ credential: 'nobody' }, 'credential/not-found'],
    [{ provider: 'nobody' }, 'credential/provider-unknown'],
    [{ provider: undefined, type: 'ApiKey' }, 'request/invalid'],
    [{ baseUrl: 'https://evil.example' }, 'request/invalid'],
  ];
  for (const [body, code] of refusals) {
    const answer = await keyward.api('POST', 'connect-links', { body: { provider: 'org/acme', ...body } });
    assert.equal(answer.json.code, code, `${JSON.stringify(body)} ${answer.text}`);
  }
  const user = (await keyward.api('POST', 'access-tokens', { body: { name: 'u', role: 'user' } })).json.token;
  const denied = await keyward.api('POST', 'connect-links', { token: user, body: { provider: 'org/acme' } });
  assert.equal(denied.json.code, 'token/forbidden');
});

test('the token of a link is no access token, and its page takes forms of its own origin alone', async () => {
  const { url } = await make({ key: 'acme-3' });
  const token = url.split('/').at(-1)!;
  assert.equal((await keyward.api('GET', 'credentials', { token })).json.code, 'token/invalid');
  assert.equal((await keyward.call('/acme-1/me', { token })).json.code, 'token/invalid');
  const inputs = { 'field.region': 'eu', 'field.apiKey': canary };
  for (const headers of [
    {} as Record<string, string>,
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: `${new URL(url).origin}0` },
    { origin: new URL(url).origin.replace('http:', 'https:') },
  ]) {
    const answer = await sendLink(keyward, url, inputs, headers);
    assert.equal(answer.status, 403, JSON.stringify(headers));
    assert.match(answer.text, /This form came from elsewhere/);
  }
  const json = await keyward.fetch(url, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin },
  });
  assert.equal(json.status, 415);
  for (const path of ['kwl_', newConnectLinkToken(), `${token}0`, token.toLowerCase(), '..%2f', '%00']) {
    const answer = await openLink(keyward, `${keyward.controlUrl}/connect/${path}`);
    assert.equal(answer.status, 404, path);
    assert.match(answer.text, /This link is not known/);
  }
});

test('a link that is withdrawn, over or tried ten times opens nothing, and says so', async () => {
  const withdrawn = await make({ key: 'acme-4' });
  assert.equal((await keyward.api('DELETE', `connect-links/${withdrawn.id}`)).status, 204);
  assert.match((await openLink(keyward, withdrawn.url)).text, /This link was withdrawn/);
  const over = await make({ key: 'acme-5', expiresIn: 60 });
  edit(keyward.data, 'update connect_links set tries = 10 where id = ?', over.id);
  const page = await openLink(keyward, over.url);
  assert.deepEqual([page.status, /tried too often/.test(page.text)], [410, true]);
  const inputs = { 'field.region': 'eu', 'field.apiKey': canary };
  assert.equal((await sendLink(keyward, over.url, inputs)).status, 410);
  assert.equal((await keyward.api('GET', 'credentials/acme-5')).status, 404);
});

test('catalogue 46: a link that was written or edited in the database confers nothing and is reported', async () => {
  const token = newConnectLinkToken();
  const { id } = await make({ key: 'acme-6' });
  const copy = `insert into connect_links select organisation_id, 'clk_' || 'forged', ?, credential_id, solution_id, definition,
    witness, tries, expires_at, created_at, created_by, used_at, revoked_at from connect_links where id = ?`;
  assert.equal(edit(keyward.data, copy, hashConnectLinkToken(token), id), 1);
  assert.equal((await openLink(keyward, `${keyward.controlUrl}/connect/${token}`)).status, 404);
  const edits = [
    `definition = json_set(definition, '$.credentialId', 'cred_01h455vb4pex5vsknk084sn02q')`,
    `definition = json_set(definition, '$.expiresAt', 9999999999999)`,
    `definition = json_set(definition, '$.fixed.fields.region', 'us')`,
    `definition = json_set(definition, '$.policy.roles.api.origins[0]', 'https://evil.example')`,
    `definition = 'nonsense'`,
  ];
  for (const assignment of edits) {
    const made = await make();
    assert.equal(edit(keyward.data, `update connect_links set ${assignment} where id = ?`, made.id), 1);
    assert.equal((await openLink(keyward, made.url)).status, 404, assignment);
    const sent = await sendLink(keyward, made.url, { 'field.region': 'eu', 'field.apiKey': canary });
    assert.equal(sent.status, 404, assignment);
  }
  const used = await make({ key: 'acme-7' });
  assert.equal((await sendLink(keyward, used.url, { 'field.region': 'eu', 'field.apiKey': canary })).status, 200);
  edit(keyward.data, 'update connect_links set used_at = null where id = ?', used.id);
  assert.equal((await openLink(keyward, used.url)).status, 404, 'a used link does not come back');
  const { bad } = await runDoctor(keyward);
  assert.equal(bad.filter((what) => what.startsWith('connect link clk_')).length, 1 + edits.length, bad.join('\n'));
  const reported = rows(keyward.data, `select subject from audit where action = 'connect-link.unwitnessed'`);
  assert.ok(reported.length >= 3);
});

test('whoever has taken over the control plane gets no more out of a link than its credential, its fields and its policy', async () => {
  const { url } = await make({ key: 'acme-8' });
  const token = url.split('/').at(-1)!;
  const planned = await keyward.fetch(`${url}/plan`, {
    method: 'POST',
    body: JSON.stringify({ values: { 'field.region': 'eu' } }),
    headers: { 'content-type': 'application/json', origin: new URL(url).origin },
  });
  const { organisationId, credentialId, type, policyBytes, sealingKey, brokerKey } = planned.json;
  assert.match(brokerKey, /^keyward-broker-1:/);
  const key = {
    ...{ ...sealingKey, publicKey: Buffer.from(sealingKey.publicKey, 'base64') },
    ...{ signature: Buffer.from(sealingKey.signature, 'base64'), notAfter: Date.parse(sealingKey.notAfter) },
  };
  const own = JSON.parse(Buffer.from(policyBytes, 'base64').toString('utf8'));
  const elsewhere = { ...own.roles.api, origins: ['https://evil.example'] };
  let materialVersion = 0;
  const admit = async (policy: object, credential = credentialId, field = 'apiKey') => {
    materialVersion += 1;
    const bytes = canonicalPolicy(policy as Policy);
    const of = { organisationId, credentialId: credential, type, field, materialVersion };
    const envelope = seal(Buffer.from(canary), { ...of, policyBytes: bytes }, key);
    const insert = `insert into material (organisation_id, credential_id, field, material_version, type, envelope, policy,
      witness, created_at) values (?, ?, ?, ?, ?, ?, ?, null, 1)`;
    assert.equal(
      edit(keyward.data, insert, organisationId, credential, field, materialVersion, type, envelope, bytes),
      1,
    );
    const material = [{ credentialId: credential, field, materialVersion }];
    return rpc('admitMaterial', { token, organisationId, material, named: [...policyParts] });
  };
  const rpc = (verb: string, body: object) =>
    keyward.fetch(`${keyward.brokerUrl}/rpc/${verb}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  assert.equal((await admit(own)).status, 200);
  const exceeding = [
    await admit({ ...own, roles: { api: elsewhere, verify: elsewhere } }),
    await admit({ ...own, release: ['forward-auth'] }),
    await admit({ ...own, roles: { ...own.roles, api: { ...own.roles.api, placements: ['header:x-other'] } } }),
    await admit(own, 'cred_01h455vb4pex5vsknk084sn02q'),
    await admit(own, credentialId, 'other'),
  ];
  for (const answer of exceeding) assert.equal(answer.json.code, 'connect-link/exceeded', answer.text);
  const others = [
    ['authenticate', {}],
    ['admitAccessToken', { accessTokenId: 'x' }],
    ['admitFunction', { versionId: 'x' }],
    ['admitConnectLink', { connectLinkId: 'x' }],
  ] as const;
  for (const [verb, more] of others) {
    assert.equal((await rpc(verb, { token, organisationId, ...more })).json.code, 'token/invalid', verb);
  }
  const { id: foreign } = (await keyward.api('GET', 'credentials/acme-1')).json;
  assert.equal(
    (await rpc('verify', { token, organisationId, credentialId: foreign })).json.code,
    'connect-link/exceeded',
  );
});

test('the command line makes, lists and withdraws links', async () => {
  const flags = ['--data', keyward.data, '--url', keyward.controlUrl, '--json'];
  const made = await runCli([
    'connect-link',
    'create',
    '--provider',
    'org/acme',
    '--key',
    'cli',
    '--set',
    'region=eu',
    '--expires-in',
    '2h',
    ...flags,
  ]);
  assert.equal(made.code, 0, made.stderr);
  const { id, url } = JSON.parse(made.stdout);
  assert.equal((await openLink(keyward, url)).status, 200);
  const listed = await runCli(['connect-link', 'list', ...flags]);
  assert.equal(JSON.parse(listed.stdout)[0].id, id);
  assert.equal((await runCli(['connect-link', 'revoke', id, ...flags])).code, 0);
  assert.equal((await openLink(keyward, url)).status, 410);
});
