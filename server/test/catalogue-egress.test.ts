/**
 * Catalogue 1 to 4 and 8: targets that a broker must not be led to. Each is refused when the credential is stored, or denied
 * when it is used, with a code and an entry in the audit log; a listener on loopback sees that nothing connects.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { parsePermittedRanges } from '../src/broker/egress/classify-address.ts';
import { Upstreams } from '../src/broker/egress/upstreams.ts';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
/** Permits nothing. */
let guarded: Keyward;
/** Permits IPv4 loopback alone. */
let permitting: Keyward;
let upstream: Upstream;
let port: string;
let connections = 0;
const sentinel = createServer((socket) => {
  connections++;
  socket.destroy();
});

before(async () => {
  sentinel.listen(0);
  await once(sentinel, 'listening');
  port = String((sentinel.address() as AddressInfo).port);
  upstream = await startUpstream((_received, response) => response.end('{}'));
  [guarded, permitting] = await Promise.all([Keyward.start({ permitEgress: '' }), Keyward.start()]);
});
after(async () => {
  for (const keyward of [guarded, permitting]) {
    assert.deepEqual(await keyward.leaksOf(canary), []);
    await keyward.close();
  }
  await upstream.close();
  sentinel.close();
});

const fields = () => ({ in: 'header', name: 'X-Api-Key', apiKey: canary });
let made = 0;

/** Stores a credential for the base URL and uses it. @returns where it was stopped, and by which code */
async function tryBaseUrl(baseUrl: string): Promise<{ at: 'creation' | 'use'; code: string }> {
  const key = `target-${++made}`;
  const stored = await guarded.api('PUT', `credentials/${key}`, {
    body: { type: 'ApiKey', baseUrl, fields: fields() },
  });
  if (stored.status !== 201) return { at: 'creation', code: stored.json.code };
  const used = await guarded.call(`/${key}/latest/meta-data`, { token: await guarded.tokenFor(key) });
  assert.equal(used.headers.get('keyward-error'), used.json?.code, used.text);
  const { items } = (await guarded.api('GET', `audit?subject=${key}&outcome=refused`)).json;
  const codes = items.map((entry: { code: string }) => entry.code);
  assert.deepEqual(codes, [used.json.code], 'the refusal is in the audit log');
  return { at: 'use', code: used.json.code };
}

async function assertStopped(hosts: readonly string[]): Promise<void> {
  const before = connections;
  for (const host of hosts) {
    for (const scheme of ['http', 'https']) {
      const { at, code } = await tryBaseUrl(`${scheme}://${host}:${port}`);
      // Plain HTTP to what is not loopback is refused before anything is looked up.
      const refusals = ['credential/origin-invalid', 'credential/plain-http-refused'];
      const isStopped = at === 'use' ? code === 'egress/denied' : refusals.includes(code);
      assert.ok(isStopped, `${scheme}://${host}: ${at} ${code}`);
    }
  }
  assert.equal(connections, before);
}

describe('catalogue 1: other spellings of an address', () => {
  const spellings: Record<string, string[]> = {
    'a decimal number, 2130706433': ['2130706433', '017700000001'],
    'a hexadecimal number, 0x7f000001': ['0x7f000001', '0X7F.0.0.1', '0x7f.1'],
    'octal parts, 0177.0.0.1': ['0177.0.0.1', '0177.0.0.01'],
    'parts left out, 127.1': ['127.1', '127.0.1', '0'],
    'full-width and enclosed digits': ['１２７.０.０.１', '①②⑦.⓪.⓪.①', '１27.0.0.1'],
    'ideographic full stops': ['127。0。0。1', '127．0．0．1', '127｡0｡0｡1'],
    'percent-encoded digits and dots': ['%31%32%37.0.0.1', '127%2e0.0.1'],
    'a trailing dot behind the address': ['127.0.0.1.', '2130706433.'],
  };
  for (const [what, hosts] of Object.entries(spellings)) {
    test(`catalogue 1: ${what}`, () => assertStopped(hosts));
  }
});

describe('catalogue 2: addresses that stand for inner ones, and special ranges', () => {
  const ranges: Record<string, string[]> = {
    'IPv4-mapped, [::ffff:127.0.0.1]': ['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:FFFF:7F00:0001]'],
    'unspecified and loopback, [::] and [::1]': ['[::]', '[::1]', '127.0.0.1', '127.255.255.254'],
    'IPv4-compatible, [::127.0.0.1]': ['[::127.0.0.1]', '[::7f00:1]'],
    'NAT64, [64:ff9b::7f00:1]': ['[64:ff9b::7f00:1]', '[64:ff9b::a9fe:a9fe]', '[64:ff9b:1::7f00:1]'],
    '6to4, [2002:7f00:1::]': ['[2002:7f00:1::]', '[2002:a9fe:a9fe::1]'],
    Teredo: ['[2001:0:4136:e378:8000:63bf:80ff:fffe]'],
    '0/8': ['0.0.0.0', '0.1.2.3'],
    '100.64/10': ['100.64.0.1', '100.127.255.255'],
    '198.18/15': ['198.18.0.1', '198.19.255.255'],
    '240/4 and broadcast': ['240.0.0.1', '255.255.255.255'],
    multicast: ['224.0.0.1', '239.255.255.255', '[ff02::1]'],
    'link-local, where clouds keep their metadata': ['169.254.169.254', '[fe80::1]'],
    'fd00:ec2::254 and other unique local addresses': ['[fd00:ec2::254]', '[fc00::1]'],
    '168.63.129.16': ['168.63.129.16'],
    'private networks': ['10.0.0.1', '172.16.0.1', '192.168.0.1'],
  };
  for (const [what, hosts] of Object.entries(ranges)) {
    test(`catalogue 2: ${what}`, () => assertStopped(hosts));
  }

  test('catalogue 2: a range that the operator permits is reached, so that the denials prove something', async () => {
    const body = { type: 'ApiKey', baseUrl: upstream.url, fields: fields() };
    assert.equal((await permitting.api('PUT', 'credentials/fine', { body })).status, 201);
    const token = await permitting.tokenFor('fine');
    assert.equal((await permitting.call('/fine/', { token })).status, 200);
    assert.equal(upstream.received.at(-1)!.headers['x-api-key'], canary);
  });
});

describe('catalogue 3: names', () => {
  const permitted = parsePermittedRanges(['127.0.0.0/8']);

  /** Asks an upstream by a name whose DNS answers are these, one list a look-up. */
  async function askBy(
    ...answers: string[][]
  ): Promise<{ lookups: number; ask: () => Promise<number>; end(): Promise<void> }> {
    const counted = { lookups: 0 };
    const lookup = async () => answers[counted.lookups++]!.map((address) => ({ address }));
    const upstreams = new Upstreams({ permitted, lookup, maxPools: 1, connectTimeoutMs: 1000 });
    const origin = `http://api.test:${new URL(upstream.url).port}`;
    return {
      get lookups() {
        return counted.lookups;
      },
      async ask() {
        const { statusCode, body } = await upstreams.get('org_a', origin).request({ method: 'GET', path: '/' });
        await body.dump();
        upstreams.get('org_a', 'http://other.test');
        return statusCode;
      },
      end: () => upstreams.close(),
    };
  }

  test('catalogue 3: DNS answers that change, public then private: the next connection is denied', async () => {
    const by = await askBy(['127.0.0.1'], ['10.0.0.1']);
    assert.equal(await by.ask(), 200);
    await assert.rejects(by.ask(), { code: 'egress/denied' });
    await by.end();
  });

  test('catalogue 3: the address checked is the address dialled: a connection looks up once', async () => {
    const by = await askBy(['127.0.0.1'], ['169.254.169.254']);
    assert.equal(await by.ask(), 200);
    assert.equal(by.lookups, 1);
    await by.end();
  });

  test('catalogue 3: one private address among the answers denies the name, wherever it stands', async () => {
    const count = upstream.received.length;
    for (const answer of [
      ['127.0.0.1', '10.0.0.1'],
      ['10.0.0.1', '127.0.0.1'],
      ['127.0.0.1', '::ffff:10.0.0.1'],
    ]) {
      const by = await askBy(answer);
      await assert.rejects(by.ask(), { code: 'egress/denied' });
      await by.end();
    }
    assert.equal(upstream.received.length, count);
  });

  test('catalogue 3: a name that the system resolves to loopback is denied', () => assertStopped(['localhost']));
});

describe('catalogue 4: a literal address, for which nothing is looked up', () => {
  test('catalogue 4: in the base URL', () => assertStopped(['127.0.0.1', '[::1]']));

  test('catalogue 4: in Keyward-Target', async () => {
    const origin = `http://127.0.0.1:${port}`;
    const body = { type: 'ApiKey', allowedOrigins: [origin], fields: fields() };
    const stored = await guarded.api('PUT', 'credentials/literal', { body });
    assert.equal(stored.status, 201, stored.text);
    const before = connections;
    const token = await guarded.tokenFor('literal');
    const used = await guarded.call('/literal/', { token, headers: { 'keyward-target': origin } });
    assert.deepEqual([used.status, used.json.code], [403, 'egress/denied']);
    assert.equal(connections, before);
  });
});

describe('catalogue 8: origins match exactly', () => {
  before(async () => {
    const body = {
      type: 'ApiKey',
      allowedOrigins: [`http://localhost:${new URL(upstream.url).port}`],
      fields: fields(),
    };
    assert.equal((await permitting.api('PUT', 'credentials/exact', { body })).status, 201);
  });

  const table: Record<string, (port: string) => string> = {
    'a trailing dot': (to) => `http://localhost.:${to}`,
    'upper case': (to) => `http://LOCALHOST:${to}`,
    'a name of other letters that look alike': (to) => `http://xn--lcalhost-8nf:${to}`,
    'another port': () => `http://localhost:${port}`,
    'no port': () => 'http://localhost',
    'https for http': (to) => `https://localhost:${to}`,
    'the address of the name': (to) => `http://127.0.0.1:${to}`,
    'a name below it': (to) => `http://a.localhost:${to}`,
    'userinfo before it': (to) => `http://localhost:${to}@localhost:${to}`,
    'a path behind it': (to) => `http://localhost:${to}/`,
    'a port with a zero before it': (to) => `http://localhost:0${to}`,
  };
  for (const [what, of] of Object.entries(table)) {
    test(`catalogue 8: ${what} is another origin`, async () => {
      const counts = [connections, upstream.received.length];
      const target = of(new URL(upstream.url).port);
      const used = await permitting.call('/exact/', {
        token: await permitting.tokenFor('exact'),
        headers: { 'keyward-target': target },
      });
      const codes = ['policy/origin-refused', 'target/invalid'];
      assert.ok(used.status >= 400 && used.status < 500 && codes.includes(used.json.code), used.text);
      assert.deepEqual([connections, upstream.received.length], counts);
      const { items } = (await permitting.api('GET', `audit?subject=exact&code=${used.json.code}`)).json;
      assert.ok(items.length > 0, 'the refusal is in the audit log');
    });
  }

  test('catalogue 8: http where only https was permitted', async () => {
    const body = { type: 'ApiKey', allowedOrigins: ['https://127.0.0.1:1'], fields: fields() };
    assert.equal((await permitting.api('PUT', 'credentials/tls-only', { body })).status, 201);
    const token = await permitting.tokenFor('tls-only');
    const used = await permitting.call('/tls-only/', { token, headers: { 'keyward-target': 'http://127.0.0.1:1' } });
    assert.deepEqual([used.status, used.json.code], [403, 'policy/origin-refused']);
  });
});
