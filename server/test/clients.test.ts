/**
 * Clients that were made for an upstream and know nothing of Keyward: all they are given is another address, and a Keyward
 * token where they take the upstream's key. Each upstream demands the real secret and echoes it. A WebSocket client has a
 * test of its own.
 */
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Octokit } from '@octokit/rest';
import Mailgun from 'mailgun.js';
import { findCanary, newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { exchangeRaw } from './kit/raw.ts';
import { type Respond, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;
let token: string;

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

/** Two pages, the second named by an absolute link as GitHub does it. */
const github: Respond = ({ url }, response) => {
  const page = new URL(url, 'http://upstream').searchParams.get('page') ?? '1';
  if (page === '1') response.setHeader('link', `<${upstream.url}/user/repos?per_page=2&page=2>; rel="next"`);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(page === '1' ? [{ id: 1 }, { id: 2 }] : [{ id: 3 }]));
};

const objects = new Map<string, Buffer>();
const s3: Respond = ({ method, url, body }, response) => {
  const path = new URL(url, 'http://upstream').pathname;
  if (method === 'PUT') objects.set(path, body);
  response.writeHead(200, { 'content-type': 'application/octet-stream' });
  response.end(method === 'PUT' ? undefined : objects.get(path));
};

const mailgun: Respond = ({ headers, body }, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ id: '<1@mail>', message: 'Queued.', echo: headers.authorization, bytes: body.length }));
};

const plain: Respond = ({ url, headers }, response) => {
  if (url.includes('/moved'))
    return void response.writeHead(302, { location: `${upstream.url}${url.replace('moved', 'here')}` }).end();
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ url, echo: headers['x-api-key'] }));
};

/** What each upstream takes for its key; nothing else gets an answer. */
const demands: readonly [
  path: RegExp,
  isPresent: (headers: Record<string, unknown>, url: URL) => boolean,
  respond: Respond,
][] = [
  [/^\/user\//, ({ authorization }) => authorization === `token ${canary}`, github],
  [/^\/bucket\//, (headers) => headers['x-api-key'] === canary && headers.authorization === undefined, s3],
  [/^\/v3\//, ({ authorization }) => authorization === basic(`api:${canary}`), mailgun],
  [/^\/query\//, (_, url) => url.searchParams.getAll('key').join() === canary, plain],
  [/^\/plain\//, (headers) => headers['x-api-key'] === canary, plain],
];

before(async () => {
  upstream = await startUpstream((received, response) => {
    const url = new URL(received.url, 'http://upstream');
    const [, isPresent, respond] = demands.find(([path]) => path.test(url.pathname)) ?? [];
    if (isPresent?.(received.headers, url)) respond!(received, response);
    else response.writeHead(401).end();
  });
  keyward = await Keyward.start();
  const header = (name: string, prefix = '') => ({ in: 'header', name, prefix, apiKey: canary });
  await store('github', 'ApiKey', '', header('Authorization', 'token '));
  await store('s3', 'ApiKey', '', header('X-Api-Key'));
  await store('mailgun', 'BasicAuth', '', { username: 'api', password: canary });
  await store('plain', 'ApiKey', '/plain', header('X-Api-Key'));
  await store('query', 'ApiKey', '/query', { in: 'query', name: 'key', apiKey: canary });
  token = await keyward.tokenFor('*');
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  assert.equal(
    JSON.stringify(upstream.received.map(({ url, rawHeaders }) => [url, rawHeaders])).includes(token),
    false,
  );
  await keyward.close();
  await upstream.close();
});

async function store(key: string, type: string, path: string, fields: object): Promise<void> {
  const stored = await keyward.api('PUT', `credentials/${key}`, {
    body: { type, baseUrl: `${upstream.url}${path}`, fields },
  });
  assert.equal(stored.status, 201, stored.text);
}

function assertClean(got: unknown): void {
  assert.equal(findCanary(JSON.stringify(got), canary), undefined);
}

test('@octokit/rest pages through a list by the links of the answers', async () => {
  const octokit = new Octokit({ auth: token, baseUrl: `${keyward.brokerUrl}/proxy/github` });
  const before = upstream.received.length;
  const repositories = await octokit.paginate('GET /user/repos', { per_page: 2 });
  assert.deepEqual(
    repositories.map(({ id }) => id),
    [1, 2, 3],
  );
  assert.deepEqual(
    upstream.received.slice(before).map(({ url }) => url),
    ['/user/repos?per_page=2', '/user/repos?per_page=2&page=2'],
  );
  assertClean(repositories);
});

test('@aws-sdk/client-s3 carries the token as its access key id', async () => {
  // The upstream here takes a header for its key; signers-aws.test.ts has one that checks the signature.
  const client = new S3Client({
    endpoint: `${keyward.brokerUrl}/proxy/s3`,
    region: 'eu-west-1',
    forcePathStyle: true,
    credentials: { accessKeyId: token, secretAccessKey: 'unused' },
  });
  const where = { Bucket: 'bucket', Key: 'folder/a b.txt' };
  await client.send(new PutObjectCommand({ ...where, Body: 'content of the object' }));
  const got = await client.send(new GetObjectCommand(where));
  assert.equal(await got.Body!.transformToString(), 'content of the object');
  assert.deepEqual([...objects.keys()], ['/bucket/folder/a%20b.txt']);
  client.destroy();
});

test('mailgun.js sends a message with the token as its key', async () => {
  const client = new Mailgun(FormData).client({
    username: 'api',
    key: token,
    url: `${keyward.brokerUrl}/proxy/mailgun`,
  });
  const message = { from: 'ada@mail.example', to: ['bob@mail.example'], subject: 'Hello', text: 'Hello' };
  const sent = await client.messages.create('mail.example', message);
  assert.deepEqual([sent.status, sent.message], [200, 'Queued.']);
  assert.equal(upstream.received.at(-1)!.url, '/v3/mail.example/messages');
  assert.match(upstream.received.at(-1)!.body.toString(), /name="subject"\r\n\r\nHello\r\n/);
  assertClean(sent);
});

describe('fetch of Node', () => {
  test('carries the token as a bearer, and follows a redirect through the broker', async () => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${keyward.brokerUrl}/proxy/plain/moved?a=1`, { headers });
    assert.equal(answer.redirected, true);
    assert.equal(answer.url, `${keyward.brokerUrl}/proxy/plain/here?a=1`);
    const got = (await answer.json()) as { url: string };
    assert.equal(got.url, '/plain/here?a=1');
    assertClean(got);
  });

  test('carries the token in the query parameter of the key, and follows a redirect that echoes it', async () => {
    const answer = await fetch(`${keyward.brokerUrl}/proxy/query/moved?key=${token}&a=1`);
    assert.equal(answer.status, 200);
    const got = (await answer.json()) as { url: string };
    assert.match(got.url, /^\/query\/here\?a=1&key=\*+$/);
    assertClean([got, answer.url]);
  });

  test('gets nothing without a token', async () => {
    assert.equal((await fetch(`${keyward.brokerUrl}/proxy/plain/x`)).status, 401);
  });
});

/** How each way to carry the token looks in curl's arguments, and what curl writes for it. */
const curlForms = (): readonly [args: string[], line: string][] => [
  [['-H', `X-Api-Key: ${token}`], `X-Api-Key: ${token}`],
  [['-u', `${token}:`], `Authorization: ${basic(`${token}:`)}`],
  [['--oauth2-bearer', token], `Authorization: Bearer ${token}`],
];

describe('curl', () => {
  test('gets its answer for the very bytes that it sends, by path and by Host', async () => {
    const { host, port } = new URL(keyward.brokerUrl);
    for (const [, line] of curlForms()) {
      for (const [path, name] of [
        ['/proxy/plain/x?a=1', host],
        ['/x?a=1', `plain.localhost:${port}`],
      ]) {
        const head = ['GET', path, 'HTTP/1.1'].join(' ');
        const lines = [head, `Host: ${name}`, 'User-Agent: curl/8.14.1', 'Accept: */*', line, '', ''];
        const answer = await exchangeRaw(keyward.brokerUrl, lines.join('\r\n'));
        assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/, line.slice(0, 20));
        assert.match(answer, /"url":"\/plain\/x\?a=1"/);
        assertClean(answer);
      }
    }
  });

  // Where there is no curl, the bytes above are what is known of it.
  if (spawnSync('curl', ['--version']).status === 0) {
    test('gets its answer itself, by path and by Host, and follows a redirect', async () => {
      const { port } = new URL(keyward.brokerUrl);
      for (const [args] of curlForms()) {
        for (const url of [`${keyward.brokerUrl}/proxy/plain/moved?a=1`, `http://plain.localhost:${port}/moved?a=1`]) {
          const { stdout } = await promisify(execFile)('curl', ['-sS', '--noproxy', '*', '-L', ...args, url]);
          assert.equal(JSON.parse(stdout).url, '/plain/here?a=1');
          assertClean(stdout);
        }
      }
    });
  }
});
