/** Served by the broker's own listener, so that what is thrown is seen as callers see it. */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { readConfig } from '../../config.ts';
import { Problem } from '../../domain/problem.ts';
import { createLogger } from '../../log/logger.ts';
import { createBrokerListener } from '../listener/listener.ts';
import { connectBroker } from './client.ts';
import type { BrokerRpc } from './protocol.ts';

const calls: [string, unknown][] = [];
const principal = { organisationId: 'org_1', tokenId: 'tok_1', grants: [] };
const verification = { verdict: 'unverified', steps: [] } as const;
const witnesses = [Buffer.from([0, 255])];

function answering<T>(verb: string, answer: T) {
  return async (request: unknown): Promise<T> => {
    calls.push([verb, request]);
    return answer;
  };
}

const rpc: Partial<BrokerRpc> = {
  authenticate: answering('authenticate', principal),
  admitMaterial: answering('admitMaterial', { witnesses }),
  admitAccessToken: async () => {
    throw new Problem('grant/exceeded', {
      detail: 'Too much.',
      retryAfterMs: 1_500,
      cause: new Error('correct-horse'),
    });
  },
  verify: answering('verify', verification),
};
const hotPath = { run: async () => assert.fail('the hot path was reached') };
const server = createBrokerListener({
  hotPath,
  forwardAuth: hotPath,
  invoke: hotPath,
  releaseToken: hotPath,
  keyOfHost: () => undefined,
  rpc: rpc as BrokerRpc,
  logger: createLogger('silent'),
  limits: readConfig({}, {}).callerLimits,
  metrics: { refused: () => undefined },
  serveMetrics: async () => assert.fail('the metrics were asked for'),
});
let url = '';

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

async function post(path: string, body: string, method = 'POST') {
  const answer = await fetch(url + path, { method, ...(method === 'POST' && { body }) });
  return { status: answer.status, code: ((await answer.json()) as { code?: string }).code, headers: answer.headers };
}

const whole = {
  authenticate: { token: 't' },
  admitMaterial: {
    token: 't',
    organisationId: 'o',
    named: ['origins'] as const,
    material: [{ credentialId: 'c', field: 'f', materialVersion: 1 }],
  },
  admitAccessToken: { token: 't', organisationId: 'o', accessTokenId: 'a' },
  verify: { token: 't', organisationId: 'o', credentialId: 'c' },
};

test('each verb gets what was asked and its answer comes back, bytes as bytes', async () => {
  const broker = connectBroker(url);
  calls.length = 0;
  assert.deepEqual(await broker.authenticate(whole.authenticate), principal);
  assert.deepEqual(await broker.admitMaterial(whole.admitMaterial), { witnesses });
  assert.deepEqual(await broker.verify(whole.verify), verification);
  const asked = Object.entries(whole).filter(([verb]) => verb !== 'admitAccessToken');
  assert.deepEqual(calls, asked);
});

test('what a verb throws is rebuilt at the caller, with how long to wait in whole seconds, without its cause', async () => {
  await assert.rejects(connectBroker(url).admitAccessToken(whole.admitAccessToken), (error: Problem) => {
    assert.deepEqual([error.code, error.detail, error.cause], ['grant/exceeded', 'Too much.', undefined]);
    assert.equal(error.retryAfterMs, 2_000);
    return true;
  });
});

test('an answer may not be kept', async () => {
  const { headers } = await post('/rpc/authenticate', JSON.stringify(whole.authenticate));
  assert.equal(headers.get('cache-control'), 'no-store');
});

test('a body that is no JSON, or lacks a member, or has one of another type is request/malformed', async () => {
  calls.length = 0;
  for (const [verb, argument] of Object.entries(whole)) {
    const broken: string[] = ['', '{', 'null', '[]', '7', '"t"', '{}', '{"__proto__":{"token":"t"}}'];
    for (const name of Object.keys(argument)) {
      for (const value of [undefined, null, 7, {}, [null], { $bytes: 'AA==' }, ['t']]) {
        broken.push(JSON.stringify({ ...argument, [name]: value }));
      }
    }
    for (const body of broken) {
      const { status, code } = await post(`/rpc/${verb}`, body);
      assert.deepEqual([status, code], [400, 'request/malformed'], `${verb} ${body}`);
    }
  }
  assert.deepEqual(calls, []);
});

test('each row of material is named whole', async () => {
  const [row] = whole.admitMaterial.material;
  const rows = [
    7,
    'c',
    [],
    { ...row, materialVersion: 0.5 },
    { ...row, materialVersion: '1' },
    { ...row, field: null },
  ];
  for (const one of rows) {
    const body = JSON.stringify({ ...whole.admitMaterial, material: [row, one] });
    assert.equal((await post('/rpc/admitMaterial', body)).code, 'request/malformed', body);
  }
});

test('what is no verb, or not POST, is route/not-found', async () => {
  const paths = ['', 'constructor', 'toString', 'Authenticate', 'authenticate/', 'authenticate?a', 'authenticate%20'];
  for (const path of paths) assert.equal((await post(`/rpc/${path}`, '{}')).code ?? 'none', 'route/not-found', path);
  assert.equal((await post('/rpc/authenticate', '', 'GET')).code, 'route/not-found');
});

test('a body over its limit is request/too-large, and the refusal arrives before the body has ended', async () => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write('POST /rpc/authenticate HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n');
  socket.write('x'.repeat(262_145));
  const answer = await text(socket);
  assert.match(answer, /^HTTP\/1\.1 413 /);
  assert.match(answer, /"code":"request\/too-large"/);
});

test('a broker that is not there is broker/unavailable', async () => {
  await assert.rejects(connectBroker('http://127.0.0.1:1').authenticate(whole.authenticate), {
    code: 'broker/unavailable',
  });
});
