import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { dialFirst } from './dial-first.ts';

let server: Server;
let port: number;

before(async () => {
  server = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
after(() => server.close());

const open = '127.0.0.1';
/** Loopback too, where nobody listens: refused at once. */
const refusing = '127.0.0.9';
const at = (...addresses: string[]) => addresses.map((address) => ({ address, family: 4 as const }));
const forever = () => new AbortController().signal;

/** Addresses that begin with `10.` never answer. */
function dialing(attempts: [string, Socket][]) {
  return (address: string, to: number): Socket => {
    const socket = address.startsWith('10.') ? new Socket() : connect(to, address);
    attempts.push([address, socket]);
    return socket;
  };
}

test('the first address that answers is taken, and no other is tried', async () => {
  const attempts: [string, Socket][] = [];
  const socket = await dialFirst(at(open, refusing), port, { signal: forever(), dial: dialing(attempts) });
  assert.equal(socket.remoteAddress, open);
  assert.deepEqual(
    attempts.map(([address]) => address),
    [open],
  );
  socket.destroy();
});

test('a refused address gives way to the next one at once, in order', async (t) => {
  const attempts: [string, Socket][] = [];
  const addresses = at(refusing, '127.0.0.8', open, '127.0.0.7');
  // Whatever waits for a time-out would wait for ever.
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const socket = await dialFirst(addresses, port, { signal: forever(), dial: dialing(attempts) });
  assert.equal(socket.remoteAddress, open);
  assert.deepEqual(
    attempts.map(([address]) => address),
    [refusing, '127.0.0.8', open],
  );
  socket.destroy();
});

test('a silent address gives way after a moment, and its attempt is destroyed', async () => {
  const attempts: [string, Socket][] = [];
  const socket = await dialFirst(at('10.0.0.1', open), port, { signal: forever(), dial: dialing(attempts) });
  assert.equal(socket.remoteAddress, open);
  assert.equal(attempts[0]![1].destroyed, true);
  assert.equal(socket.destroyed, false);
  socket.destroy();
});

test('where all refuse, the last refusal is told', async () => {
  const failing = dialFirst(at(refusing, '127.0.0.8'), port, { signal: forever() });
  await assert.rejects(failing, { code: 'ECONNREFUSED', address: '127.0.0.8' });
});

test('a refusal waits for an attempt that is still on its way', async () => {
  const attempts: [string, Socket][] = [];
  const controller = new AbortController();
  const pending = dialFirst(at('10.0.0.1', refusing), port, { signal: controller.signal, dial: dialing(attempts) });
  setTimeout(() => controller.abort(new Error('over')), 400);
  await assert.rejects(pending, { message: 'over' });
  assert.deepEqual(
    attempts.map(([, socket]) => socket.destroyed),
    [true, true],
  );
});

test('the time for all addresses together is one', async () => {
  const attempts: [string, Socket][] = [];
  const controller = new AbortController();
  const dial = (address: string, to: number): Socket => {
    if (address === '10.0.0.2') setImmediate(() => controller.abort(new Error('over')));
    return dialing(attempts)(address, to);
  };
  const pending = dialFirst(at('10.0.0.1', '10.0.0.2', '10.0.0.3'), port, { signal: controller.signal, dial });
  await assert.rejects(pending, { message: 'over' });
  assert.deepEqual(
    attempts.map(([address, socket]) => [address, socket.destroyed]),
    [
      ['10.0.0.1', true],
      ['10.0.0.2', true],
    ],
  );
});
