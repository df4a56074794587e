import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createServer as createTlsServer } from 'node:tls';
import { parsePermittedRanges } from './classify-address.ts';
import { Upstreams, type UpstreamsOptions } from './upstreams.ts';

const permitted = parsePermittedRanges(['127.0.0.0/8']);
const ports = new Set<number>();
let server: Server;
let port: number;

before(async () => {
  server = createServer((request, response) => {
    ports.add(request.socket.remotePort!);
    response.end(`${request.socket.localAddress} ${request.headers.host}`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});

after(() => server.close());

async function ask(upstreams: Upstreams, hostname: string, organisationId = 'org_a'): Promise<string> {
  const pool = upstreams.get(organisationId, `http://${hostname}:${port}`);
  const { body } = await pool.request({ method: 'GET', path: '/' });
  const text = await body.text();
  // undici frees the socket one turn after the body's end.
  await setImmediate();
  return text;
}

async function using(options: Partial<UpstreamsOptions>, run: (upstreams: Upstreams) => Promise<void>): Promise<void> {
  const upstreams = new Upstreams({ permitted, connectTimeoutMs: 500, ...options });
  await run(upstreams);
  await upstreams.close();
}

test('the address that was judged is dialled, under the name that was asked for', async () => {
  const asked: string[] = [];
  const lookup = async (hostname: string) => {
    asked.push(hostname);
    return [{ address: '127.0.0.1' }];
  };
  await using({ lookup }, async (upstreams) => {
    assert.equal(await ask(upstreams, 'api.invalid'), `127.0.0.1 api.invalid:${port}`);
    assert.deepEqual(asked, ['api.invalid']);
  });
});

test('catalogue 3: a name whose answer turns private is denied at the next connection', async () => {
  const answers = ['127.0.0.1', '10.0.0.1'];
  const lookup = async () => [{ address: answers.shift()! }];
  await using({ lookup, maxPools: 1 }, async (upstreams) => {
    await ask(upstreams, 'api.invalid');
    upstreams.get('org_a', 'http://other.invalid');
    await assert.rejects(ask(upstreams, 'api.invalid'), { code: 'egress/denied' });
  });
});

test('catalogue 4: a literal address is denied at the connector, and nothing connects', async () => {
  const before = ports.size;
  await using({ permitted: [] }, async (upstreams) => {
    await assert.rejects(ask(upstreams, '127.0.0.1'), { code: 'egress/denied' });
  });
  assert.equal(ports.size, before);
});

test('a look-up or a peer that does not answer in time is unreachable', async () => {
  const slow = () => new Promise<never>(() => undefined);
  await using({ lookup: slow, connectTimeoutMs: 50 }, async (upstreams) => {
    await assert.rejects(ask(upstreams, 'api.invalid'), { code: 'upstream/unreachable' });
  });
});

test('TLS names the host that was asked for, not the address dialled, and a literal not at all', async () => {
  const asked: string[] = [];
  const SNICallback = (name: string, done: (error: Error) => void): void => {
    asked.push(name);
    done(new Error('no certificate'));
  };
  const tlsServer = createTlsServer({ SNICallback }).listen(0, '127.0.0.1');
  tlsServer.on('tlsClientError', () => undefined);
  await once(tlsServer, 'listening');
  const { port: tlsPort } = tlsServer.address() as AddressInfo;
  await using({ lookup: async () => [{ address: '127.0.0.1' }] }, async (upstreams) => {
    for (const host of ['api.invalid', '127.0.0.1']) {
      const pool = upstreams.get('org_a', `https://${host}:${tlsPort}`);
      const request = pool.request({ method: 'GET', path: '/', headers: { host: 'evil.invalid' } });
      await assert.rejects(request, { code: 'upstream/unreachable' });
    }
  });
  tlsServer.close();
  assert.deepEqual(asked, ['api.invalid']);
});

test('a refused connection is unreachable', async () => {
  await using({}, async (upstreams) => {
    const pool = upstreams.get('org_a', 'http://127.0.0.1:1');
    await assert.rejects(pool.request({ method: 'GET', path: '/' }), { code: 'upstream/unreachable' });
  });
});

test('one organisation reuses its connection, two never share one', async () => {
  await using({}, async (upstreams) => {
    ports.clear();
    await ask(upstreams, '127.0.0.1');
    await ask(upstreams, '127.0.0.1');
    assert.equal(ports.size, 1);
    await ask(upstreams, '127.0.0.1', 'org_b');
    assert.equal(ports.size, 2);
    assert.equal(upstreams.get('org_a', 'http://h.invalid'), upstreams.get('org_a', 'http://h.invalid'));
  });
});

test('over the limit the least recently used pool is closed', async () => {
  await using({ maxPools: 2 }, async (upstreams) => {
    const first = upstreams.get('org_a', 'http://a.invalid');
    const second = upstreams.get('org_a', 'http://b.invalid');
    upstreams.get('org_a', 'http://a.invalid');
    upstreams.get('org_a', 'http://c.invalid');
    assert.equal(first.closed, false);
    assert.equal(second.closed, true);
  });
});
