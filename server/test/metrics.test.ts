/** The numbers that Keyward tells of itself: right after known calls, for platform tokens only, with nothing of a tenant in them. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { newCanary } from './kit/canary.ts';
import { type Answer, Keyward } from './kit/keyward.ts';
import { until } from './kit/until.ts';
import { type Respond, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;

/** Answers with the status that the path names. */
const respond: Respond = ({ url }, response) => {
  response.writeHead(Number(/\/status\/(\d+)/.exec(url)?.[1] ?? 200)).end('ok');
};

before(async () => {
  upstream = await startUpstream(respond);
  keyward = await Keyward.start();
});
after(async () => {
  await keyward.close();
  await upstream.close();
});

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

async function scrape(url: string, token?: string): Promise<Answer> {
  return keyward.fetch(`${url}/metrics`, bearer(token ?? (await keyward.ownerToken())));
}

/** Values by series as they are written: `name{label="value"}`. */
async function numbers(url = keyward.brokerUrl): Promise<(series: string) => number | undefined> {
  const { status, text } = await scrape(url);
  assert.equal(status, 200, text);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const values = new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
  return (series) => values.get(series);
}

const requests = (status: string, code = '') => `keyward_broker_requests_total{status="${status}",code="${code}"}`;
const lookups = (cache: string, result: string) =>
  `keyward_broker_cache_lookups_total{cache="${cache}",result="${result}"}`;

async function store(key: string): Promise<void> {
  const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary };
  const body = { type: 'ApiKey', name: 'Secretive Customer', baseUrl: upstream.url, fields };
  assert.ok((await keyward.api('PUT', `credentials/${key}`, { body })).status < 300);
}

describe('The broker', () => {
  test('counts answers by their class, refusals by their code, and the latency of answers', async () => {
    await store('counted');
    const token = await keyward.tokenFor('counted');
    const earlier = await numbers();
    for (const status of [200, 204, 302, 404, 503]) await keyward.call(`/counted/status/${status}`, { token });
    for (const shown of ['kw_unknown', undefined]) await keyward.call('/counted/status/200', { token: shown });
    await keyward.call('/unknown/status/200', { token });
    const later = await numbers();
    const grown = (series: string) => (later(series) ?? 0) - (earlier(series) ?? 0);
    assert.deepEqual(
      [requests('2xx'), requests('3xx'), requests('4xx'), requests('5xx')].map(grown),
      [2, 1, 1, 1],
      'answers of the upstream',
    );
    assert.deepEqual(
      [requests('4xx', 'token/invalid'), requests('4xx', 'token/missing'), requests('4xx', 'credential/not-found')].map(
        grown,
      ),
      [1, 1, 1],
      'answers of its own',
    );
    assert.equal(grown('keyward_broker_upstream_latency_seconds_count'), 5);
    assert.equal(grown('keyward_broker_upstream_latency_seconds_bucket{le="+Inf"}'), 5);
  });

  test('tells hits, misses and evictions of its caches', async () => {
    await store('cached');
    const token = await keyward.tokenFor('cached');
    // A change is delivered once by who made it and once more by the next poll, which forgets what was filled between.
    await delay(600);
    await keyward.call('/cached/status/200', { token });
    const earlier = await numbers();
    for (let n = 0; n < 3; n++) await keyward.call('/cached/status/200', { token });
    const warm = await numbers();
    assert.equal(warm(lookups('credential', 'hit'))! - earlier(lookups('credential', 'hit'))!, 3);
    assert.equal(warm(lookups('credential', 'miss')), earlier(lookups('credential', 'miss')));
    await store('cached');
    assert.equal((await keyward.api('DELETE', 'credentials/cached')).status, 204);
    const changed = 'keyward_broker_cache_evictions_total{cache="credential",reason="changed"}';
    assert.ok((await numbers())(changed)! > warm(changed)!);
  });

  test('tells what is under way, what waits to be written and how old its knowledge is', async () => {
    await store('slow');
    const token = await keyward.tokenFor('slow');
    const held: ServerResponse[] = [];
    const slow = await startUpstream((_received, response) => void held.push(response));
    const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary };
    const body = { type: 'ApiKey', baseUrl: slow.url, fields };
    assert.equal((await keyward.api('PUT', 'credentials/slow', { body })).status, 200);
    const running = [1, 2].map(() => keyward.call('/slow/', { token }));
    while (held.length < 2) await delay(10);
    assert.equal((await numbers())('keyward_broker_requests_in_flight'), 2);
    for (const response of held) response.end('late');
    for (const { status } of await Promise.all(running)) assert.equal(status, 200);
    const idle = await until(async () => {
      const now = await numbers();
      const isQuiet = now('keyward_broker_uses_pending')! <= 2 && now('keyward_change_feed_age_seconds')! < 2;
      return isQuiet && now;
    });
    assert.equal(idle('keyward_broker_requests_in_flight'), 0);
    assert.equal(idle('keyward_broker_uses_capacity'), 50_000);
    assert.equal(idle('keyward_broker_request_log_dropped_total'), 0);
    assert.equal(idle('keyward_store_errors_total{operation="transaction"}'), 0);
    await slow.close();
  });
});

test('control counts by the pattern of the route, never by the path, and tells the same process on either listener', async () => {
  const route = '/v1/organisations/:organisation/credentials/:credential';
  const series = (status: string) => `keyward_control_requests_total{method="GET",route="${route}",status="${status}"}`;
  const earlier = await numbers(keyward.controlUrl);
  await keyward.api('GET', 'credentials/counted');
  await keyward.api('GET', 'credentials/nobody-has-this');
  await keyward.fetch(`${keyward.controlUrl}/no/such/path`, {});
  const later = await numbers(keyward.controlUrl);
  const grown = (name: string) => (later(name) ?? 0) - (earlier(name) ?? 0);
  assert.deepEqual([grown(series('2xx')), grown(series('4xx'))], [1, 1]);
  assert.equal(grown('keyward_control_requests_total{method="any",route="none",status="4xx"}'), 1);
  assert.equal(grown(`keyward_control_request_duration_seconds_count{method="GET",route="${route}"}`), 2);
  assert.equal(later(requests('2xx')), (await numbers())(requests('2xx')));
  assert.ok(later('process_resident_memory_bytes')! > 1_000_000);
});

test('no label holds anything of a tenant or of a caller', async () => {
  const { json: organisation } = await keyward.fetch(`${keyward.controlUrl}/v1/organisations`, {
    method: 'POST',
    headers: { ...bearer(await keyward.ownerToken()).headers, 'content-type': 'application/json' },
    body: JSON.stringify({ slug: 'secretive', name: 'Secretive' }),
  });
  await store('telling-key');
  const token = await keyward.tokenFor('telling-key');
  await keyward.call('/telling-key/telling-path/status/200', {
    token,
    headers: { 'keyward-consumer': 'telling-flow' },
  });
  await keyward.call('/telling-unknown/telling-path', { token, method: 'PROPFIND' });
  await keyward.api('GET', 'credentials/telling-key?solution=telling-solution');
  await keyward.raw(keyward.controlUrl, '/telling-route', { method: 'PROPFIND' });
  const { host } = new URL(upstream.url);
  for (const url of [keyward.brokerUrl, keyward.controlUrl]) {
    const { text, headers } = await scrape(url);
    assert.match(headers.get('content-type')!, /^text\/plain; version=0\.0\.4/);
    for (const word of [
      'telling',
      'ecretive',
      'runner',
      'PROPFIND',
      host,
      token,
      organisation.id,
      'cred_',
      'org_',
      'tok_',
    ]) {
      assert.ok(!text.includes(word), word);
    }
  }
});

test('the document names every metric, and no other', async () => {
  const names = (text: string) => new Set(text.match(/\bkeyward_\w+/g));
  const document = names(await readFile(new URL('../../docs/metrics.md', import.meta.url), 'utf8'));
  const { text } = await scrape(keyward.brokerUrl);
  assert.deepEqual([...names(text.match(/^# TYPE \w+/gm)!.join('\n'))].sort(), [...document].sort());
});

describe('Whoever is not the platform', () => {
  test('gets no numbers: neither without a token nor with one of an organisation or of a lower role', async () => {
    const issue = async (path: string, role: string) => {
      const answer = await keyward.fetch(`${keyward.controlUrl}/v1/${path}`, {
        method: 'POST',
        headers: { ...bearer(await keyward.ownerToken()).headers, 'content-type': 'application/json' },
        body: JSON.stringify({ name: role, role }),
      });
      assert.equal(answer.status, 201, answer.text);
      return answer.json.token as string;
    };
    const ofOrganisation = await issue('organisations/default/access-tokens', 'owner');
    const editor = await issue('platform/access-tokens', 'editor');
    const admin = await issue('platform/access-tokens', 'admin');
    for (const url of [keyward.brokerUrl, keyward.controlUrl]) {
      const bare = await keyward.fetch(`${url}/metrics`, {});
      assert.deepEqual([bare.status, bare.json.code], [401, 'token/missing']);
      const unknown = await scrape(url, `kw_${'x'.repeat(43)}`);
      assert.deepEqual([unknown.status, unknown.json.code], [401, 'token/invalid']);
      for (const token of [ofOrganisation, editor]) {
        const { status, json } = await scrape(url, token);
        assert.deepEqual([status, json.code], [403, 'token/forbidden']);
      }
      assert.equal((await scrape(url, admin)).status, 200);
    }
    const refused = await keyward.api('GET', 'audit?action=metrics.read');
    assert.equal(refused.json.items[0]?.code, 'token/forbidden');
  });

  test('reaches an upstream’s own /metrics below a key’s host', async () => {
    await store('hosted');
    const token = await keyward.tokenFor('hosted');
    const headers = { host: 'hosted.localhost', authorization: `Bearer ${token}` };
    const answer = await keyward.raw(keyward.brokerUrl, '/metrics', { headers });
    assert.deepEqual([answer.status, answer.text], [200, 'ok']);
    assert.deepEqual(await keyward.leaksOf(canary), []);
  });
});
