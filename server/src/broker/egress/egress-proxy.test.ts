import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { createAuthority } from '../../../test/kit/authority.ts';
import { type ConnectProxyOptions, startConnectProxy } from '../../../test/kit/connect-proxy.ts';
import { Secret } from '../../domain/secret.ts';
import { parsePermittedRanges } from './classify-address.ts';
import { type EgressProxy, parseProxyUrl } from './egress-proxy.ts';
import { parseNoProxy } from './no-proxy.ts';
import { createTrust } from './trust-anchors.ts';
import { Upstreams, type UpstreamsOptions } from './upstreams.ts';

const permitted = parsePermittedRanges(['127.0.0.0/8']);
const lookup = async () => [{ address: '127.0.0.1' }];
const plain = createServer((request, response) => response.end(`plain ${request.headers.host}`));
const names: string[] = [];
let secure: ReturnType<typeof createTlsServer>;
let options: UpstreamsOptions;
let port: number;
let securePort: number;

before(async () => {
  const authority = await createAuthority();
  secure = createTlsServer(await authority.issue(['api.test']), (request, response) => {
    names.push(String((request.socket as unknown as { servername: string }).servername));
    response.end(`secure ${request.headers.host}`);
  });
  options = { permitted, lookup, connectTimeoutMs: 2000, trust: createTrust(authority.pem) };
  for (const server of [plain, secure]) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  port = (plain.address() as AddressInfo).port;
  securePort = (secure.address() as AddressInfo).port;
});
after(() => {
  plain.close();
  secure.close();
});

interface Setting extends ConnectProxyOptions {
  readonly noProxy?: string[];
  readonly shown?: string;
  readonly more?: Partial<UpstreamsOptions>;
}

async function through(
  setting: Setting,
  run: (ask: (origin: string) => Promise<string>, asked: readonly string[]) => Promise<void>,
): Promise<void> {
  const proxy = await startConnectProxy(setting);
  const egress: EgressProxy = {
    ...parseProxyUrl(proxy.url),
    isDirect: parseNoProxy(setting.noProxy ?? []),
    ...(setting.shown && { credentials: new Secret(setting.shown) }),
  };
  const upstreams = new Upstreams({ ...options, proxy: egress, ...setting.more });
  const ask = async (origin: string): Promise<string> => {
    const { body } = await upstreams.get('org_a', origin).request({ method: 'GET', path: '/' });
    return body.text();
  };
  try {
    await run(ask, proxy.asked);
  } finally {
    await upstreams.close();
    await proxy.close();
  }
}

test('http and https alike go by CONNECT to the address that was judged; TLS keeps the name', async () => {
  await through({}, async (ask, asked) => {
    assert.equal(await ask(`http://api.test:${port}`), `plain api.test:${port}`);
    assert.equal(await ask(`https://api.test:${securePort}`), `secure api.test:${securePort}`);
    const expected = [port, securePort].map((to) => `127.0.0.1:${to} 127.0.0.1:${to}`);
    assert.deepEqual(asked, expected);
    assert.deepEqual(names.splice(0), ['api.test']);
  });
});

test('a denied address is denied before the proxy is asked', async () => {
  await through({ more: { permitted: [] } }, async (ask, asked) => {
    await assert.rejects(ask(`http://api.test:${port}`), { code: 'egress/denied' });
    await assert.rejects(ask(`http://127.0.0.1:${port}`), { code: 'egress/denied' });
    assert.deepEqual(asked, []);
  });
});

test('catalogue 3: a name that turns private later is denied at its next connection, proxy or not', async () => {
  const answers = ['127.0.0.1', '10.0.0.1'];
  const flipping = async () => [{ address: answers.shift()! }];
  await through({ more: { lookup: flipping, maxPools: 1 } }, async (ask, asked) => {
    await ask(`http://api.test:${port}`);
    await assert.rejects(ask(`http://api.test:${securePort}`), { code: 'egress/denied' });
    assert.equal(asked.length, 1);
  });
});

test('the credentials of the proxy are shown to it, and only to it', async () => {
  await through({ credentials: 'user:p:w', shown: 'user:p:w' }, async (ask, asked) => {
    assert.equal(await ask(`http://api.test:${port}`), `plain api.test:${port}`);
    assert.match(asked[0]!, /Basic dXNlcjpwOnc=$/);
  });
  for (const shown of [undefined, 'user:wrong']) {
    await through({ credentials: 'user:p:w', ...(shown && { shown }) }, async (ask) => {
      await assert.rejects(ask(`http://api.test:${port}`), {
        code: 'upstream/unreachable',
        detail: 'The egress proxy refused the credentials that it was shown.',
      });
    });
  }
});

test('hosts and ranges without proxy are dialled directly', async () => {
  await through({ noProxy: ['api.test'] }, async (ask, asked) => {
    await ask(`http://api.test:${port}`);
    assert.deepEqual(asked, []);
    await ask(`http://other.test:${port}`);
    assert.equal(asked.length, 1);
  });
  await through({ noProxy: ['127.0.0.0/8'] }, async (ask, asked) => {
    await ask(`http://api.test:${port}`);
    assert.deepEqual(asked, []);
  });
});

test('where the proxy cannot reach one address, the next is asked for', async () => {
  const refuse = (target: string) => (target.startsWith('127.0.0.2') ? 'HTTP/1.1 504 Slow\r\n\r\n' : undefined);
  const both = async () => [{ address: '127.0.0.2' }, { address: '127.0.0.1' }];
  await through({ refuse, more: { lookup: both } }, async (ask, asked) => {
    assert.equal(await ask(`http://api.test:${port}`), `plain api.test:${port}`);
    assert.equal(asked.length, 2);
  });
});

test('a proxy that refuses, talks nonsense, speaks for the upstream or closes is unreachable, by its class', async () => {
  const table: [string, RegExp][] = [
    ['HTTP/1.1 403 cnry\r\n\r\n', /refused the connection/],
    ['HTTP/1.1 502 cnry\r\n\r\n', /could not reach/],
    ['SSH-2.0-cnry\r\n\r\n', /could not reach/],
    ['HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\ncnry', /could not reach/],
    ['', /could not reach/],
    [`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(20_000)}`, /could not reach/],
  ];
  for (const [answer, detail] of table) {
    await through({ refuse: () => answer }, async (ask) => {
      await assert.rejects(ask(`http://api.test:${port}`), (error: Error & { code: string; detail: string }) => {
        assert.equal(error.code, 'upstream/unreachable');
        assert.match(error.detail, detail, answer.slice(0, 40));
        assert.doesNotMatch(error.detail, /cnry/);
        return true;
      });
    });
  }
});

test('a proxy that is away is told apart from an upstream that is', async () => {
  const proxy: EgressProxy = { host: '127.0.0.1', port: 1, isDirect: () => false };
  const upstreams = new Upstreams({ ...options, proxy });
  const asking = upstreams.get('org_a', `http://api.test:${port}`).request({ method: 'GET', path: '/' });
  await assert.rejects(asking, { code: 'upstream/unreachable', detail: 'The egress proxy could not be reached.' });
  await upstreams.close();
});

test('the proxy is given as http://host:port, without credentials, path or another scheme', () => {
  assert.deepEqual(parseProxyUrl('http://proxy.corp:3128'), { host: 'proxy.corp', port: 3128 });
  assert.deepEqual(parseProxyUrl('http://[fd00::1]:3128/'), { host: 'fd00::1', port: 3128 });
  assert.deepEqual(parseProxyUrl('http://proxy'), { host: 'proxy', port: 80 });
  for (const text of [
    'proxy:3128',
    'https://p:1',
    'socks5://p:1',
    'http://u:cnry@p:1',
    'http://p:1/x',
    'http://p:1?x',
    '',
  ]) {
    assert.throws(
      () => parseProxyUrl(text),
      (error: Error) => {
        assert.match(error.message, /^--egress-proxy takes/);
        assert.doesNotMatch(error.message, /cnry/);
        return true;
      },
    );
  }
});
