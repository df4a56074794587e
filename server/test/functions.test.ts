/**
 * Functions in a whole Keyward: saved, granted by digest, invoked with values alone, refused where a policy does not permit
 * the place or the origin, and worth nothing when written past the broker.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { invokeFunction } from '@keyward/sdk';
import { newCanary } from './kit/canary.ts';
import { edit, rows } from './kit/database.ts';
import { runDoctor } from './kit/doctor.ts';
import { type Answer, Keyward, runCli } from './kit/keyward.ts';
import { startSoapCalculator } from './kit/soap-calculator.ts';
import { until } from './kit/until.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;
let other: Upstream;
let soap: Awaited<ReturnType<typeof startSoapCalculator>>;

before(async () => {
  const echo: Parameters<typeof startUpstream>[0] = ({ url, headers, body }, response) => {
    if (url.startsWith('/endless')) return void response.writeHead(200).write('begun');
    response.writeHead(200, { 'content-type': 'application/json', location: '/elsewhere' });
    response.end(JSON.stringify({ url, headers, body: body.toString() }));
  };
  [upstream, other] = await Promise.all([startUpstream(echo), startUpstream(echo)]);
  soap = await startSoapCalculator(canary);
  keyward = await Keyward.start();
  assert.equal((await keyward.api('POST', 'solutions', { body: { name: 'crm' } })).status, 201);
  const apiKey = { in: 'header', name: 'X-Api-Key', apiKey: canary };
  await credential('whole', { type: 'ApiKey', baseUrl: `${upstream.url}/v1`, fields: apiKey });
  await credential('elsewhere', { type: 'ApiKey', baseUrl: other.url, fields: apiKey });
  await credential('soap', { type: 'BasicAuth', baseUrl: soap.url, fields: { username: 'soap', password: canary } });
  const policy = { placements: ['header:x-second', 'body:/auth/key', 'query:k'] };
  await credential('hand', { type: 'Secret', baseUrl: upstream.url, fields: { value: canary }, policy });
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await Promise.all([upstream.close(), other.close(), soap.close()]);
});

async function credential(key: string, body: object): Promise<void> {
  const answer = await keyward.api('PUT', `credentials/${key}`, { body });
  assert.equal(answer.status, 201, answer.text);
}

const at = (name: string) => `solutions/crm/functions/${name}`;

function define(name: string, more: object = {}): Record<string, unknown> {
  const request = { method: 'GET', url: '/items/${id}' };
  const parameters = { id: { location: 'path', type: 'string', required: true } };
  return { name, state: 'active', credential: 'whole', request, parameters, ...more };
}

function put(definition: Record<string, unknown>, options: object = {}): Promise<Answer> {
  return keyward.api('PUT', at(definition.name as string), { body: definition, ...options });
}

async function saved(definition: Record<string, unknown>): Promise<Answer> {
  const answer = await put(definition);
  assert.ok(answer.status < 300, answer.text);
  return answer;
}

async function tokenFor(...functions: string[]): Promise<string> {
  const body = { name: 'runner', grants: [{ functions }], solutions: ['crm'] };
  const answer = await keyward.api('POST', 'access-tokens', { body });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.token;
}

function invoke(name: string, token: string, parameters: object = {}): Promise<Answer> {
  return keyward.fetch(`${keyward.brokerUrl}/functions/${name}/invoke`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ parameters }),
  });
}

test('a function runs for who has its grant and not the credential’s, its answer scrubbed, its use counted', async () => {
  await saved(define('item'));
  const token = await tokenFor('item');
  const { status, json, headers } = await invoke('item', token, { id: 'a&b/c?'.slice(0, 3) });
  assert.deepEqual([status, json.url, json.headers['x-api-key'].includes(canary)], [200, '/v1/items/a&b', false]);
  assert.equal(upstream.received.at(-1)!.headers['x-api-key'], canary);
  assert.equal(upstream.received.at(-1)!.headers['content-type'], undefined);
  assert.equal(headers.get('location'), `${upstream.url}/elsewhere`);
  const proxied = await keyward.call('/whole/items/a', { token, headers: { 'keyward-solution': 'crm' } });
  assert.deepEqual([proxied.status, proxied.json.code], [404, 'credential/not-found']);
  const [bad, stranger] = [await invoke('item', token, { id: 'a/b', x: 1 }), await invoke('nothing', token)];
  assert.deepEqual([bad.json.code, bad.json.errors.length], ['function/parameters-invalid', 2]);
  assert.deepEqual([stranger.status, stranger.json.code], [404, 'function/not-found']);
  await until(async () => {
    const use = await keyward.api('GET', 'credentials/whole/use');
    return use.text.includes('function/item');
  });
  const log = await keyward.api('GET', 'audit?action=function.put');
  assert.equal(log.json.items[0].subjectKey, 'item');
});

test('the SDK invokes; a step that is made for another component is refused before anything is sent', async () => {
  await saved(define('stepped'));
  const options = { brokerUrl: keyward.brokerUrl, token: await tokenFor('stepped') };
  const answer = await invokeFunction('stepped', { id: 'x' }, { ...options, component: 'ApiKey', solution: 'crm' });
  assert.deepEqual([answer.status, ((await answer.json()) as { url: string }).url], [200, '/v1/items/x']);
  const calls = upstream.received.length;
  const other = { ...options, component: 'mailgun' };
  await assert.rejects(invokeFunction('stepped', { id: 'x' }, other), { code: 'credential/component-mismatch' });
  const broken = { code: 'function/parameters-invalid', status: 422 };
  await assert.rejects(invokeFunction('stepped', { id: 7 }, options), broken);
  await assert.rejects(invokeFunction('stepped', {}, { ...options, brokerUrl: 'ftp://x' }), { code: 'config/invalid' });
  const refused: unknown = await invokeFunction('stepped', {}, { ...options, token: `a\n${canary}` }).catch((e) => e);
  assert.ok(!String(refused).includes(canary));
  await assert.rejects(invokeFunction('stepped', {}, { ...options, brokerUrl: 'http://127.0.0.1:1' }), {
    code: 'client/unreachable',
  });
  assert.equal(upstream.received.length, calls);
});

test('a changed definition needs a new grant; activating a draft needs none; each write is a version', async () => {
  const draft = await saved(define('versioned', { state: 'draft' }));
  const token = await tokenFor('versioned');
  assert.equal((await invoke('versioned', token, { id: 'x' })).json.code, 'function/draft');
  await saved(define('versioned'));
  await until(async () => (await invoke('versioned', token, { id: 'x' })).status === 200);
  const changed = define('versioned', { request: { method: 'DELETE', url: '/items/${id}' } });
  assert.equal((await put(changed, { headers: { 'if-match': '"1"' } })).json.code, 'function/stale');
  assert.equal((await put(changed, { headers: { 'if-match': '"2"' } })).json.version, 3);
  await until(async () => (await invoke('versioned', token, { id: 'x' })).json.code === 'function/changed');
  const versions = await keyward.api('GET', `${at('versioned')}/versions`);
  assert.deepEqual(
    versions.json.items.map(({ version }: { version: number }) => version),
    [3, 2, 1],
  );
  assert.equal(versions.json.items[2].digest, draft.json.digest);
  assert.equal((await keyward.api('DELETE', at('versioned'))).status, 204);
  await until(async () => (await invoke('versioned', token, { id: 'x' })).json.code === 'function/not-found');
});

test('catalogue 45 and 49: fields placed by hand stand where the sealed policy permits, beside the whole credential, and nowhere else', async () => {
  const hand = (location: string, more: object = {}) => ({
    location,
    type: 'credential',
    value: 'hand',
    field: 'value',
    ...more,
  });
  const body = { json: { auth: { key: '${k}' }, note: 'of ${who}' } };
  const request = { method: 'POST', url: `${upstream.url}/v1/both`, body };
  const who = { location: 'body', type: 'string', default: 'me' };
  const both = define('both', { request, parameters: { who, k: hand('body'), h: hand('header', { as: 'X-Second' }) } });
  await saved(both);
  const token = await tokenFor('both');
  const answer = await invoke('both', token, { who: '"}' });
  assert.equal(answer.status, 200, answer.text);
  const received = upstream.received.at(-1)!;
  assert.deepEqual(JSON.parse(received.body.toString()), { auth: { key: canary }, note: 'of "}' });
  assert.deepEqual([received.headers['x-second'], received.headers['x-api-key']], [canary, canary]);
  const dry = await keyward.api('POST', `${at('both')}/dry-run`, { body: { parameters: { who: 'you' } } });
  assert.equal(dry.json.request.body, '{"auth":{"key":"••••"},"note":"of you"}', dry.text);
  for (const [place, code] of [
    [{ parameters: { who, k: hand('body'), h: hand('header', { as: 'X-Third' }) } }, 'policy/placement-refused'],
    [{ request: { ...request, body: { json: { key: '${k}', note: '${who}' } } } }, 'policy/placement-refused'],
    [
      {
        request: { ...request, url: `${upstream.url}/\${p}`, body: undefined, method: 'GET' },
        parameters: { p: hand('path') },
      },
      'policy/placement-refused',
    ],
    [{ request: { ...request, url: `${other.url}/v1/both` } }, 'policy/origin-refused'],
    [{ credential: 'elsewhere' }, 'policy/origin-refused'],
    [{ credential: 'nowhere' }, 'function/credential-missing'],
  ] as const) {
    const refused = await put({ ...both, ...place });
    assert.equal(refused.json.code, code, refused.text);
  }
  assert.equal((await keyward.api('GET', at('both'))).json.version, 1);
  assert.equal(other.received.length, 0);
});

test('a SOAP service is called with Basic authentication, and what the caller gives is text to it', async () => {
  const xml =
    '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><AddRequest xmlns="urn:calculator">' +
    '<a>${a}</a><b>${b}</b><note>${note}</note></AddRequest></soap:Body></soap:Envelope>';
  const number = { location: 'body', type: 'number', required: true };
  await saved({
    name: 'add',
    state: 'active',
    credential: 'soap',
    request: { method: 'POST', url: '/calculator', headers: { SOAPAction: '"urn:calculator#Add"' }, body: { xml } },
    parameters: { a: number, b: number, note: { location: 'body', type: 'string', default: '' } },
  });
  const answer = await invoke('add', await tokenFor('add'), { a: 2.5, b: 4, note: '</note><a>9</a><!-- & -->' });
  assert.equal(answer.status, 200, answer.text);
  assert.match(answer.text, /sum>6\.5<\//);
  assert.match(answer.text, /&lt;\/note(?:>|&gt;)&lt;a/);
});

test('catalogue 46: what an author may not use they may not place, and a row past the broker confers nothing', async () => {
  const grants = [{ credentials: ['soap'], methods: ['GET'] }];
  const body = { name: 'author', role: 'editor', solutions: ['crm'], grants };
  const author = (await keyward.api('POST', 'access-tokens', { body })).json.token;
  assert.equal((await put(define('theirs'), { token: author })).json.code, 'grant/exceeded');
  const granted = define('theirs', { credential: 'soap' });
  assert.equal((await put(granted, { token: author })).status, 201);
  const posting = { ...granted, request: { method: 'DELETE', url: '/items/${id}' } };
  assert.equal((await put(posting, { token: author })).json.code, 'grant/exceeded');
  await saved(define('forged'));
  const token = await tokenFor('forged');
  assert.equal((await invoke('forged', token, { id: 'x' })).status, 200);
  const [row] = rows(keyward.data, "select document, digest from functions where name = 'forged'");
  const document = row.document.replace('/items/', '/admin/');
  assert.equal(edit(keyward.data, "update functions set document = ? where name = 'forged'", document), 1);
  await keyward.restart();
  assert.equal((await invoke('forged', token, { id: 'x' })).json.code, 'function/not-found');
  assert.match((await runDoctor(keyward)).bad.join(), /function fn_\w+ has no valid witness/);
  const log = await keyward.api('GET', 'audit?action=function.unwitnessed');
  assert.equal(log.json.items.length, 1);
});

test('a credential that is gone, unset or withdrawn is named by its key, and what is under way with it is cut', async () => {
  await credential('short', {
    type: 'ApiKey',
    baseUrl: upstream.url,
    fields: { in: 'header', name: 'X-Key', apiKey: canary },
  });
  await saved(
    define('under-way', { credential: 'short', request: { method: 'GET', url: '/endless' }, parameters: {} }),
  );
  await saved(define('gone', { credential: 'short' }));
  const token = await tokenFor('under-way', 'gone');
  const cut = fetch(`${keyward.brokerUrl}/functions/under-way/invoke`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  }).then((answer) => answer.text());
  const isCut = cut.then(
    () => false,
    () => true,
  );
  await until(() => upstream.received.some(({ url }) => url === '/endless'));
  const listed = await keyward.api('GET', at('gone'));
  assert.deepEqual(listed.json.credentials, [{ key: 'short', path: '/credential' }]);
  assert.equal((await keyward.api('DELETE', 'credentials/short?force=true')).status, 204);
  assert.equal(await isCut, true);
  await until(async () => (await invoke('gone', token, { id: 'x' })).json.code === 'function/credential-missing');
  const missing = await invoke('gone', token, { id: 'x' });
  assert.deepEqual(missing.json.errors, [{ path: '/credential', message: 'names short' }]);
  await credential('short', { type: 'ApiKey', baseUrl: upstream.url, fields: { in: 'header', name: 'X-Key' } });
  await until(async () => (await invoke('gone', token, { id: 'x' })).json.code === 'function/credential-incomplete');
});

test('catalogue 45 and 49: what was permitted when it was saved is held against the policy of now at each call', async () => {
  const policy = (placements: string[]) => ({ type: 'Secret', fields: { value: canary }, policy: { placements } });
  await credential('mover', { ...policy(['header:x-key']), baseUrl: upstream.url });
  const parameters = { h: { location: 'header', as: 'X-Key', type: 'credential', value: 'mover', field: 'value' } };
  const request = { method: 'GET', url: `${upstream.url}/moved` };
  await saved({ name: 'moved', state: 'active', request, parameters });
  const token = await tokenFor('moved');
  assert.equal((await invoke('moved', token)).status, 200);
  const calls = upstream.received.length;
  for (const [changed, code] of [
    [{ ...policy(['header:x-key']), baseUrl: other.url }, 'policy/origin-refused'],
    [{ ...policy(['header:x-other']), baseUrl: upstream.url }, 'policy/placement-refused'],
  ] as const) {
    assert.equal((await keyward.api('DELETE', 'credentials/mover?force=true')).status, 204);
    await credential('mover', changed);
    await until(async () => (await invoke('moved', token)).json.code === code, code);
  }
  assert.deepEqual([upstream.received.length, other.received.length], [calls, 0]);
});

test('the command line saves, lists, shows, runs dry, invokes and removes', async () => {
  const env = { KEYWARD_URL: keyward.controlUrl, KEYWARD_DATA: keyward.data, KEYWARD_BROKER_URL: keyward.brokerUrl };
  const cli = async (args: string[], { input = '', more = {} } = {}) => {
    const { code, stdout, stderr } = await runCli(args, { input, env: { ...env, ...more } });
    return { code, out: stdout, err: stderr };
  };
  const of = ['--solution', 'crm'];
  const yaml = JSON.stringify(define('by-line', { request: { method: 'GET', url: '/items/${id}?page=1' } }));
  const made = await cli(['function', 'put', '-', ...of], { input: yaml });
  assert.match(made.out, /^Made by-line, version 1, active/, made.err);
  const token = (await cli(['token', 'create', '--function', 'by-line', ...of])).out.trim();
  const dry = await cli(['function', 'dry-run', 'by-line', ...of, '-p', 'id=a']);
  assert.match(dry.out, /^GET http:\/\/127\.0\.0\.1:\d+\/v1\/items\/a\?page=1\n[\s\S]*x-api-key: ••••$/m, dry.err);
  const ran = await cli(['function', 'invoke', 'by-line', '-p', 'id=a'], { more: { KEYWARD_TOKEN: token } });
  assert.deepEqual([ran.code, JSON.parse(ran.out).url], [0, '/v1/items/a?page=1'], ran.err);
  const bad = await cli(['function', 'invoke', 'by-line', '-p', 'id:=1'], { more: { KEYWARD_TOKEN: token } });
  assert.match(bad.err, /function\/parameters-invalid[\s\S]*\/parameters\/id is not a text/);
  assert.match((await cli(['function', 'list', ...of])).out, /by-line +active +1/);
  assert.match(
    (await cli(['function', 'show', 'by-line', ...of])).out,
    /^# version 1, digest [0-9a-f]{64}\n[\s\S]*name: by-line/,
  );
  assert.match((await cli(['function', 'remove', 'by-line', ...of, '--yes'])).out, /^Deleted by-line/);
});

test('malformed, hostile and huge definitions are refused with the place of each fault, and leave nothing', async () => {
  const yaml = { 'content-type': 'application/yaml' };
  const cases: readonly (readonly [unknown, Record<string, string>, string])[] = [
    [{ ...define('bad'), name: 'good' }, {}, '/name'],
    [{ ...define('bad'), surprise: true }, {}, '/surprise'],
    [define('bad', { request: { method: 'GET', url: 'https://${id}.example/' } }), {}, '/request/url'],
    ['name: &a bad', yaml, ''],
    [`name: bad # ${'x'.repeat(66_000)}`, yaml, ''],
  ];
  for (const [body, headers, path] of cases) {
    const { status, json, text } = await keyward.api('PUT', at('bad'), { body, headers });
    assert.deepEqual([status, json.code, json.errors[0].path], [422, 'function/invalid', path], text);
  }
  assert.equal((await keyward.api('GET', at('bad'))).status, 404);
  assert.deepEqual(rows(keyward.data, "select 1 from functions where name = 'bad'"), []);
});
