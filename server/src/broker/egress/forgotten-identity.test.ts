import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Upstreams } from './upstreams.ts';

const identity = { id: 'cred_1 certificate=1', certificate: '', privateKey: '' };
const origin = 'https://api.example';

function make(): Upstreams {
  return new Upstreams({ permitted: [], keepAliveTimeoutMs: 20 });
}

test('what shows a forgotten identity is closed, and nothing else', async () => {
  const upstreams = make();
  const own = upstreams.get('org_1', origin, identity);
  const others = [
    upstreams.get('org_1', origin),
    upstreams.get('org_1', origin, { ...identity, id: 'cred_2 certificate=1' }),
  ];
  upstreams.forget(identity);
  await delay(60);
  assert.notEqual(upstreams.get('org_1', origin, identity), own);
  assert.equal(upstreams.get('org_1', origin), others[0]);
  await upstreams.close();
});

test('a credential that is opened anew with the same certificate keeps its connections', async () => {
  const upstreams = make();
  const own = upstreams.get('org_1', origin, identity);
  upstreams.forget(identity);
  assert.equal(upstreams.get('org_1', origin, identity), own);
  await delay(60);
  assert.equal(upstreams.get('org_1', origin, identity), own);
  await upstreams.close();
});
