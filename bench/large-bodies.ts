/**
 * Uploads and downloads of any size through the broker, and what they cost it in memory: the resident memory of the
 * Keyward process is read ten times a second while a body of the given size passes, once each way.
 *
 *     node bench/large-bodies.ts [--gigabytes 2]
 */
import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { Keyward } from '../server/test/kit/keyward.ts';

const MEBIBYTE = 1_048_576;
const { values } = parseArgs({ options: { gigabytes: { type: 'string', default: '2' } } });
const total = Number(values.gigabytes) * 1024 * MEBIBYTE;

/** The same bytes each time, without a period that a chunk could hide. */
function* content(hash: Hash): Generator<Buffer> {
  const chunk = Buffer.alloc(65_521, 'Keyward moves bytes. ');
  for (let left = total; left > 0; left -= chunk.length) {
    const part = chunk.subarray(0, Math.min(left, chunk.length));
    hash.update(part);
    yield part;
  }
}

async function hashOf(body: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of body) hash.update(chunk);
  return hash.digest('hex');
}

/** An API that answers a POST with the hash of its body, and a GET with the body and its hash as a trailer. */
const upstream = createServer(async (request, response) => {
  if (request.method === 'POST') return void response.end(await hashOf(request));
  const hash = createHash('sha256');
  response.writeHead(200, { 'content-type': 'application/octet-stream' });
  await pipeline(Readable.from(content(hash)), response, { end: false });
  response.addTrailers({ 'x-hash': hash.digest('hex') });
  response.end();
}).listen(0, '127.0.0.1');
await once(upstream, 'listening');

const keyward = await Keyward.start({ flags: ['--log-level', 'warn'] });

async function residentMiB(): Promise<number> {
  const status = await readFile(`/proc/${keyward.child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

async function measured(name: string, move: () => Promise<boolean>): Promise<string> {
  const before = await residentMiB();
  let most = before;
  const watching = setInterval(async () => {
    most = Math.max(most, await residentMiB());
  }, 100);
  const startedAt = performance.now();
  const isWhole = await move();
  clearInterval(watching);
  const seconds = (performance.now() - startedAt) / 1000;
  const rate = total / MEBIBYTE / seconds;
  const cells = [name, isWhole ? 'yes' : 'NO', before.toFixed(0), most.toFixed(0), seconds.toFixed(1), rate.toFixed(0)];
  return `| ${cells.join(' | ')} |`;
}

async function put(key: string, policy: object): Promise<void> {
  const baseUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  const fields = { in: 'header', name: 'X-Api-Key', apiKey: 'a-secret-for-the-bench' };
  await keyward.api('PUT', `credentials/${key}`, { body: { type: 'ApiKey', baseUrl, fields, policy } });
}

async function begin(method: string, key: string, token: string) {
  const headers = { authorization: `Bearer ${token}`, te: 'trailers' };
  return httpRequest(`${keyward.brokerUrl}/proxy/${key}/`, { method, headers, agent: false });
}

async function upload(key: string, token: string): Promise<boolean> {
  const sending = await begin('POST', key, token);
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
  const hash = createHash('sha256');
  await pipeline(Readable.from(content(hash)), sending);
  const [answer] = await answered;
  return (await answer.toArray()).join('') === hash.digest('hex');
}

async function download(key: string, token: string): Promise<boolean> {
  const sending = await begin('GET', key, token);
  const [answer] = (await once(sending.end(), 'response')) as [IncomingMessage];
  return (await hashOf(answer)) === answer.trailers['x-hash'];
}

await put('scrubbed', {});
await put('plain', { scrub: 'off' });
const token = await keyward.tokenFor('*');
const rows = [
  await measured('upload', () => upload('scrubbed', token)),
  await measured('download, scrubbed', () => download('scrubbed', token)),
  await measured('download, scrubbing off', () => download('plain', token)),
];
process.stdout.write(
  `${values.gigabytes} GiB\n\n| | whole | MiB before | MiB at most | seconds | MiB/s |\n| --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`,
);
await keyward.close();
upstream.closeAllConnections();
upstream.close();
