import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { WebSocket, WebSocketServer } from 'ws';
import { Secret } from '../../domain/secret.ts';
import { buildScrubber, type Scrubber } from './scrubber.ts';
import { createFrameScrubber, type FrameScrubber } from './web-socket-frames.ts';

const SECRET = 'correct-horse';
const scrubber = buildScrubber([new Secret(SECRET)]);
const [TEXT, BINARY, PING] = [1, 2, 9];

interface Frame {
  readonly opcode: number;
  readonly isFinal: boolean;
  readonly payload: Buffer;
}

function frame(opcode: number, payload: string | Buffer, isFinal = true): Frame {
  return { opcode, isFinal, payload: Buffer.from(payload) };
}

function encode({ opcode, isFinal, payload }: Frame): Buffer {
  const head = Buffer.alloc(payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10);
  head[0] = opcode + (isFinal ? 128 : 0);
  head[1] = head.length === 2 ? payload.length : head.length === 4 ? 126 : 127;
  if (head.length === 4) head.writeUInt16BE(payload.length, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(payload.length), 2);
  return Buffer.concat([head, payload]);
}

function decode(bytes: Buffer): Frame[] {
  const frames: Frame[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [first, short] = [bytes[at]!, bytes[at + 1]!];
    const size = short < 126 ? 2 : short === 126 ? 4 : 10;
    const length = size === 2 ? short : size === 4 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
    assert.ok(at + size + length <= bytes.length, 'a frame is cut');
    frames.push({ opcode: first & 15, isFinal: first > 127, payload: bytes.subarray(at + size, at + size + length) });
    at += size + length;
  }
  return frames;
}

/** Messages and control frames, in the order of their ends, as a receiver sees them. */
function assemble(frames: readonly Frame[]): string[] {
  const seen: string[] = [];
  let message: { opcode: number; payloads: Buffer[] } | undefined;
  for (const { opcode, isFinal, payload } of frames) {
    if (opcode >= 8) {
      seen.push(`${opcode} ${payload.toString('latin1')}`);
      continue;
    }
    assert.equal(opcode === 0, message !== undefined, 'a continuation where none may stand, or none where one must');
    message ??= { opcode, payloads: [] };
    message.payloads.push(payload);
    if (!isFinal) continue;
    seen.push(`${message.opcode} ${Buffer.concat(message.payloads).toString('latin1')}`);
    message = undefined;
  }
  return seen;
}

function scrub(bytes: Buffer, cuts: readonly number[] = [], by: Scrubber = scrubber): Buffer {
  const frames = createFrameScrubber(by);
  const edges = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
  const parts = edges.slice(1).map((edge, index) => frames.push(bytes.subarray(edges[index], edge)));
  return Buffer.concat([...parts, frames.flush()]);
}

function mask(text: string): string {
  return text.replaceAll(SECRET, '*'.repeat(SECRET.length));
}

test('a chunk of whole frames without findings is passed on itself', () => {
  const bytes = Buffer.concat(
    [frame(TEXT, '{"a":1}'), frame(PING, 'x'), frame(BINARY, 'b'.repeat(70_000))].map(encode),
  );
  assert.equal(createFrameScrubber(scrubber).push(bytes), bytes);
});

test('catalogue 18: a secret is masked in text, binary, ping and close', () => {
  const close = Buffer.concat([Buffer.from([0x03, 0xe8]), Buffer.from(`bye ${SECRET}`)]);
  const sent = [frame(TEXT, `a ${SECRET}`), frame(BINARY, SECRET), frame(PING, `p ${SECRET}`), frame(8, close)];
  const seen = assemble(decode(scrub(Buffer.concat(sent.map(encode)))));
  const masked = '*'.repeat(SECRET.length);
  assert.deepEqual(seen, [`1 a ${masked}`, `2 ${masked}`, `9 p ${masked}`, `8 \x03\xe8bye ${masked}`]);
});

test('catalogue 18: a secret that is split over fragments is masked, and a ping between them passes at once', () => {
  const frames = createFrameScrubber(scrubber);
  assert.deepEqual(decode(frames.push(encode(frame(TEXT, 'hello corr', false)))), [frame(TEXT, 'hello ', false)]);
  assert.deepEqual(decode(frames.push(encode(frame(PING, 'are you there')))), [frame(PING, 'are you there')]);
  assert.deepEqual(decode(frames.push(encode(frame(0, 'ect-horse!')))), [frame(0, `${'*'.repeat(13)}!`)]);
});

test('a first fragment of which all is held back leaves the type of the message to the next', () => {
  const frames = createFrameScrubber(scrubber);
  assert.equal(frames.push(encode(frame(BINARY, 'correct', false))).length, 0);
  assert.deepEqual(decode(frames.push(encode(frame(0, '')))), [frame(BINARY, 'correct')]);
});

test('nothing is carried over from one message to the next', () => {
  const sent = [frame(TEXT, 'x corr'), frame(TEXT, 'ect-horse')];
  assert.deepEqual(decode(scrub(Buffer.concat(sent.map(encode)))), sent);
});

test('a message that the end of the connection cuts short is passed on as far as it came', () => {
  assert.deepEqual(decode(scrub(encode(frame(TEXT, 'x corr', false)))), [
    frame(TEXT, 'x ', false),
    frame(0, 'corr', false),
  ]);
  const cut = encode(frame(TEXT, 'x correct?')).subarray(0, -1);
  assert.deepEqual(scrub(cut), cut);
});

test('what follows a close frame is discarded', () => {
  const close = encode(frame(8, ''));
  assert.deepEqual(scrub(Buffer.concat([close, encode(frame(TEXT, 'more'))])), close);
});

test('lengths in a longer form than they need are written in the shortest', () => {
  const bytes = Buffer.concat([Buffer.from([0x82, 127, 0, 0, 0, 0, 0, 0, 0, 3]), Buffer.from('abc')]);
  assert.deepEqual(decode(scrub(bytes)), [frame(BINARY, 'abc')]);
});

const violations: Record<string, readonly number[]> = {
  'a masked frame': [0x81, 0x81, 1, 2, 3, 4, 5],
  'a first reserved bit': [0xc1, 0],
  'a second reserved bit': [0xa1, 0],
  'a third reserved bit on a ping': [0x99, 0],
  'a reserved data opcode': [0x83, 0],
  'a reserved control opcode': [0x8b, 0],
  'a control frame of more than 125 bytes': [0x89, 126, 0, 126],
  'a fragmented control frame': [0x09, 0],
  'a continuation of nothing': [0x80, 0],
  'a message inside of a message': [0x01, 0, 0x81, 0],
  'a length with the top bit set': [0x82, 127, 0x80, 0, 0, 0, 0, 0, 0, 0],
  'a length beyond all messages': [0x82, 127, 0, 0x20, 0, 0, 0, 0, 0, 0],
  'a close frame with half a status code': [0x88, 1, 3],
};

for (const [what, bytes] of Object.entries(violations)) {
  test(`catalogue 14: ${what} is refused, whole and byte by byte`, () => {
    assert.throws(() => scrub(Buffer.from(bytes)), { code: 'upstream/broken' });
    const everywhere = bytes.map((_, index) => index);
    assert.throws(() => scrub(Buffer.from(bytes), everywhere), { code: 'upstream/broken' });
  });
}

const letters = fc.constantFrom('c', 'o', ' ', 'é', '\0', SECRET, SECRET.slice(0, 5), SECRET.slice(5));
const cutsOf = fc.array(fc.nat({ max: 600 }), { maxLength: 12 });
const messages = fc.array(
  fc.record({
    opcode: fc.constantFrom(TEXT, BINARY),
    text: fc.array(letters, { maxLength: 30 }).map((parts) => parts.join('')),
    fragments: fc.array(fc.nat({ max: 300 }), { maxLength: 6 }),
    controls: fc.array(fc.constantFrom('', 'ping', SECRET), { maxLength: 2 }),
  }),
  { minLength: 1, maxLength: 4 },
);

function fragment(payload: Buffer, opcode: number, cuts: readonly number[]): Frame[] {
  const edges = [0, ...cuts.filter((cut) => cut <= payload.length).sort((a, b) => a - b), payload.length];
  return edges
    .slice(1)
    .map((edge, index) =>
      frame(index === 0 ? opcode : 0, payload.subarray(edges[index], edge), index === edges.length - 2),
    );
}

test('catalogue 17: any fragments in any chunks give the messages of a naive mask, in the same order', () => {
  const property = fc.property(messages, cutsOf, (list, cuts) => {
    const sent = list.flatMap(({ opcode, text, fragments, controls }) => {
      const frames = fragment(Buffer.from(text), opcode, fragments);
      return [frames[0]!, ...controls.map((control) => frame(PING, control)), ...frames.slice(1)];
    });
    const expected = assemble(sent).map(mask);
    const bytes = Buffer.concat(sent.map(encode));
    const received = scrub(bytes, cuts);
    assert.deepEqual(assemble(decode(received)), expected);
    assert.ok(!received.includes(SECRET));
  });
  fc.assert(property, { numRuns: 2000 });
});

test('every cut of one connection into two, and byte by byte, gives the same messages', () => {
  const frames = [
    frame(TEXT, `x${SECRET}`, false),
    frame(0, 'corr', false),
    frame(PING, SECRET),
    frame(0, 'ect-horse'),
  ];
  const sent = [...frames, frame(BINARY, `${'z'.repeat(200)}${SECRET}`)];
  const bytes = Buffer.concat(sent.map(encode));
  const expected = assemble(sent).map(mask);
  for (let cut = 0; cut <= bytes.length; cut++) assert.deepEqual(assemble(decode(scrub(bytes, [cut]))), expected);
  const everywhere = [...bytes.keys()];
  assert.deepEqual(assemble(decode(scrub(bytes, everywhere))), expected);
});

test('catalogue 15: a message of any length is passed on as it comes', () => {
  const frames = createFrameScrubber(scrubber);
  const header = Buffer.from([0x82, 127, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff]);
  assert.equal(frames.push(header), header);
  const chunk = Buffer.alloc(65_536, 'ab');
  for (let i = 0; i < 100; i++) assert.equal(frames.push(chunk), chunk);
});

/** Hands on what a server sends after the header section of its 101, in the chunks that `cut` makes, scrubbed. */
function relay(from: Socket, to: Socket, frames: FrameScrubber): void {
  let head: Buffer | undefined = Buffer.alloc(0);
  from.on('data', (data) => {
    let bytes: Buffer = data;
    if (head) {
      head = Buffer.concat([head, bytes]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      to.write(head.subarray(0, end + 4));
      bytes = head.subarray(end + 4);
      head = undefined;
    }
    for (let at = 0; at < bytes.length; at += 7) to.write(frames.push(bytes.subarray(at, at + 7)));
  });
  from.on('end', () => to.end(frames.flush()));
}

test('a real client receives the messages of a real server, masked', { timeout: 20_000 }, async (t) => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  const proxy = createServer((caller) => {
    const upstream = connect((server.address() as AddressInfo).port, '127.0.0.1');
    caller.pipe(upstream);
    relay(upstream, caller, createFrameScrubber(scrubber));
  }).listen(0, '127.0.0.1');
  t.after(() => {
    for (const client of server.clients) client.terminate();
    server.close();
    proxy.close();
  });
  server.on('connection', (socket) => {
    socket.send(`häl${SECRET}lo`);
    const whole = Buffer.from(`é ${SECRET} é`);
    // Cut inside of a character and of the secret.
    socket.send(whole.subarray(0, 1), { fin: false, binary: false });
    socket.ping(SECRET);
    socket.send(whole.subarray(1, 9), { fin: false });
    socket.send(whole.subarray(9), { fin: true });
    socket.send(Buffer.alloc(100_000, SECRET));
    socket.close(1000, SECRET);
  });
  await once(proxy, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(proxy.address() as AddressInfo).port}`, { perMessageDeflate: false });
  const seen: string[] = [];
  client.on('message', (data: Buffer, isBinary) => seen.push(`${isBinary} ${data.toString()}`));
  client.on('ping', (data) => seen.push(`ping ${data}`));
  const [code, reason] = await once(client, 'close');
  const masked = '*'.repeat(13);
  const large = Buffer.alloc(100_000, SECRET).toString().replaceAll(SECRET, masked);
  assert.deepEqual(seen, [`false häl${masked}lo`, `ping ${masked}`, `false é ${masked} é`, `true ${large}`]);
  assert.deepEqual([code, String(reason)], [1000, masked]);
});
