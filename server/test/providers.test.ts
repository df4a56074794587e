/**
 * Credentials on a provider through a whole Keyward: what they take from it is sealed, tried, used and moved only with the
 * secrets. The upstreams are the reader's own: providers that people run themselves, and an organisation's own.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { KeywardClient } from '../../sdk/src/index.ts';
import { newCanary } from './kit/canary.ts';
import { edit } from './kit/database.ts';
import { Keyward, runCli } from './kit/keyward.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;
let other: Upstream;
let client: KeywardClient;
let folder: string;

/** As GitHub answers `GET /user`: its header has the prefix `token `. */
async function startApi(): Promise<Upstream> {
  return startUpstream(({ headers, url }, response) => {
    const given = [headers.authorization, headers['x-acme'], headers['x-other']];
    const isAllowed = given.includes(`token ${canary}`) || given.includes(canary);
    response.writeHead(isAllowed ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isAllowed ? { login: 'octocat', url, echoed: canary } : {}));
  });
}

const own = (baseUrl: string, header = 'X-Acme') => ({
  name: 'org/acme',
  title: 'Acme',
  categories: ['other'],
  docsUrl: 'https://acme.example/docs',
  types: {
    ApiKey: {
      fields: [
        { name: 'space', title: 'Space', help: 'Of the account.', required: true, pattern: '[a-z]{1,20}' },
        { name: 'apiKey', pattern: 'cnry.{1,60}' },
      ],
      values: { in: 'header', name: header },
      baseUrl: `${baseUrl}/\${space}`,
      verification: { request: { method: 'GET', path: '/me' }, accept: { present: ['/login'] }, account: ['/login'] },
    },
  },
  evidence: { kind: 'documents', url: 'https://acme.example/docs' },
});

const acme = (extra: object = {}) => ({ type: 'ApiKey', provider: 'org/acme', fields: { space: 'a' }, ...extra });
const github = (extra: object = {}) => ({ type: 'ApiKey', provider: 'github', baseUrl: upstream.url, ...extra });

before(async () => {
  [keyward, upstream, other] = await Promise.all([Keyward.start(), startApi(), startApi()]);
  folder = await mkdtemp(join(tmpdir(), 'keyward-providers-'));
  const brokerKey = (await readFile(join(keyward.data, 'broker-key.pub'), 'utf8')).trim();
  client = new KeywardClient({ url: keyward.controlUrl, token: await keyward.ownerToken(), brokerKey });
  const made = await keyward.api('POST', 'providers', { body: own(upstream.url) });
  assert.equal(made.status, 201, made.text);
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await Promise.all([upstream.close(), other.close(), rm(folder, { recursive: true })]);
});

const stated = () => ({ origins: [upstream.url], placements: ['header:x-acme'] });

async function assertReaches(key: string, header: string, expected: string): Promise<void> {
  const { status, text } = await keyward.call(`/${key}/repos`, { token: await keyward.tokenFor(key) });
  assert.equal(status, 200, text);
  assert.equal(upstream.received.at(-1)!.headers[header], expected);
}

const env = () => ({ KEYWARD_URL: keyward.controlUrl, KEYWARD_DATA: keyward.data, XDG_CONFIG_HOME: folder });
const credential = (args: readonly string[], input: string) =>
  runCli(['credential', ...args, '--secret-stdin', 'apiKey'], { env: env(), input: `${input}\n` });

test('a credential on a provider is made, tried by the provider’s own check, and used as the provider says', async () => {
  const made = await keyward.api('POST', 'credentials', { body: github({ fields: { apiKey: canary } }) });
  assert.deepEqual([made.status, made.json.key, made.json.fields.prefix], [201, 'github', 'token '], made.text);
  const tried = await keyward.api('POST', 'credentials/github/verify');
  assert.deepEqual(
    [tried.json.verification.verdict, tried.json.verification.account],
    ['accepted', 'octocat'],
    tried.text,
  );
  const { url, headers } = upstream.received.at(-1)!;
  assert.deepEqual([url, headers.accept], ['/user', 'application/vnd.github+json']);
  await assertReaches('github', 'authorization', `token ${canary}`);
});

test('a wrong secret is rejected by the same check', async () => {
  await keyward.api('PUT', 'credentials/wrong', { body: github({ fields: { apiKey: 'not-the-secret' } }) });
  const { json } = await keyward.api('POST', 'credentials/wrong/verify');
  assert.equal(json.verification.verdict, 'rejected');
});

test('the client seals for a provider that it knows, and for another one where the caller says the origins', async () => {
  await client.credentials.create({ ...github(), key: 'sealed', secrets: { apiKey: canary } });
  await assertReaches('sealed', 'authorization', `token ${canary}`);
  const input = { ...acme(), key: 'sealed-own', secrets: { apiKey: canary } };
  await assert.rejects(client.credentials.create(input), { code: 'config/invalid', message: /org\/acme/ });
  const elsewhere = { origins: [other.url], placements: ['header:x-acme'] };
  await assert.rejects(client.credentials.create(input, { expect: elsewhere }), { code: 'credential/seal-refused' });
  await client.credentials.create(input, { expect: stated() });
  await assertReaches('sealed-own', 'x-acme', canary);
  assert.equal(upstream.received.at(-1)!.url, '/a/repos');
  const expect = { ...stated(), provider: 'org/acme' };
  await client.credentials.update('sealed-own', { fields: { space: 'b' }, secrets: { apiKey: canary } }, { expect });
  await assertReaches('sealed-own', 'x-acme', canary);
  assert.equal(upstream.received.at(-1)!.url, '/b/repos');
});

test('the broker refuses a sealed value that breaks the pattern of the provider’s secret', async () => {
  const input = { ...acme(), key: 'broken', secrets: { apiKey: `x${canary}` } };
  const refused = client.credentials.create(input, { expect: stated() });
  await assert.rejects(refused, { code: 'credential/value-refused', status: 422 });
  assert.equal((await keyward.api('GET', 'credentials/broken')).status, 404);
  const plain = await keyward.api('POST', 'credentials', { body: acme({ fields: { space: 'a', apiKey: 'wrong' } }) });
  assert.equal(plain.json.code, 'credential/value-refused');
});

test('the command line gives a new secret without a flag more, and names the flags where something is not known', async () => {
  // What is at a place of one's own, the client does not know.
  await keyward.api('PUT', 'credentials/cli', { body: github({ fields: { apiKey: 'old-secret' } }) });
  const blind = await credential(['update', 'cli'], canary);
  assert.match(blind.stderr, /origins that were not asked for/);
  await keyward.api('PUT', 'credentials/finn?verify=skip', {
    body: { provider: 'finnhub', fields: { apiKey: 'old' } },
  });
  const known = await credential(['update', 'finn', '--verify', 'skip'], canary);
  assert.equal(known.code, 0, known.stderr);
  const mistaken = await credential(['update', 'finn', '--provider', 'stripe'], canary);
  assert.match(mistaken.stderr, /another provider than is expected/);
  const ownArgs = ['--provider', 'org/acme', '--set', 'space=a'];
  const asked = await credential(['add', 'cli-own', ...ownArgs], canary);
  assert.match(asked.stderr, /org\/acme.*127\.0\.0\.1.*--expect-origin/s);
  const said = ['--expect-origin', upstream.url, '--expect-placement', 'header:X-Acme'];
  const sealed = await credential(['add', 'cli-own', ...ownArgs, ...said], canary);
  assert.equal(sealed.code, 0, sealed.stderr);
  await assertReaches('cli-own', 'x-acme', canary);
});

test('what moves the base URL takes the secrets again, by PATCH as by PUT', async () => {
  const mailgun = (region: string, apiKey?: string) => ({
    provider: 'mailgun',
    fields: { region, ...(apiKey && { apiKey }) },
  });
  const put = await keyward.api('PUT', 'credentials/mail?verify=skip', { body: mailgun('us', canary) });
  assert.equal(put.json.baseUrl, 'https://api.mailgun.net', put.text);
  for (const method of ['PATCH', 'PUT']) {
    const { provider: _same, ...patch } = mailgun('eu');
    const body = method === 'PUT' ? mailgun('eu') : patch;
    const moved = await keyward.api(method, 'credentials/mail?verify=skip', { body });
    assert.deepEqual([moved.status, moved.json.code], [409, 'credential/policy-changed'], method);
  }
  const again = await keyward.api('PATCH', 'credentials/mail?verify=skip', {
    body: { fields: { region: 'eu', apiKey: canary } },
  });
  assert.equal(again.json.baseUrl, 'https://api.eu.mailgun.net', again.text);
});

test('a base URL or rule that was edited in the database sends the secret nowhere', async () => {
  await keyward.api('PUT', 'credentials/edited', { body: acme({ fields: { space: 'a', apiKey: canary } }) });
  const token = await keyward.tokenFor('edited');
  assert.equal(edit(keyward.data, `update credentials set base_url = ? where key = 'edited'`, other.url), 1);
  const moved = await keyward.call('/edited/x', { token });
  assert.ok(moved.headers.has('keyward-error'), moved.text);
  assert.equal(other.received.length, 0);
});

test('a provider that changed or is gone leaves calls as they were; what asks it says so', async () => {
  await keyward.api('PUT', 'credentials/left', { body: acme({ fields: { space: 'a', apiKey: canary } }) });
  const changed = await keyward.api('PUT', 'providers/org/acme', { body: own(other.url, 'X-Other') });
  assert.equal(changed.status, 200, changed.text);
  const renamed = await keyward.api('PATCH', 'credentials/left', { body: { name: 'Left' } });
  assert.deepEqual([renamed.status, renamed.json.baseUrl], [200, `${upstream.url}/a`], renamed.text);
  await assertReaches('left', 'x-acme', canary);
  const refused = (await keyward.api('DELETE', 'providers/org/acme')).json;
  assert.deepEqual([refused.code, refused.usages.length > 0], ['provider/in-use', true]);
  assert.ok(
    refused.usages.every((usage: { kind: string; id: string }) => usage.kind === 'credential' && usage.id !== ''),
  );
  assert.equal((await keyward.api('DELETE', 'providers/org/acme?force=true')).status, 204);
  await assertReaches('left', 'x-acme', canary);
  const before = other.received.length;
  const patched = await keyward.api('PATCH', 'credentials/left', { body: { fields: { apiKey: canary } } });
  assert.equal(patched.json.code, 'credential/provider-unknown', patched.text);
  const fresh = await keyward.api('POST', 'credentials', { body: acme({ fields: { space: 'a', apiKey: canary } }) });
  assert.equal(fresh.json.code, 'credential/provider-unknown');
  const tried = await keyward.api('POST', 'credentials/left/verify');
  assert.equal(tried.json.verification.verdict, 'unverified', tried.text);
  const { json } = await keyward.api('GET', 'components');
  const component = json.items.find((item: { component: string }) => item.component === 'org/acme');
  assert.deepEqual([component.kind, component.title], ['provider', undefined]);
  assert.equal(other.received.length, before);
});

test('the first secret of a stored credential takes the provider’s name with it: the record vouches for none', async () => {
  const patch = (key: string, body: object) => keyward.api('PATCH', `credentials/${key}?verify=skip`, { body });
  for (const [key, provider, fields] of [
    ['bare-slack', 'slack', {}],
    ['bare-mailgun', 'mailgun', { region: 'eu' }],
  ] as const) {
    const made = await keyward.api('PUT', `credentials/${key}`, { body: { provider, type: 'ApiKey', fields } });
    assert.deepEqual([made.status, made.json.status], [201, 'incomplete'], made.text);
    for (const nameless of [{ apiKey: canary }, { ...fields, apiKey: canary }]) {
      assert.equal((await patch(key, { fields: nameless })).json.code, 'credential/origins-unnamed');
    }
    const given = await patch(key, { provider, fields: { ...fields, apiKey: canary } });
    assert.deepEqual(
      [given.status, given.json.status, given.json.policy?.provider],
      [200, 'valid', provider],
      given.text,
    );
  }
});
