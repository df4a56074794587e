import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { enterAttempt } from './attempts.ts';
import type { PeopleParts } from './people-parts.ts';

const key = createSecretKey(Buffer.alloc(32, 7));
const now = 1_760_000_000_000;
let folder: string;
let store: Store;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-attempts-'));
  store = await openStore({ url: `sqlite:${join(folder, 'test.sqlite')}` });
});
after(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** How many of so many attempts were let in. */
async function letIn(account: string, addresses: readonly string[]): Promise<number> {
  const parts = { store, clock: () => now } as PeopleParts;
  const tries = addresses.map((address) => enterAttempt(parts, key, { account, address }));
  return (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled').length;
}

test('one stranger, however often refused, locks nobody else out', async () => {
  assert.equal(await letIn('a@example.org', Array(150).fill('192.0.2.1')), 10);
  assert.equal(await letIn('a@example.org', ['192.0.2.2']), 1);
});

test('addresses of one IPv6 network are one, and an IPv4 address is the same in either form', async () => {
  const network = Array.from({ length: 20 }, (_, index) => `2001:db8:0:1::${index.toString(16)}`);
  assert.equal(await letIn('b@example.org', network), 10);
  assert.equal(await letIn('b@example.org', ['2001:db8:0:2::1']), 1);
  assert.equal(await letIn('c@example.org', Array(11).fill('192.0.2.3')), 10);
  assert.equal(await letIn('c@example.org', ['::ffff:192.0.2.3', '']), 1);
});
