/** Webhooks over whole processes: two nodes, a receiver that verifies with a library of others, and rows edited by hand. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { newCanary } from './kit/canary.ts';
import { edit, rows } from './kit/database.ts';
import { Keyward, runCli } from './kit/keyward.ts';
import { type Received, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
const WITHIN_MS = 60_000;

async function eventually<T>(read: () => T | Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + WITHIN_MS; ; await delay(100)) {
    const value = await read();
    if (isDone(value)) return value;
    assert.ok(Date.now() < deadline, `not within ${WITHIN_MS} ms: ${JSON.stringify(value)?.slice(0, 500)}`);
  }
}

describe('webhooks with two nodes', () => {
  let nodes: [Keyward, Keyward];
  let receiver: Upstream;
  /** What each path answers; 204 unless it is set. */
  const answers = new Map<string, number>();
  /** Of these the answer that is set goes with the first request. */
  const once = new Set<string>();
  const secrets: string[] = [];

  before(async () => {
    receiver = await startUpstream(({ url }, response) => {
      response.writeHead(answers.get(url) ?? 204, { location: '/elsewhere' }).end(canary);
      if (once.delete(url)) answers.delete(url);
    });
    const first = await Keyward.start();
    nodes = [first, await Keyward.start({ data: first.data })];
  });
  after(async () => {
    for (const node of nodes) assert.deepEqual(await node.leaksOf(canary), []);
    // Answers and the command line show them once; the database and the log never do.
    for (const secret of secrets) {
      const leaks = (await nodes[0].leaksOf(secret)).filter((leak) => /^keyward\.sqlite|^\{"level"/.test(leak));
      assert.deepEqual(leaks, []);
    }
    for (const node of nodes.toReversed()) await node.close();
    await receiver.close();
  });

  const receivedAt = (path: string) => receiver.received.filter(({ url }) => url === path);
  const idOf = ({ headers }: Received) => String(headers['webhook-id']);
  const bodyOf = ({ body }: Received) => JSON.parse(body.toString());

  async function make(path: string, more: object = {}) {
    const body = { url: `${receiver.url}${path}`, eventTypes: ['credential.created', 'credential.deleted'], ...more };
    const { status, json, text } = await nodes[0].api('POST', 'webhooks', { body });
    assert.equal(status, 201, text);
    if (json.secret) secrets.push(json.secret);
    return json;
  }

  const put = async (key: string, node = nodes[0]) => {
    const body = { type: 'Secret', fields: { value: canary } };
    assert.equal((await node.api('PUT', `credentials/${key}`, { body })).status, 201);
  };

  const deliveriesOf = async (id: string, query = '') =>
    (await nodes[1].api('GET', `webhooks/${id}/deliveries${query}`)).json.items;
  const remove = (id: string) => nodes[0].api('DELETE', `webhooks/${id}`);

  test('an event reaches the receiver once from one of two nodes, signed as the specification has it', async () => {
    const made = await make('/hook?tenant=1', { description: 'Ours' });
    assert.match(made.secret, /^whsec_/);
    for (let n = 0; n < 10; n++) await put(`once-${n}`, nodes[n % 2]!);
    await nodes[0].api('PATCH', 'credentials/once-0', { body: { name: 'not wanted' } });
    await eventually(
      () => receivedAt('/hook?tenant=1').length,
      (count) => count >= 10,
    );
    await delay(1500);
    const got = receivedAt('/hook?tenant=1');
    assert.equal(new Set(got.map(idOf)).size, 10);
    assert.equal(got.length, 10);
    const verifier = new Webhook(made.secret);
    for (const { body, headers } of got) verifier.verify(body.toString(), headers as Record<string, string>);
    const other = new Webhook(`whsec_${randomBytes(32).toString('base64')}`);
    assert.throws(() => other.verify(got[0]!.body.toString(), got[0]!.headers as Record<string, string>));
    const listed = (await nodes[0].api('GET', `events?credential=once-0&type=credential.created`)).json.items;
    assert.deepEqual(
      got.map(bodyOf).find(({ data }) => data.key === 'once-0'),
      listed[0],
    );
    const deliveries = await deliveriesOf(made.id);
    assert.deepEqual(
      new Set(deliveries.map((one: { state: string; status: number }) => `${one.state} ${one.status}`)),
      new Set(['delivered 204']),
    );
    assert.equal((await nodes[0].api('GET', `webhooks/${made.id}`)).json.secret, undefined);
    await remove(made.id);
    await put('once-gone');
    assert.equal((await nodes[0].api('GET', `credentials/${made.credentialId}`)).status, 404);
  });

  test('a receiver that is down gets the event when it is up, and a dead letter when it is replayed', async () => {
    // Down for one attempt and no longer: after a second one the next would be a minute away, on a machine that stalls too.
    answers.set('/down', 503);
    once.add('/down');
    const made = await make('/down');
    await put('down');
    const [failed] = await eventually(
      () => deliveriesOf(made.id),
      ([one]) => one?.state === 'delivered',
    );
    assert.equal(failed.attempts, 2);
    assert.equal((await nodes[0].api('GET', `webhooks/${made.id}`)).json.status, 'active');
    assert.equal(new Set(receivedAt('/down').map(idOf)).size, 1);
    // As after the last attempt, days later.
    edit(nodes[0].data, `update webhook_deliveries set state = 'dead', attempts = 10 where id = ?`, failed.id);
    const count = receivedAt('/down').length;
    const replayed = await nodes[1].api('POST', `webhooks/${made.id}/deliveries/${failed.id}/replay`);
    assert.deepEqual([replayed.status, replayed.json.state], [202, 'pending']);
    await eventually(
      () => receivedAt('/down').length,
      (now) => now > count,
    );
    await eventually(
      () => deliveriesOf(made.id, '?state=delivered'),
      ({ length }) => length === 1,
    );
    await remove(made.id);
  });

  test('a redirect is not followed, a dead endpoint holds up no other, and 410 ends the webhook', async () => {
    answers.set('/moved', 302);
    answers.set('/gone', 410);
    const [moved, gone, healthy] = [await make('/moved'), await make('/gone'), await make('/healthy')];
    const silent = await make('/silent', { url: 'http://127.0.0.1:1/silent' });
    for (let n = 0; n < 8; n++) await put(`fan-${n}`);
    await eventually(
      // The secrets of the other webhooks are credentials that are created, too.
      () =>
        new Set(
          receivedAt('/healthy')
            .map((one) => bodyOf(one).data.key)
            .filter((key) => key.startsWith('fan-')),
        ),
      ({ size }) => size === 8,
    );
    assert.deepEqual(receivedAt('/elsewhere'), []);
    const [one] = await eventually(
      () => deliveriesOf(silent.id),
      (items) => items.some((item: { code?: string }) => item.code),
    );
    assert.ok(one);
    const ended = await eventually(
      () => nodes[0].api('GET', `webhooks/${gone.id}`),
      ({ json }) => json.status === 'disabled',
    );
    assert.equal(ended.json.disabledReason, 'gone');
    const [told] = (await nodes[0].api('GET', 'events?type=webhook.disabled')).json.items;
    assert.deepEqual([told.data.webhookId, told.data.reason], [gone.id, 'gone']);
    assert.deepEqual(
      new Set((await deliveriesOf(gone.id)).map(({ state }: { state: string }) => state)),
      new Set(['dead']),
    );
    assert.equal((await nodes[0].api('POST', `webhooks/${gone.id}/test`)).json.code, 'webhook/inactive');
    answers.delete('/gone');
    const again = await nodes[0].api('PATCH', `webhooks/${gone.id}`, { body: { active: true } });
    assert.equal(again.json.status, 'active');
    const before = receivedAt('/gone').length;
    const sent = await nodes[0].api('POST', `webhooks/${gone.id}/test`);
    assert.equal(sent.status, 202);
    await eventually(
      () => receivedAt('/gone').length,
      (count) => count > before,
    );
    assert.equal(bodyOf(receivedAt('/gone').at(-1)!).type, 'webhook.test');
    for (const { id } of [moved, gone, healthy, silent]) await remove(id);
  });

  test('after a rotation both secrets sign for a while', async () => {
    const made = await make('/rotated');
    const rotated = await nodes[0].api('POST', `webhooks/${made.id}/rotate`, { body: {} });
    assert.equal(rotated.status, 200, rotated.text);
    secrets.push(rotated.json.secret);
    assert.notEqual(rotated.json.secret, made.secret);
    assert.equal(rotated.json.previous.credentialId, made.credentialId);
    const former = await nodes[0].api('GET', `credentials/${made.credentialId}`);
    assert.equal(former.json.expiresAt, rotated.json.previous.until);
    await put('rotated');
    const [got] = await eventually(
      () => receivedAt('/rotated').filter((one) => bodyOf(one).data.key === 'rotated'),
      ({ length }) => length > 0,
    );
    for (const secret of [made.secret, rotated.json.secret]) {
      new Webhook(secret).verify(got!.body.toString(), got!.headers as Record<string, string>);
    }
    await remove(made.id);
    for (const { credentialId } of [made, rotated.json]) {
      assert.equal((await nodes[0].api('GET', `credentials/${credentialId}`)).status, 404);
    }
  });

  test('a target edited by hand in the database gets nothing, and neither does one that the secret is not sealed for', async () => {
    const made = await make('/edited');
    const [{ definition }] = rows(nodes[0].data, 'select definition from webhooks where id = ?', made.id);
    const edited = definition.replace('/edited', '/stolen');
    assert.equal(edit(nodes[0].data, 'update webhooks set definition = ? where id = ?', edited, made.id), 1);
    await put('edited');
    const [failed] = await eventually(
      async () => (await deliveriesOf(made.id)).filter(({ attempts }: { attempts: number }) => attempts > 0),
      ({ length }) => length > 0,
    );
    assert.equal(failed.code, 'webhook/unwitnessed');
    assert.equal((await nodes[0].api('GET', `webhooks/${made.id}`)).json.status, 'failing');
    assert.deepEqual([...receivedAt('/stolen'), ...receivedAt('/edited')], []);
    const refusals = (await nodes[0].api('GET', 'audit?action=webhook.sign')).json.items;
    assert.deepEqual([refusals[0].subject, refusals[0].code], [made.id, 'webhook/unwitnessed']);
    edit(nodes[0].data, 'update webhooks set definition = ? where id = ?', definition, made.id);
    const elsewhere = await nodes[0].api('PATCH', `webhooks/${made.id}`, {
      body: { url: 'https://elsewhere.example/hook' },
    });
    assert.equal(elsewhere.json.code, 'policy/origin-refused');
    const within = await nodes[0].api('PATCH', `webhooks/${made.id}`, {
      body: { url: `${receiver.url}/within`, eventTypes: null },
    });
    assert.equal(within.json.url, `${receiver.url}/within`);
    await remove(made.id);
  });

  test("a credential of the caller's own signs where its policy says so, and stays when the webhook goes", async () => {
    const value = `whsec_${randomBytes(24).toString('base64')}`;
    secrets.push(value);
    const own = { type: 'Secret', fields: { value }, allowedOrigins: [receiver.url] };
    const placements = ['signer:standard-webhooks'];
    await nodes[0].api('PUT', 'credentials/signing', { body: { ...own, policy: { placements } } });
    await nodes[0].api('PUT', 'credentials/unplaced', { body: own });
    await nodes[0].api('PUT', 'credentials/short', {
      body: { ...own, fields: { value: 'whsec_c2hvcnQ=' }, policy: { placements } },
    });
    for (const [credential, code] of [
      ['unplaced', 'policy/placement-refused'],
      ['short', 'webhook/secret-invalid'],
      ['nowhere', 'credential/not-found'],
    ]) {
      const refused = await nodes[0].api('POST', 'webhooks', { body: { url: `${receiver.url}/x`, credential } });
      assert.equal(refused.json.code, code);
    }
    const made = await make('/own', { credential: 'signing' });
    assert.equal(made.secret, undefined);
    const { items } = (await nodes[0].api('GET', 'credentials/signing/usages')).json;
    assert.deepEqual(items, [{ kind: 'webhook', id: made.id, name: new URL(receiver.url).host, active: true }]);
    const guarded = await nodes[0].api('DELETE', 'credentials/signing');
    assert.deepEqual([guarded.status, guarded.json.code, guarded.json.usages], [409, 'credential/in-use', items]);
    await nodes[0].api('PUT', 'credentials/signing-2', { body: { ...own, policy: { placements } } });
    const references = [{ kind: 'webhook', id: made.id }];
    const chosen = await nodes[0].api('POST', 'credentials/signing/replace', {
      body: { with: 'signing-2', references },
    });
    assert.match(chosen.json.errors[0].message, /rotate/, chosen.text);
    const left = await nodes[0].api('POST', 'credentials/signing/replace', { body: { with: 'signing-2' } });
    assert.deepEqual([left.json.moved, left.json.left], [0, 1], left.text);
    await put('own');
    const [got] = await eventually(
      () => receivedAt('/own'),
      ({ length }) => length > 0,
    );
    new Webhook(value).verify(got!.body.toString(), got!.headers as Record<string, string>);
    const at = `webhooks/${made.id}`;
    assert.equal((await nodes[0].api('DELETE', 'credentials/signing?force=true')).status, 204);
    await nodes[0].api('PUT', 'credentials/signing', { body: { ...own, policy: { placements } } });
    const total = async (key: string) => (await nodes[0].api('GET', `credentials/${key}/usages`)).json.total;
    assert.equal(await total('signing'), 0, 'what is made anew under the key does not sign');
    assert.equal((await nodes[0].api('PATCH', at, { body: { active: false, description: 'Off' } })).status, 200);
    assert.equal((await nodes[0].api('PATCH', at, { body: { active: true } })).json.code, 'webhook/secret-missing');
    const rotated = await nodes[0].api('POST', `${at}/rotate`, { body: { credential: 'signing', overlapHours: 0 } });
    assert.deepEqual([rotated.status, await total('signing')], [200, 1], rotated.text);
    assert.equal((await nodes[0].api('PATCH', at, { body: { active: true } })).status, 200);
    assert.equal((await nodes[0].api('DELETE', 'credentials/signing')).status, 409);
    await remove(made.id);
    assert.equal((await nodes[0].api('DELETE', 'credentials/signing')).status, 204);
  });

  test('a bad target is refused with a clear error, and nothing is left of it', async () => {
    const left = rows(nodes[0].data, `select count(*) as n from credentials where deleted_at is null`)[0].n;
    for (const [url, status, code] of [
      ['https://10.0.0.7/hook', 403, 'egress/denied'],
      ['https://[::ffff:169.254.169.254]/hook', 403, 'egress/denied'],
      ['http://hooks.example/hook', 422, 'credential/plain-http-refused'],
      ['https://user:word@hooks.example/', 422, 'webhook/url-invalid'],
      ['ftp://hooks.example/', 422, 'webhook/url-invalid'],
      ['hooks', 422, 'webhook/url-invalid'],
    ] as const) {
      const { status: got, json } = await nodes[0].api('POST', 'webhooks', { body: { url } });
      assert.deepEqual([got, json.code], [status, code], url);
    }
    assert.equal(rows(nodes[0].data, `select count(*) as n from credentials where deleted_at is null`)[0].n, left);
    assert.deepEqual((await nodes[0].api('GET', 'webhooks')).json.items, []);
    const body = { name: 'editor', role: 'editor', grants: [] };
    const { token } = (await nodes[0].api('POST', 'access-tokens', { body })).json;
    assert.equal((await nodes[0].api('GET', 'webhooks', { token })).json.code, 'token/forbidden');
  });

  test('the command line makes, tests, lists and deletes webhooks', async () => {
    const env = { KEYWARD_URL: nodes[0].controlUrl, KEYWARD_TOKEN: await nodes[0].ownerToken() };
    const cli = async (...args: string[]) => {
      const { code, stdout, stderr } = await runCli(['webhook', ...args, '--json'], { env });
      assert.equal(code, 0, stderr);
      return JSON.parse(stdout);
    };
    const made = await cli('create', `${receiver.url}/cli`, '--type', 'credential.rejected');
    secrets.push(made.secret);
    const { deliveryId } = await cli('test', made.id);
    await eventually(
      () => receivedAt('/cli').length,
      (count) => count === 1,
    );
    const [one] = await eventually(
      () => cli('deliveries', made.id),
      ([first]) => first.state === 'delivered',
    );
    assert.equal(one.id, deliveryId);
    assert.deepEqual(
      (await cli('list')).map(({ id }: { id: string }) => id),
      [made.id],
    );
    assert.equal((await cli('update', made.id, '--inactive')).status, 'inactive');
    await cli('remove', made.id, '--yes');
    assert.deepEqual(await cli('list'), []);
  });
});
