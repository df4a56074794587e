/** A gateway whose token is limited to solutions is handed secrets in these alone, whatever solution its client is in. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';

const canary = newCanary();
let keyward: Keyward;

before(async () => {
  keyward = await Keyward.start();
  for (const slug of ['maps', 'news']) {
    assert.equal((await keyward.api('POST', 'solutions', { body: { name: slug } })).status, 201);
  }
  const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary };
  const body = { type: 'ApiKey', baseUrl: 'https://api.example.com', fields, policy: { release: ['forward-auth'] } };
  for (const path of ['credentials/sample', 'credentials/sample?solution=news']) {
    const answer = await keyward.api('PUT', path, { body: { ...body, ...(path.includes('?') && { shadows: true }) } });
    assert.equal(answer.status, 201, answer.text);
  }
});
after(async () => {
  await keyward.close();
});

async function tokenOf(solutions: string[] | undefined, release?: string[]): Promise<string> {
  const grants = [{ credentials: ['*'], ...(release && { release }) }];
  const body = { name: 'one', grants, ...(solutions && { solutions }) };
  const answer = await keyward.api('POST', 'access-tokens', { body });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.token;
}

/** What the gateway is answered; it is not kept for the search, for it is the secret. */
async function ask(gateway: string[] | undefined, client: string[] | undefined) {
  const headers = {
    'keyward-token': await tokenOf(client),
    'keyward-gateway': await tokenOf(gateway, ['forward-auth']),
  };
  const answer = await fetch(`${keyward.brokerUrl}/forward-auth/envoy/sample/x`, { headers });
  return [answer.status, answer.headers.get('keyward-error'), answer.headers.get('x-api-key') === canary];
}

test('a gateway of one solution gets nothing for a client of another', async () => {
  assert.deepEqual(await ask(['maps'], ['news']), [403, 'release/refused', false]);
  assert.deepEqual(await ask(['news'], ['news']), [200, null, true]);
  assert.deepEqual(await ask(['maps', 'news'], ['news']), [200, null, true]);
});

test('a gateway of one solution gets nothing for a client of the organisation', async () => {
  assert.deepEqual(await ask(['maps'], undefined), [403, 'release/refused', false]);
});

test('a gateway that is limited to no solution serves all of them', async () => {
  assert.deepEqual(await ask(undefined, ['news']), [200, null, true]);
  assert.deepEqual(await ask(undefined, undefined), [200, null, true]);
});

test('the canary is nowhere but at the gateway', async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
});
