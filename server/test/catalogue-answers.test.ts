/**
 * Catalogue 17, 18, 19, 22 and 50: what comes back from an upstream that echoes all that it gets, in every encoding, split
 * anywhere and compressed; what is asked of it; and what a verification tells.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { findCanary, newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';

const canary = newCanary();
/** Stands in every body of the upstream, and in no answer to a verification. */
const MARK = 'the body of the upstream';
let respond: (request: IncomingMessage, response: ServerResponse) => void | Promise<void> = (_request, response) =>
  void response.end('{}');
const asked: IncomingMessage[] = [];
const upstream = createServer((request, response) => {
  asked.push(request);
  void respond(request, response);
});
let keyward: Keyward;
let token: string;

const fields = () => ({ in: 'header', name: 'X-Api-Key', apiKey: canary, testPath: '/me' });
const baseUrl = () => `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;

before(async () => {
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  keyward = await Keyward.start();
  const body = { type: 'ApiKey', baseUrl: baseUrl(), fields: fields() };
  assert.equal((await keyward.api('PUT', 'credentials/echo', { body })).status, 201);
  token = await keyward.tokenFor('*');
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  upstream.closeAllConnections();
  upstream.close();
});

const percent = encodeURIComponent;
const base64 = (text: string) => Buffer.from(text).toString('base64');
/** What common software makes of a value that it echoes. */
const encodings: Readonly<Record<string, (secret: string) => string>> = {
  raw: (secret) => secret,
  base64: (secret) => base64(secret),
  'base64 one on': (secret) => base64(`a${secret}`),
  'base64 two on': (secret) => base64(`ab${secret}`),
  base64url: (secret) => Buffer.from(secret).toString('base64url'),
  'URL-encoded': percent,
  hex: (secret) => Buffer.from(secret).toString('hex'),
  'JSON-escaped': (secret) => JSON.stringify(secret),
};
const compressions: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
};

describe('an upstream that echoes the secret', () => {
  for (const [name, encode] of Object.entries(encodings)) {
    test(`catalogue 17: the secret in ${name} is in no answer, whole, byte by byte and compressed`, async () => {
      const text = `${MARK}: "${encode(canary)}" and ${encode(canary)}.`;
      const expected = Buffer.byteLength(text);
      respond = async (request, response) => {
        const coding = request.url!.slice(1);
        const compress = compressions[coding];
        response.writeHead(200, { 'content-type': 'text/plain', ...(compress && { 'content-encoding': coding }) });
        if (coding !== 'bytes') return void response.end(compress?.(Buffer.from(text)) ?? text);
        for (const byte of Buffer.from(text)) {
          response.write(Buffer.from([byte]));
          await new Promise(setImmediate);
        }
        response.end();
      };
      for (const path of ['whole', 'bytes', ...Object.keys(compressions)]) {
        const { status, text: got } = await keyward.call(`/echo/${path}`, { token });
        assert.deepEqual([status, got.startsWith(`${MARK}: "`), Buffer.byteLength(got)], [200, true, expected], path);
        assert.equal(findCanary(got, canary), undefined, path);
        assert.ok(got.includes('*'.repeat(canary.length - 2)), path);
      }
    });
  }

  test('catalogue 17: nor is the secret in a header, a trailer, a reason phrase or an error that the upstream makes of it', async () => {
    respond = (_request, response) => {
      response.writeHead(500, percent(canary), {
        'x-echo': canary,
        [`x-${Buffer.from(canary).toString('hex')}`]: 'as a name',
        link: `</next?key=${percent(canary)}>; rel="next"`,
        'www-authenticate': `Bearer error_description="${base64(canary)}"`,
        trailer: 'x-trailer',
      });
      response.write(MARK);
      response.addTrailers({ 'x-trailer': canary });
      response.end();
    };
    const answer = await keyward.raw(keyward.brokerUrl, '/proxy/echo/x', {
      headers: { authorization: `Bearer ${token}`, te: 'trailers' },
    });
    assert.deepEqual([answer.status, answer.text], [500, MARK]);
    assert.equal(findCanary(JSON.stringify([...answer.headers]), canary), undefined);
  });

  test('catalogue 18: two Range requests get no part of it: no range is asked for, and the answer is whole', async () => {
    const text = `${MARK} ${canary}`;
    respond = ({ headers: { range } }, response) => {
      const [, from, to] = /bytes=(\d+)-(\d+)/.exec(range ?? '') ?? [];
      const part = range === undefined ? text : text.slice(Number(from), Number(to) + 1);
      response.writeHead(range === undefined ? 200 : 206, { 'accept-ranges': 'bytes' }).end(part);
    };
    const half = MARK.length + 8;
    for (const range of [`bytes=0-${half}`, `bytes=${half + 1}-${text.length - 1}`]) {
      const answer = await keyward.call('/echo/file', { token, headers: { range, 'if-range': '"v1"' } });
      assert.deepEqual([answer.status, answer.text], [200, `${MARK} ${'*'.repeat(canary.length)}`]);
      assert.equal(asked.at(-1)!.headers.range ?? asked.at(-1)!.headers['if-range'], undefined);
    }
  });

  test('catalogue 18: no ETag and no digest of what was masked passes, by which the secret could be guessed', async () => {
    const text = `${MARK} ${canary}`;
    const sha = createHash('sha256').update(text).digest('base64');
    const md5 = createHash('md5').update(text).digest('base64');
    const validators = {
      etag: `"${sha}"`,
      digest: `sha-256=${sha}`,
      'content-digest': `sha-256=:${sha}:`,
      'repr-digest': `sha-256=:${sha}:`,
      'content-md5': md5,
    };
    respond = (_request, response) => void response.writeHead(200, { ...validators, 'x-kept': 'yes' }).end(text);
    const headers = { 'if-none-match': `"${sha}"`, 'want-repr-digest': 'sha-256=1', 'accept-encoding': 'gzip' };
    const answer = await keyward.call('/echo/file', { token, headers });
    assert.equal(answer.headers.get('x-kept'), 'yes');
    for (const name of Object.keys(validators)) assert.equal(answer.headers.get(name), null, name);
    assert.ok(![sha, md5].some((hash) => JSON.stringify([...answer.headers]).includes(hash)));
    assert.equal(asked.at(-1)!.headers['if-none-match'], undefined);
  });

  test('catalogue 50: Set-Cookie of an upstream is dropped, in every spelling, unless the policy permits it', async () => {
    respond = (_request, response) => {
      response.setHeader('Set-Cookie', ['sid=1; Path=/', '__Host-a=2; Secure']);
      response.setHeader('Set-Cookie2', 'b=3');
      response.setHeader('SET-COOKIE', ['c=4']);
      response.end(MARK);
    };
    const dropped = await keyward.call('/echo/login', { token });
    assert.deepEqual([dropped.text, dropped.headers.getSetCookie()], [MARK, []]);
    assert.equal(dropped.headers.get('set-cookie2'), null);
    const body = { type: 'ApiKey', baseUrl: baseUrl(), fields: fields(), policy: { setCookie: 'permitted' } };
    assert.equal((await keyward.api('PUT', 'credentials/cookies', { body })).status, 201);
    assert.deepEqual((await keyward.call('/cookies/login', { token })).headers.getSetCookie(), ['c=4']);
  });
});

describe('verification', () => {
  async function verify(
    key: string,
    body: object,
  ): Promise<{ text: string; status: number; verdict?: string; steps: string }> {
    const stored = await keyward.api('PUT', `credentials/${key}`, { body });
    assert.ok(stored.status < 300, stored.text);
    const { text, status, json } = await keyward.api('POST', `credentials/${key}/verify`);
    return { text, status, verdict: json.verification?.verdict, steps: JSON.stringify(json.verification?.steps) };
  }

  test('catalogue 19: a malformed answer to a verification is quoted nowhere', async () => {
    respond = (_request, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(`{"${MARK}`);
    const { text, verdict } = await verify('malformed', { type: 'ApiKey', baseUrl: baseUrl(), fields: fields() });
    assert.equal(verdict, 'unverified');
    assert.ok(!text.includes(MARK));
  });

  test('catalogue 22: a verification returns no body of the upstream, whatever the verdict', async () => {
    for (const [status, expected] of [
      [200, 'accepted'],
      [401, 'rejected'],
      [500, 'unverified'],
    ] as const) {
      respond = ({ headers }, response) =>
        void response.writeHead(headers['x-api-key'] === undefined ? 401 : status, { 'x-mark': MARK }).end(MARK);
      const { text, verdict } = await verify(`told-${status}`, {
        type: 'ApiKey',
        baseUrl: baseUrl(),
        fields: fields(),
      });
      assert.equal(verdict, expected);
      assert.ok(!text.includes(MARK));
    }
  });

  test('catalogue 22: a verification is under the same egress guard, and tells of no port whether it is open', async () => {
    const guarded = await Keyward.start({ permitEgress: '' });
    try {
      const told = new Set<string>();
      const before = asked.length;
      for (const port of [new URL(baseUrl()).port, '9', '22']) {
        const body = { type: 'ApiKey', baseUrl: `http://127.0.0.1:${port}`, fields: fields() };
        assert.ok((await guarded.api('PUT', `credentials/port-${port}`, { body })).status < 300);
        const { json } = await guarded.api('POST', `credentials/port-${port}/verify`);
        assert.equal(json.verification.verdict, 'unverified');
        told.add(JSON.stringify(json.verification.steps).replaceAll(`:${port}`, ''));
      }
      assert.equal(told.size, 1);
      assert.match([...told][0]!, /egress\/denied/);
      await delay(100);
      assert.equal(asked.length, before, 'nothing was dialled');
      assert.deepEqual(await guarded.leaksOf(canary), []);
    } finally {
      await guarded.close();
    }
  });

  test('catalogue 22: verifications are limited, so that none serves as an oracle', async () => {
    respond = ({ headers }, response) =>
      void response.writeHead(headers['x-api-key'] === undefined ? 401 : 200).end(MARK);
    const statuses: number[] = [];
    for (let n = 0; n < 40 && statuses.at(-1) !== 429; n++) {
      statuses.push((await keyward.api('POST', 'credentials/echo/verify')).status);
    }
    assert.equal(statuses.at(-1), 429);
    assert.ok(statuses.length <= 31, `${statuses.length}`);
  });
});
