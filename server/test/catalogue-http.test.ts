/**
 * Catalogue 12 to 16, byte for byte: what is malformed or ambiguous is refused before anything reaches the upstream, and
 * nothing that either side does makes one message into two.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { exchangeRaw } from './kit/raw.ts';
import { until } from './kit/until.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
const servers: Server[] = [];
let keyward: Keyward;
let upstream: Upstream;
let token: string;

before(async () => {
  upstream = await startUpstream(demanding(canary));
  keyward = await Keyward.start({ flags: ['--max-body', '1000000', '--idle-timeout', '1', '--header-timeout', '1'] });
  await put('sample', upstream.url);
  token = await keyward.tokenFor('*');
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
});

async function put(key: string, baseUrl: string): Promise<void> {
  const body = { type: 'ApiKey', baseUrl, fields: { in: 'header', name: 'X-Api-Key', apiKey: canary } };
  const answer = await keyward.api('PUT', `credentials/${key}`, { body });
  assert.equal(answer.status, 201, answer.text);
}

/** A credential of this key for an upstream of this behaviour. */
async function upstreamAt(key: string, server: Server): Promise<void> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  await put(key, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

/** One that speaks bytes. */
async function rawUpstreamAt(key: string, talk: (socket: Socket) => void): Promise<void> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy());
    talk(socket);
  });
  server.unref().listen(0, '127.0.0.1');
  await once(server, 'listening');
  await put(key, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

const TAIL = 'GET /proxy/sample/smuggled HTTP/1.1\r\nHost: a\r\n$TOKEN\r\n\r\n';

/** Sends a malformed request with another one behind it. */
async function refused(head: string, body = '', behind = TAIL): Promise<string> {
  const before = upstream.received.length;
  const request = `${head}${body}${behind}`.replaceAll('$TOKEN', `Keyward-Token: ${token}`);
  const answer = await exchangeRaw(keyward.brokerUrl, request);
  // What was let through would need a moment to arrive.
  await sleep(20);
  assert.equal(upstream.received.length, before, `the upstream saw something: ${JSON.stringify(head + body)}`);
  return answer;
}

const FIELDS = '$TOKEN\r\n';
const POST = `POST /proxy/sample/x HTTP/1.1\r\nHost: a\r\n${FIELDS}`;
const GET = `GET /proxy/sample/x HTTP/1.1\r\nHost: a\r\n${FIELDS}`;
const CHUNKED = `${POST}Transfer-Encoding: chunked\r\n\r\n`;

const malformed: readonly [string, string, string?][] = [
  ['two Hosts', `GET /proxy/sample/x HTTP/1.1\r\nHost: a\r\nHost: b\r\n${FIELDS}\r\n`],
  ['no Host', `GET /proxy/sample/x HTTP/1.1\r\n${FIELDS}\r\n`],
  ['CL and TE', `${POST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n`, '0\r\n\r\n'],
  ['TE and CL', `${POST}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n`, '0\r\n\r\n'],
  ['two CLs', `${POST}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`, 'ab'],
  ['two equal CLs', `${POST}Content-Length: 1\r\nContent-Length: 1\r\n\r\n`, 'a'],
  ['a list as CL', `${POST}Content-Length: 1, 1\r\n\r\n`, 'a'],
  ['CL with a sign', `${POST}Content-Length: +1\r\n\r\n`, 'a'],
  ['CL over every number', `${POST}Content-Length: 99999999999999999999\r\n\r\n`, 'a'],
  ['CL in hexadecimal', `${POST}Content-Length: 0x1\r\n\r\n`, 'a'],
  ['an empty CL', `${POST}Content-Length:\r\n\r\n`],
  ['CL with a space before the colon', `${POST}Content-Length : 1\r\n\r\n`, 'a'],
  ['TE with a space before the colon', `${POST}Transfer-Encoding : chunked\r\n\r\n`, '0\r\n\r\n'],
  ['TE behind a vertical tab', `${POST}Transfer-Encoding: \vchunked\r\n\r\n`, '0\r\n\r\n'],
  ['TE xchunked', `${POST}Transfer-Encoding: xchunked\r\n\r\n`, '0\r\n\r\n'],
  ['TE chunked, identity', `${POST}Transfer-Encoding: chunked, identity\r\n\r\n`, '0\r\n\r\n'],
  ['TE gzip, chunked', `${POST}Transfer-Encoding: gzip, chunked\r\n\r\n`, '0\r\n\r\n'],
  ['two TEs', `${POST}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n`, '0\r\n\r\n'],
  ['TE on HTTP/1.0', `${CHUNKED.replace('HTTP/1.1', 'HTTP/1.0')}`, '0\r\n\r\n'],
  ['a bare LF behind the request line', `${GET.replace('\r\n', '\n')}\r\n`],
  ['a bare LF behind a field', `${GET}X: a\nY: b\r\n\r\n`],
  ['a bare LF as the empty line', `${GET}\n`],
  ['a bare CR behind a field', `${GET}X: a\rY: b\r\n\r\n`],
  ['a bare CR as the empty line', `${GET}\r`],
  ['obs-fold', `${GET}X: a\r\n b\r\n\r\n`],
  ['a first field that is folded', `GET /proxy/sample/x HTTP/1.1\r\n Host: a\r\n${FIELDS}\r\n`],
  ['NUL in a field', `${GET}X: a\0b\r\n\r\n`],
  ['a name with a space', `${GET}X y: b\r\n\r\n`],
  ['no name', `${GET}: b\r\n\r\n`],
  ['a chunk size of 0x1', CHUNKED, '0x1\r\na\r\n0\r\n\r\n'],
  ['a chunk size of +1', CHUNKED, '+1\r\na\r\n0\r\n\r\n'],
  ['a chunk size of -1', CHUNKED, '-1\r\na\r\n0\r\n\r\n'],
  ['a chunk size with a space', CHUNKED, '1 \r\na\r\n0\r\n\r\n'],
  ['a chunk size over every number', CHUNKED, 'fffffffffffffffff\r\na\r\n0\r\n\r\n'],
  ['a bare LF behind a chunk size', CHUNKED, '1\na\r\n0\r\n\r\n'],
  ['a bare CR behind a chunk size', CHUNKED, '1\ra\r\n0\r\n\r\n'],
  ['a bare LF behind a chunk', CHUNKED, '1\r\na\n0\r\n\r\n'],
  ['a chunk that is longer than its size', CHUNKED, '1\r\nab\r\n0\r\n\r\n'],
  ['a bare LF in a chunk extension', CHUNKED, '1;a\nb\r\na\r\n0\r\n\r\n'],
  ['endless chunk extensions', CHUNKED, `1;${'a'.repeat(20_000)}\r\na\r\n0\r\n\r\n`],
  ['a trailer with a bare LF', CHUNKED, '0\r\nX: y\n\r\n'],
  ['HTTP/0.9', 'GET /proxy/sample/x\r\n'],
  ['HTTP/1.2', `${GET.replace('HTTP/1.1', 'HTTP/1.2')}\r\n`],
  ['HTTP/2.0 without HTTP/2', `${GET.replace('HTTP/1.1', 'HTTP/2.0')}\r\n`],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['an unknown method', `${GET.replace('GET', 'GE T')}\r\n`],
];

for (const [what, head, body] of malformed) {
  test(`catalogue 13: ${what} is refused, and nothing behind it is read`, async () => {
    const answer = await refused(head, body);
    assert.match(answer, /^HTTP\/1\.1 400 /);
    assert.match(answer, /keyward-error: request\/header-refused\r\n/i);
    assert.equal(answer.split('HTTP/1.1 ').length, 2, answer);
  });
}

for (const target of ['http://127.0.0.1/proxy/sample/x', 'https://evil.example/', '*', 'proxy/sample/x']) {
  test(`catalogue 13: the request target ${target} is refused, which is not in origin form`, async () => {
    const before = upstream.received.length;
    const method = target === '*' ? 'OPTIONS' : 'GET';
    const head = `${method} ${target} HTTP/1.1\r\nHost: a\r\nKeyward-Token: ${token}\r\nConnection: close\r\n\r\n`;
    assert.match(await exchangeRaw(keyward.brokerUrl, head), /^HTTP\/1\.1 400 /);
    assert.equal(upstream.received.length, before);
  });
}

test('catalogue 13: what is well formed passes, and the next request of the connection is the next request', async () => {
  const chunks = '3;note=x\r\nabc\r\n0\r\nX-Api-Key: forged\r\n\r\n';
  const first = CHUNKED.replace('/x', '/echo').replace('$TOKEN', `Keyward-Token: ${token}`);
  const second = `GET /proxy/sample/echo?second HTTP/1.1\r\nHost: a\r\nKeyward-Token: ${token}\r\n\r\n`;
  const answer = await exchangeRaw(keyward.brokerUrl, `${first}${chunks}${second}`);
  assert.deepEqual(
    [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status),
    ['200', '200'],
  );
  assert.match(answer, /"body":"abc"[\s\S]*\?second/);
});

test('catalogue 12: no trailer of the caller reaches the upstream, the injected header least of all', async () => {
  let sent = '';
  await rawUpstreamAt('trailed', (socket) => {
    socket.on('data', (chunk) => {
      sent += chunk.toString('latin1');
      if (sent.includes('\r\n0\r\n\r\n')) socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    });
  });
  const head = CHUNKED.replace('sample', 'trailed').replace('$TOKEN', `Keyward-Token: ${token}`);
  const body = '1\r\na\r\n0\r\nX-Api-Key: forged\r\nX-Other: trailer\r\n\r\n';
  const answer = await exchangeRaw(keyward.brokerUrl, `${head}${body}`);
  assert.match(answer, / 200 /);
  assert.doesNotMatch(sent, /forged|X-Other/i);
  assert.equal(sent.split(canary).length, 2);
});

for (const [what, head] of [
  ['CONNECT', `CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: a\r\n${FIELDS}\r\n`],
  ['Upgrade to h2c', `${GET}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n`],
  ['Upgrade to anything', `${GET}Connection: Upgrade\r\nUpgrade: foo/2\r\n\r\n`],
  ['TRACE', `TRACE /proxy/sample/x HTTP/1.1\r\nHost: a\r\n${FIELDS}\r\n`],
] as const) {
  test(`catalogue 14: ${what} is refused`, async () => {
    const answer = await refused(head, '', what === 'TRACE' ? '' : undefined);
    assert.match(answer, /^HTTP\/1\.1 501 [\s\S]*keyward-error: request\/upgrade-refused\r\n/i);
  });
}

test('catalogue 15: a header section over its limit, and one that does not end, are refused', async () => {
  const huge = await refused(`${GET}X: ${'a'.repeat(40_000)}\r\n\r\n`);
  assert.match(huge, /^HTTP\/1\.1 431 [\s\S]*keyward-error: request\/header-too-large/i);
  const many = await refused(`${GET}${'X: y\r\n'.repeat(1_100)}\r\n`, '', '');
  assert.match(many, /^HTTP\/1\.1 431 /);
  const socket = connect(Number(new URL(keyward.brokerUrl).port), '127.0.0.1');
  socket.write('GET /proxy/sample HTTP/1.1\r\nHost: a\r\n');
  // Slowly, so that the connection is never idle.
  const dripping = setInterval(() => socket.write('X: y\r\n'), 100);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  clearInterval(dripping);
  assert.match(answer.toString(), /^HTTP\/1\.1 408 [\s\S]*keyward-error: request\/timeout/i);
  socket.destroy();
});

test('catalogue 15: a body over its limit is refused: by its length before it is sent, else when it gets there', async () => {
  const announced = await refused(`${POST}Content-Length: 1000001\r\nExpect: 100-continue\r\n\r\n`);
  assert.match(announced, /^HTTP\/1\.1 413 [\s\S]*keyward-error: request\/too-large/i);
  const body = async function* () {
    for (let i = 0; i < 40; i++) yield Buffer.alloc(65_536, 'x');
  };
  const init = { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: body(), duplex: 'half' };
  const streamed = await fetch(`${keyward.brokerUrl}/proxy/sample/x`, init as RequestInit);
  assert.equal(streamed.status, 413);
  await streamed.text();
});

test('catalogue 15: a sender that stops in the middle of a body is ended', async () => {
  await upstreamAt(
    'silent',
    createServer((request) => void request.resume()),
  );
  const head = POST.replace('sample', 'silent').replace('$TOKEN', `Keyward-Token: ${token}`);
  const socket = connect(Number(new URL(keyward.brokerUrl).port), '127.0.0.1');
  socket.write(`${head}Content-Length: 10\r\n\r\nabc`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  assert.match(answer.toString(), /^HTTP\/1\.1 408 /);
  socket.destroy();
});

test('a caller that waits for a slow upstream is not idle', async () => {
  await upstreamAt(
    'slow',
    createServer((_request, response) => void setTimeout(() => response.end('late'), 2_500)),
  );
  const answer = await keyward.call('/slow/', { token });
  assert.deepEqual([answer.status, answer.text], [200, 'late']);
});

test('an upload is asked for only where it is permitted', async () => {
  const ask = (key: string, shown: string): Promise<string> => {
    const head = `POST /proxy/${key}/echo HTTP/1.1\r\nHost: a\r\nKeyward-Token: ${shown}\r\nConnection: close\r\n`;
    return exchangeRaw(keyward.brokerUrl, `${head}Expect: 100-continue\r\nContent-Length: 3\r\n\r\nabc`);
  };
  assert.match(await ask('sample', token), /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
  assert.match(await ask('unknown', token), /^HTTP\/1\.1 404 /);
  assert.match(await ask('sample', `kw_${'x'.repeat(43)}`), /^HTTP\/1\.1 401 /);
  const other = `${POST}Expect: miracles\r\nContent-Length: 0\r\n\r\n`;
  assert.match(await refused(other, '', ''), /^HTTP\/1\.1 417 [\s\S]*keyward-error: request\/expectation-refused/i);
});

test('an answer that comes before the upload has ended is passed on, whole', async () => {
  await upstreamAt(
    'early',
    createServer((request, response) => {
      response.writeHead(413, { 'content-type': 'text/plain' }).end('too much');
      request.on('error', () => undefined);
    }),
  );
  const { hostname, port } = new URL(keyward.brokerUrl);
  const headers = { authorization: `Bearer ${token}`, 'content-length': '900000' };
  const sending = httpRequest({ host: hostname, port, method: 'POST', path: '/proxy/early/', headers, agent: false });
  sending.on('error', () => undefined);
  sending.write(Buffer.alloc(300_000));
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  assert.equal(answer.statusCode, 413);
  sending.write(Buffer.alloc(300_000));
  await sleep(50);
  sending.end(Buffer.alloc(300_000));
  assert.equal((await answer.toArray()).join(''), 'too much');
});

test('chunks go both ways at once, each as it comes', async () => {
  await upstreamAt(
    'duplex',
    createServer((request, response) => {
      response.writeHead(200);
      request.on('data', (chunk: Buffer) => response.write(chunk.toString().toUpperCase()));
      request.on('end', () => response.end('.'));
    }),
  );
  const { hostname, port } = new URL(keyward.brokerUrl);
  const headers = { authorization: `Bearer ${token}`, 'transfer-encoding': 'chunked' };
  const sending = httpRequest({ host: hostname, port, method: 'POST', path: '/proxy/duplex/', headers, agent: false });
  sending.write('one');
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  assert.equal(String((await once(answer, 'data'))[0]), 'ONE');
  sending.write('two');
  assert.equal(String((await once(answer, 'data'))[0]), 'TWO');
  sending.end();
  assert.equal((await answer.toArray()).join(''), '.');
});

/** Answers each request with the next bytes; the last ones again and again. */
function answering(...answers: string[]): (socket: Socket) => void {
  let count = 0;
  return (socket) =>
    socket.on('data', () => {
      const answer = answers[Math.min(count++, answers.length - 1)]!;
      socket.write(answer.replace('$END', ''));
      if (answer.endsWith('$END')) socket.end();
    });
}

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

const broken: readonly [string, string][] = [
  ['closes without an answer', '$END'],
  ['closes in the header section', 'HTTP/1.1 200 OK\r\nContent-Le$END'],
  ['answers with two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nokX'],
  [
    'answers with a length beside chunks',
    `HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  ],
  ['answers with a folded field', 'HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 2\r\n\r\nok'],
  ['answers with a bare LF', 'HTTP/1.1 200 OK\nContent-Length: 2\n\nok'],
  ['switches protocols unasked', 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: foo\r\n\r\n'],
  ['says 100 unasked', `HTTP/1.1 100 Continue\r\n\r\n${OK}`],
  ['answers in garbage', 'SSH-2.0-OpenSSH_9\r\n'],
];

for (const [index, [what, answer]] of broken.entries()) {
  test(`catalogue 16: an upstream that ${what} gives a clear 502, and the next request is well`, async () => {
    await rawUpstreamAt(`broken-${index}`, answering(answer, OK));
    const first = await keyward.call(`/broken-${index}/`, { token, method: 'POST' });
    assert.deepEqual([first.status, first.json?.code], [502, 'upstream/broken'], first.text);
    const second = await keyward.call(`/broken-${index}/`, { token });
    assert.deepEqual([second.status, second.text], [200, 'ok']);
  });
}

for (const [index, [what, answer]] of (
  [
    ['a body that is too short', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok$END'],
    ['chunks without an end', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n$END'],
    [
      'a chunk size that is none',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0x1\r\na\r\n0\r\n\r\n',
    ],
  ] as const
).entries()) {
  test(`catalogue 16: ${what} cuts the answer, so that the caller sees that it is not whole`, async () => {
    await rawUpstreamAt(`cut-${index}`, answering(answer, OK));
    const { promise, resolve } = Promise.withResolvers<string>();
    const options = { headers: { authorization: `Bearer ${token}` }, agent: false };
    httpRequest(`${keyward.brokerUrl}/proxy/cut-${index}/`, options, (incoming) => {
      incoming.on('error', () => undefined).on('close', () => resolve(incoming.complete ? 'whole' : 'cut'));
      incoming.resume();
    })
      .on('error', () => resolve('cut'))
      .end();
    assert.equal(await promise, 'cut');
    assert.equal((await keyward.call(`/cut-${index}/`, { token })).text, 'ok');
  });
}

for (const [index, [what, method, answer]] of (
  [
    [
      '204 with a body',
      'GET',
      'HTTP/1.1 204 No Content\r\nContent-Length: 40\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil',
    ],
    ['204 with chunks', 'GET', 'HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nevil\r\n0\r\n\r\n'],
    ['304 with a body', 'GET', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\nevil'],
    ['205 with a body', 'GET', 'HTTP/1.1 205 Reset Content\r\nContent-Length: 4\r\n\r\nevil'],
    ['HEAD with a body', 'HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil'],
    ['an answer behind the answer', 'GET', `${OK}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil`],
    ['an interim answer before the answer', 'GET', `HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n${OK}`],
  ] as const
).entries()) {
  test(`catalogue 16: ${what} makes no second answer, on either connection`, async () => {
    await rawUpstreamAt(`odd-${index}`, answering(answer, OK));
    const head = `Host: a\r\nKeyward-Token: ${token}\r\n`;
    const first = `${method} /proxy/odd-${index}/ HTTP/1.1\r\n${head}\r\n`;
    const socket = connect(Number(new URL(keyward.brokerUrl).port), '127.0.0.1');
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
    socket.write(first);
    while (!text.includes('\r\n\r\n')) await sleep(10);
    await sleep(100);
    socket.write(`GET /proxy/odd-${index}/ HTTP/1.1\r\n${head}Connection: close\r\n\r\n`);
    await once(socket, 'close');
    const statuses = [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
    assert.deepEqual(statuses, [/^HTTP\/1\.1 (?:103[\s\S]*1\.1 )?(\d+)/.exec(answer)![1], '200'], text);
    assert.match(text, /ok$/);
    if (!what.startsWith('205')) assert.doesNotMatch(text, /evil/);
    if (what.startsWith('204')) assert.doesNotMatch(text.slice(0, text.indexOf('\r\n\r\n')), /content-length/i);
  });
}

test('trailers of an answer reach a caller that says it reads them, scrubbed, and nobody else', async () => {
  const trailers = `Grpc-Status: 0\r\nX-Echo: ${canary}\r\nSet-Cookie: a=b\r\nETag: x\r\n`;
  await rawUpstreamAt(
    'trailing',
    answering(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n2\r\nok\r\n0\r\n${trailers}\r\n`),
  );
  const ask = (te: string): Promise<string> => {
    const head = `GET /proxy/trailing/ HTTP/1.1\r\nHost: a\r\nKeyward-Token: ${token}\r\n${te}Connection: close\r\n\r\n`;
    return exchangeRaw(keyward.brokerUrl, head);
  };
  const told = await ask('TE: gzip, trailers\r\n');
  assert.match(told, /\r\n2\r\nok\r\n0\r\ngrpc-status: 0\r\nx-echo: \*+\r\n\r\n$/i);
  assert.match(await ask(''), /\r\n2\r\nok\r\n0\r\n\r\n$/);
});

/** Resident memory of the Keyward process, in MiB. */
async function memoryOf(): Promise<number> {
  const { readFile } = await import('node:fs/promises');
  const status = await readFile(`/proc/${keyward.child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
}

test('catalogue 15: an endless answer to a slow reader, and an upload to a slow upstream, stand still in bounded memory', async () => {
  let written = 0;
  await upstreamAt(
    'endless',
    createServer((_request, response) => {
      const chunk = Buffer.alloc(65_536, 'x');
      const pour = (): void => {
        while (!response.destroyed && response.write(chunk)) written += chunk.length;
        written += chunk.length;
      };
      response.on('drain', pour);
      pour();
    }),
  );
  const before = await memoryOf();
  const head = `GET /proxy/endless/ HTTP/1.1\r\nHost: a\r\nKeyward-Token: ${token}\r\n\r\n`;
  const reader = connect(Number(new URL(keyward.brokerUrl).port), '127.0.0.1');
  reader.on('error', () => undefined);
  reader.pause();
  reader.write(head);
  await until(() => written > 0);
  await sleep(700);
  const stood = written;
  assert.ok(stood < 64 * 1_048_576, `${stood}`);
  assert.ok((await memoryOf()) - before < 64);
  // A reader that does not read is idle, and is ended with its time-out: nothing of it is left.
  const closing = once(reader, 'close');
  await sleep(2_500);
  reader.resume();
  await closing;
});
