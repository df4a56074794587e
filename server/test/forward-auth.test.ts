/**
 * A gateway injects what Keyward hands it: only what was sealed for that, only to a gateway whose own token says so, and
 * only for what the client's token permits. With a real nginx on the committed example where nginx is installed, and
 * with the very requests that nginx, Traefik and Envoy send, wherever.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { type Answer, Keyward } from './kit/keyward.ts';
import { hasNginx, startNginx } from './kit/nginx.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

// nginx copies the header into a variable: it takes any visible character.
const canary = newCanary();
let upstream: Upstream;
let keyward: Keyward;
let client: string;
let gateway: string;

before(async () => {
  upstream = await startUpstream(demanding(canary));
  keyward = await Keyward.start();
  const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary };
  const released = { type: 'ApiKey', baseUrl: upstream.url, fields, policy: { release: ['forward-auth'] } };
  for (const [key, body] of Object.entries({
    sample: released,
    sealed: { ...released, policy: {} },
    queried: { ...released, fields: { ...fields, in: 'query', name: 'token' } },
  })) {
    assert.equal((await keyward.api('PUT', `credentials/${key}`, { body })).status, 201);
  }
  const credentials = ['sample', 'sealed', 'queried'];
  client = await tokenWith({ credentials, methods: ['GET'], paths: ['/quote', '/quote/**'] });
  gateway = await tokenWith({ credentials, release: ['forward-auth'] });
});
after(async () => {
  await keyward.close();
  await upstream.close();
});

async function tokenWith(grant: object): Promise<string> {
  const answer = await keyward.api('POST', 'access-tokens', { body: { name: 'one', grants: [grant] } });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.token;
}

interface Asking {
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

/** As the gateway asks; what it gets is not kept for the search, for it is the secret. */
async function ask(path: string, { method = 'GET', headers = {} }: Asking = {}): Promise<Response> {
  const own = { 'keyward-token': client, 'keyward-gateway': gateway };
  return fetch(`${keyward.brokerUrl}/forward-auth/${path}`, { method, headers: { ...own, ...headers } });
}

const fromNginx = (method: string, url: string) => ({ 'x-original-method': method, 'x-original-uri': url });
const fromTraefik = (method: string, url: string) => ({ 'x-forwarded-method': method, 'x-forwarded-uri': url });

test('each gateway gets the header for the request that it holds back, told in its own way', async () => {
  const answers = [
    await ask('nginx/sample', { headers: fromNginx('GET', '/quote?symbol=AAPL') }),
    await ask('traefik/sample', { headers: fromTraefik('GET', '/quote/AAPL') }),
    await ask('envoy/sample/quote?symbol=AAPL'),
  ];
  for (const answer of answers) {
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('x-api-key'), canary);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal(await answer.text(), '');
  }
  const removed = answers[2]!.headers.get('x-envoy-auth-headers-to-remove')!.split(',');
  for (const name of ['keyward-token', 'keyward-gateway', 'authorization']) assert.ok(removed.includes(name), name);
});

test('a token in the URL of the held request, which the gateway would send on, is refused', async () => {
  for (const path of [`envoy/sample/quote?key=${client}`, `envoy/sample/quote?key=${client.replace('_', '%5f')}`]) {
    const answer = await ask(path);
    assert.equal(answer.headers.get('keyward-error'), 'target/invalid');
    assert.equal(answer.headers.get('x-api-key'), null);
  }
});

test('a held TRACE gets nothing: its echo would show the secret to the client', async () => {
  const free = await tokenWith({ credentials: ['sample'] });
  for (const method of ['TRACE', 'trace', 'TRACK', 'CONNECT']) {
    for (const [path, told] of [
      ['traefik/sample', fromTraefik(method, '/quote')],
      ['nginx/sample', fromNginx(method, '/quote')],
    ] as const) {
      const answer = await ask(path, { headers: { ...told, 'keyward-token': free } });
      assert.equal(answer.headers.get('keyward-error'), 'request/upgrade-refused', method);
      assert.equal(answer.headers.get('x-api-key'), null);
    }
  }
});

test('what is handed to a gateway counts in the rates of the client, and a refusal hands nothing over', async () => {
  const grants = [{ credentials: ['sample'] }];
  const body = { name: 'limited', grants, limits: { perMinute: 2, concurrency: 1 } };
  const { token } = (await keyward.api('POST', 'access-tokens', { body })).json;
  const answers: Response[] = [];
  for (let i = 0; i < 3; i++) {
    answers.push(await ask('traefik/sample', { headers: { ...fromTraefik('GET', '/a'), 'keyward-token': token } }));
  }
  const held = answers.map(({ status, headers }) => [status, headers.get('keyward-error'), headers.has('x-api-key')]);
  assert.deepEqual(held, [
    [200, null, true],
    [200, null, true],
    [429, 'limit/rate', false],
  ]);
  assert.match(answers[2]!.headers.get('retry-after')!, /^\d+$/);
});

test('a client without the token of a gateway is handed nothing, whatever it says', async () => {
  const held = fromNginx('GET', '/quote');
  const refused: [string, Record<string, string>, string][] = [
    ['its own token as the gateway', { 'keyward-gateway': client }, 'release/refused'],
    ['no token of a gateway', { 'keyward-gateway': '' }, 'token/missing'],
    ['a token that is none', { 'keyward-gateway': `kw_${'a'.repeat(43)}` }, 'token/invalid'],
  ];
  for (const [what, headers, code] of refused) {
    const answer = await ask('nginx/sample', { headers: { ...held, ...headers } });
    assert.equal(answer.headers.get('keyward-error'), code, what);
    assert.equal(answer.headers.get('x-api-key'), null, what);
  }
});

test('what was not sealed for it, or goes where no gateway can put it, is not handed out', async () => {
  const sealed = await ask('nginx/sealed', { headers: fromNginx('GET', '/quote') });
  assert.deepEqual([sealed.status, sealed.headers.get('keyward-error')], [403, 'release/refused']);
  const queried = await ask('traefik/queried', { headers: fromTraefik('GET', '/quote') });
  assert.deepEqual([queried.status, queried.headers.get('keyward-error')], [409, 'release/headers-only']);
});

test('method and path are judged as the gateway tells them, never as its client does', async () => {
  const refused: [string, Asking, string][] = [
    ['nginx/sample', { headers: fromNginx('DELETE', '/quote') }, 'grant/refused'],
    ['nginx/sample', { headers: fromNginx('GET', '/accounts') }, 'grant/refused'],
    ['nginx/sample', { headers: fromNginx('GET', '/quote/../accounts') }, 'target/invalid'],
    ['envoy/sample/quote', { method: 'DELETE' }, 'grant/refused'],
    [
      'nginx/sample',
      { headers: { ...fromNginx('GET', '/accounts'), ...fromTraefik('GET', '/quote') } },
      'grant/refused',
    ],
    [
      'traefik/sample',
      { headers: { ...fromTraefik('GET', '/accounts'), ...fromNginx('GET', '/quote') } },
      'grant/refused',
    ],
    ['nginx/sample', { headers: fromTraefik('GET', '/quote') }, 'target/invalid'],
    ['caddy/sample', { headers: fromNginx('GET', '/quote') }, 'target/invalid'],
    [
      'nginx/sample',
      { headers: { ...fromNginx('GET', '/quote'), 'keyward-target': 'https://evil.example' } },
      'policy/origin-refused',
    ],
  ];
  for (const [path, asking, code] of refused) {
    const answer = await ask(path, asking);
    assert.deepEqual([answer.headers.get('keyward-error'), answer.headers.get('x-api-key')], [code, null], path);
    // nginx knows no other refusals.
    if (path.startsWith('nginx')) assert.equal(answer.status, 403);
  }
});

test('a release is in the audit log and in the statistics, as what it is', async () => {
  const { json } = await keyward.api('GET', 'audit?action=credential.release');
  assert.ok(json.items.length >= 1);
  assert.equal(json.items[0].details.release, 'forward-auth');
  const refusals = await keyward.api('GET', 'audit?action=credential.use&outcome=refused');
  assert.ok(refusals.json.items.some(({ code }: { code: string }) => code === 'release/refused'));
});

test('an unmodified client calls the API through nginx on the committed example, and never sees the secret', async (context) => {
  if (!hasNginx()) return context.diagnostic('nginx is not installed here: only what it sends was tested, above');
  const example = await readFile(new URL('../../deploy/nginx/forward-auth.conf', import.meta.url), 'utf8');
  const [, server] = /server \{\n(.*)\n\}/s.exec(example)!;
  const nginx = await startNginx({
    server: server!
      .replace(/ *listen .*\n/, '')
      .replace(/ *proxy_ssl_.*\n/g, '')
      .replaceAll('https://api.example', upstream.url)
      .replaceAll('api.example', new URL(upstream.url).host)
      .replaceAll('http://127.0.0.1:7421', keyward.brokerUrl)
      .replaceAll('kw_the-token-of-the-gateway', gateway),
  });
  try {
    const call = (path: string, headers: Record<string, string>, method = 'GET'): Promise<Answer> =>
      keyward.fetch(`${nginx.url}${path}`, { method, headers });
    const good = await call('/quote?symbol=AAPL', { authorization: `Bearer ${client}` });
    assert.deepEqual([good.status, good.json], [200, { price: 231.5 }]);
    const last = upstream.received.at(-1)!;
    assert.equal(last.headers['x-api-key'], canary);
    assert.ok(!JSON.stringify(last.rawHeaders).includes('kw_'), 'no token reaches the upstream');
    const lying = { 'keyward-token': client, ...fromNginx('GET', '/quote'), 'keyward-gateway': client };
    assert.equal((await call('/accounts', lying)).status, 403);
    assert.equal((await call('/quote', { 'keyward-token': client }, 'DELETE')).status, 403);
    assert.equal((await call('/quote', {})).status, 401);
    assert.equal((await call('/quote', { 'keyward-token': client, 'x-api-key': 'mine' })).status, 200);
    assert.equal(upstream.received.at(-1)!.headers['x-api-key'], canary, 'the injected value stands once');
  } finally {
    await nginx.close();
  }
});

test('the canary is nowhere but at the upstream and in the gateway', async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
});
