/**
 * Credentials on a provider of an organisation's own, tried by its rule over a whole Keyward. Whoever writes the provider is
 * an attacker here: whatever the rule says, the secret goes only where and how it was sealed to go, and no verdict, label or
 * trace tells a bit of it.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { edit, rows } from './kit/database.ts';
import { Keyward } from './kit/keyward.ts';
import { until } from './kit/until.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
/** A right one too, for who guesses. */
const known = newCanary();
const wrong = `wrong-${newCanary()}`;
let keyward: Keyward;
let upstream: Upstream;
let evil: Upstream;
/** What is done with the right secret; by default it is taken, and everything that was got is echoed. */
let behaviour: 'echo' | 'refuse' | 'fail' | 'hang' = 'echo';

before(async () => {
  upstream = await startUpstream(({ url, headers, body }, response) => {
    if (behaviour === 'hang') return;
    const isRight = behaviour === 'echo' && [canary, known].includes(String(headers['x-key']));
    const key = String(headers['x-key']);
    const echo = {
      ...{ ok: true, user: { name: 'Ann' }, url, body: body.toString(), headers, list: [key], key },
      ...{ forms: { base64: Buffer.from(key).toString('base64'), hex: Buffer.from(key).toString('hex') } },
      ...{ names: { [key]: true }, told: `it is ${key}, which was given` },
    };
    const status = behaviour === 'fail' ? 503 : isRight ? 200 : 401;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(echo));
  });
  evil = await startUpstream((_, response) => void response.writeHead(200).end('{"ok":true}'));
  keyward = await Keyward.start();
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  assert.deepEqual(await keyward.leaksOf(wrong), []);
  await keyward.close();
  await Promise.all([upstream.close(), evil.close()]);
});

const rule = (request: object = {}, more: object = {}) => ({
  request: { method: 'GET', path: '/me', ...request },
  accept: { status: [200], equals: { '/ok': true } },
  account: ['/user/name'],
  ...more,
});

const provider = (method: object = {}) => ({
  ...{ name: 'org/acme', title: 'Acme', categories: ['other'], docsUrl: 'https://acme.example/docs' },
  types: {
    ApiKey: {
      fields: [{ name: 'apiKey' }],
      values: { in: 'header', name: 'X-Key' },
      baseUrl: `${upstream.url}/v1`,
      verification: rule(),
      ...method,
    },
  },
  evidence: { kind: 'documents', url: 'https://acme.example/docs' },
});

async function change(method: object): Promise<void> {
  const { status, text } = await keyward.api('PUT', 'providers/org/acme', { body: provider(method) });
  assert.equal(status, 200, text);
}

async function tryIt() {
  const { status, json, text } = await keyward.api('POST', 'credentials/acme/verify');
  assert.equal(status, 200, text);
  return json.verification;
}

test('a credential is accepted or rejected by the rule of its provider, with the label of its account', async () => {
  const made = await keyward.api('POST', 'providers', { body: provider(), headers: { 'idempotency-key': 'one' } });
  assert.equal(made.status, 201, made.text);
  const again = await keyward.api('POST', 'providers', { body: provider(), headers: { 'idempotency-key': 'one' } });
  assert.deepEqual([again.status, again.headers.get('idempotency-replayed')], [201, 'true'], again.text);
  assert.deepEqual(again.json, made.json);
  const body = (apiKey: string) => ({ body: { provider: 'org/acme', fields: { apiKey } } });
  const bad = await keyward.api('POST', 'credentials:verify', body(wrong));
  assert.equal(bad.json.verdict, 'rejected', bad.text);
  const stored = await keyward.api('PUT', 'credentials/acme?verify=enforce', body(canary));
  assert.deepEqual(
    [stored.status, stored.json.verification.verdict, stored.json.verification.account],
    [201, 'accepted', 'Ann'],
  );
  assert.deepEqual(
    upstream.received.map(({ method, url }) => `${method} ${url}`),
    ['GET /v1/me', 'GET /v1/me'],
  );
});

test('catalogue 45, 47: a changed provider moves a credential neither to another origin nor to another place', async () => {
  const post = (body: object) => rule({ method: 'POST', path: '/other?a=1', body });
  const template = '${apiKey}';
  const changes: [object, string][] = [
    [{ verification: rule({ path: '/other?a=1' }) }, 'GET /v1/other?a=1'],
    [{ verification: post({ json: { key: template, url: evil.url } }) }, 'POST /v1/other?a=1'],
    [{ verification: post({ form: { key: template } }) }, 'POST /v1/other?a=1'],
    [{ verification: rule({ headers: { 'X-Copy': template, 'X-Key': 'x', Host: 'evil', Accept: 'a/b' } }) }, ''],
    [{ verification: rule({ headers: { 'X-Copy': template, 'X-Key': 'x', Accept: 'a/b' } }) }, 'GET /v1/me'],
    [{ baseUrl: evil.url }, 'GET /v1/me'],
    [{ baseUrl: evil.url, origins: [evil.url], values: { in: 'query', name: 'key' } }, 'GET /v1/me'],
    [{ injection: [{ into: 'body', name: '/k', value: template }], verification: post({ json: {} }) }, ''],
  ];
  for (const [method, expected] of changes) {
    const answer = await keyward.api('PUT', 'providers/org/acme', { body: provider(method) });
    if (expected === '') {
      const isHeader = JSON.stringify(method).includes('Host');
      assert.equal(answer.status, isHeader ? 422 : 200, answer.text);
      if (isHeader) continue;
    }
    const asked = upstream.received.length;
    const { verdict, steps } = await tryIt();
    assert.equal(upstream.received.length, asked + 1, JSON.stringify([method, verdict, steps]));
    const { url, headers, body, rawHeaders, ...sent } = upstream.received.at(-1)!;
    if (expected !== '') assert.equal(`${sent.method} ${url}`, expected);
    assert.equal(headers['x-key'], canary);
    const { 'x-key': _, ...others } = headers;
    assert.ok(!JSON.stringify([url, others, body.toString()]).includes(canary));
    const names = rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
    assert.equal(new Set(names).size, names.length, `a field stands twice: ${names.join()}`);
  }
  assert.equal(evil.received.length, 0);
});

test('catalogue 48: predicates and labels aimed at an echo of the secret reveal no bit of it', async () => {
  // The guess stands in the provider, so the secret is one that is not searched for.
  const places: [string, (guess: string) => string][] = [
    ['/key', (guess) => guess],
    ['/list/0', (guess) => guess.replace(/./g, '*')],
    ['/forms/base64', (guess) => Buffer.from(guess).toString('base64')],
    ['/told', (guess) => `it is ${guess}, which was given`],
  ];
  const tell = async (verification: object) => {
    await change({ verification });
    const body = { provider: 'org/acme', fields: { apiKey: known } };
    const { json, text } = await keyward.api('POST', 'credentials:verify', { body });
    const { verdict, account, steps } = json;
    assert.ok(steps, text);
    return { verdict, account, note: steps.at(-1).note };
  };
  for (const [pointer, make] of places) {
    const aim = (guess: string) =>
      tell(rule({}, { accept: { equals: { [pointer]: make(guess) } }, account: [pointer] }));
    const [right, other] = [await aim(known), await aim(newCanary())];
    assert.deepEqual(right, other, pointer);
    assert.deepEqual([right.verdict, right.account], ['unverified', undefined], pointer);
  }
  const named = (guess: string) => tell(rule({}, { accept: { present: [`/names/${guess}`] } }));
  assert.equal((await named(known)).verdict, (await named(newCanary())).verdict);
  const labelled = await tell(rule({}, { account: ['/key', '/told', '/forms/hex', '/list/0', '/names'] }));
  assert.deepEqual([labelled.verdict, labelled.account], ['accepted', undefined]);
});

test('an update under `enforce` that is refused leaves the old secret live, and the verdict that stands', async () => {
  await change({});
  const given = { provider: 'org/acme', fields: { apiKey: canary } };
  const made = await keyward.api('PUT', 'credentials/kept?verify=enforce', { body: given });
  assert.equal(made.status, 201, made.text);
  const token = await keyward.tokenFor('kept');
  const updates = [{}, { name: 'Other' }, { fields: { apiKey: wrong } }];
  const failures = [
    ['refuse', 'verification/rejected'],
    ['fail', 'verification/not-accepted'],
  ] as const;
  for (const [how, code] of failures) {
    behaviour = how;
    for (const body of updates) {
      const { status, json, text } = await keyward.api('PATCH', 'credentials/kept?verify=enforce', { body });
      assert.deepEqual([status, json.code], [422, code], text);
    }
  }
  behaviour = 'echo';
  const { json: now } = await keyward.api('GET', 'credentials/kept');
  const what = ({ version, verification, secrets, usable }: typeof now) => [version, verification, secrets, usable];
  assert.deepEqual(what(now), what(made.json));
  assert.equal((await keyward.call('/kept/me', { token })).status, 200);
});

test('a process that is killed while it tries leaves nothing, and the next one keeps the schedule', async () => {
  await keyward.api('PATCH', 'settings', { body: { reverifyAfterHours: 1 } });
  behaviour = 'hang';
  const asked = upstream.received.length;
  const body = { provider: 'org/acme', fields: { apiKey: canary } };
  const trying = keyward.api('POST', 'credentials:verify', { body }).catch(() => undefined);
  await until(() => upstream.received.length > asked, 'the request of the check');
  const left = () => [
    rows(keyward.data, 'select 1 from staged_credentials').length,
    rows(keyward.data, 'select 1 from material where witness is null').length,
  ];
  assert.deepEqual(left(), [1, 1]);
  await keyward.kill();
  await trying;
  behaviour = 'refuse';
  // As if it had been down for the two minutes in which another process might still have been trying.
  assert.equal(edit(keyward.data, 'update staged_credentials set created_at = 0'), 1);
  assert.equal(edit(keyward.data, 'update material set created_at = 0 where witness is null'), 1);
  await keyward.restart();
  await until(() => left().every((count) => count === 0), 'the sweep');
  await until(() => edit(keyward.data, 'update reverifications set due_at = 0') === 2, 'a turn');
  await until(async () => {
    const { json } = await keyward.api('GET', 'credentials/acme');
    return json.verification.verdict === 'rejected';
  }, 'the verdict');
  const { json: log } = await keyward.api('GET', 'audit?action=credential.verify&limit=1');
  assert.equal(log.items[0].actor, 'keyward');
  const { json: told } = await keyward.api('GET', 'events?limit=20');
  assert.ok(told.items.some(({ type }: { type: string }) => type === 'credential.rejected'));
  behaviour = 'echo';
});
