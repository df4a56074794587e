import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { newId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import { Secret } from '../../domain/secret.ts';
import { openStore } from '../../store/open-store.ts';
import { listUses, type UseDimension } from '../../store/read-uses.ts';
import { listRequests } from '../../store/request-log.ts';
import type { Store } from '../../store/store.ts';
import type { BrokerParts } from '../parts.ts';
import type { OpenedCredential } from '../resolve/open-credential.ts';
import { buildScrubber } from '../scrub/scrubber.ts';
import { createUseRecorder, type Use } from './use-recorder.ts';

const SECRET = 'the-secret-of-words';
const OUTCOME = { status: 200, requestBytes: 1, responseBytes: 2, waitedMs: 3, totalMs: 4, isCut: false };

let folder: string;
let store: Store;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-use-'));
  store = await openStore({ url: `sqlite:${join(folder, 'a.sqlite')}` });
});
after(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** The store's transactions as the test wants them. */
let transaction: Store['transaction'];
let now: number;
let organisationId: string;
let opened: OpenedCredential;
let warnings: object[];
beforeEach(() => {
  transaction = (work) => store.transaction(work);
  now = 0;
  warnings = [];
  organisationId = newId('org');
  const secrets = [new Secret(SECRET)];
  opened = {
    credential: { organisationId, id: newId('cred'), key: 'sample' },
    ...{ onRecord: new Set(), scrubber: buildScrubber(secrets), injection: { secrets } },
  } as unknown as OpenedCredential;
});

function recorder() {
  const parts = {
    store: { dialect: 'sqlite', transaction: (work: never) => transaction(work) },
    clock: () => 1_760_000_000_000,
    logger: { warn: (details: object) => warnings.push(details), error: (details: object) => warnings.push(details) },
  };
  return createUseRecorder(parts as unknown as BrokerParts, { isLogging: true, counter: () => now });
}

const useOf = (changes: Partial<Use> = {}): Use => ({
  principal: { organisationId, tokenId: 'tok_a', grants: [] },
  ...{ opened, origin: 'https://a.example', consumer: '', method: 'GET', path: '/v1/quote' },
  ...{ requestId: newId('req'), address: undefined, ...changes },
});

const sums = async (...by: UseDimension[]) =>
  (await listUses(store.read, organisationId, { credentialId: opened.credential.id, by, limit: 200 })).items;

const refuse = (): Promise<never> => Promise.reject(new Problem('store/unavailable'));

test('the first use is committed before it is let through, and refused where it cannot be', async () => {
  const uses = recorder();
  transaction = refuse;
  await assert.rejects(async () => uses.admit(useOf()), { code: 'audit/unavailable' });
  transaction = (work) => store.transaction(work);
  const first = uses.admit(useOf());
  assert.ok(first instanceof Promise);
  await first;
  assert.ok(!(uses.admit(useOf()) instanceof Promise));
  const elsewhere = uses.admit(useOf({ origin: 'https://b.example' }));
  assert.ok(elsewhere instanceof Promise);
  await elsewhere;
  await uses.close();
  const [all] = await sums();
  assert.equal(all!.count, 3);
});

test('a use counts when it is let through, and again in its class when it ends', async () => {
  const uses = recorder();
  const ends = [await uses.admit(useOf()), await uses.admit(useOf()), await uses.admit(useOf())];
  ends[0]!.complete(OUTCOME);
  ends[1]!.complete({ ...OUTCOME, status: 0, isCut: true });
  await uses.close();
  const [all] = await sums();
  assert.deepEqual([all!.count, all!.status2xx, all!.failed, all!.requestBytes, all!.waitedUs], [3, 1, 1, 2, 3000]);
  assert.equal(
    all!.buckets.reduce((sum, count) => sum + count),
    1,
  );
});

test('what a failing store does not take is kept, refused from five seconds on, and written once it answers', async () => {
  const uses = recorder();
  await uses.admit(useOf());
  transaction = refuse;
  const admitted = () => uses.admit(useOf());
  now = 4999;
  await admitted();
  await new Promise((resolve) => setTimeout(resolve, 700));
  now = 5001;
  assert.throws(admitted, { code: 'audit/unavailable' });
  assert.equal(warnings.length, 1);
  transaction = (work) => store.transaction(work);
  await new Promise((resolve) => setTimeout(resolve, 1200));
  await admitted();
  await uses.close();
  assert.equal((await sums())[0]!.count, 3);
});

test('a batch whose commit was not heard of is not written twice', async () => {
  const uses = recorder();
  const first = await uses.admit(useOf());
  first.complete(OUTCOME);
  transaction = async (work) => {
    await store.transaction(work);
    transaction = (again) => store.transaction(again);
    throw new Problem('store/unavailable');
  };
  await new Promise((resolve) => setTimeout(resolve, 1300));
  await uses.close();
  const [all] = await sums();
  assert.deepEqual([all!.count, all!.status2xx], [1, 1]);
  assert.equal(warnings.length, 1);
  assert.equal((await listRequests(store.read, organisationId, { limit: 9 })).items.length, 1);
});

test('log rows that the store refuses for themselves are given up, the sums of the same batch are not', async () => {
  const uses = recorder();
  const requestId = newId('req');
  for (const _ of [1, 2]) {
    const use = await uses.admit(useOf({ requestId }));
    use.complete(OUTCOME);
  }
  await new Promise((resolve) => setTimeout(resolve, 1300));
  await uses.close();
  assert.equal((await sums())[0]!.count, 2);
  assert.deepEqual(warnings.at(-1), { dropped: 2 });
});

test('a full buffer lets no use through', async () => {
  const uses = recorder();
  await uses.admit(useOf());
  transaction = refuse;
  for (let count = 1; count < 50_000; count++) uses.admit(useOf());
  assert.throws(() => uses.admit(useOf()), { code: 'audit/unavailable' });
  transaction = (work) => store.transaction(work);
  await uses.close();
  assert.equal((await sums())[0]!.count, 50_000);
});

test('of a credential a thousand consumers an hour count under their names, the rest as one', async () => {
  const uses = recorder();
  for (let index = 0; index < 1200; index++) await uses.admit(useOf({ consumer: `flow/${index}` }));
  await uses.admit(useOf({ consumer: 'flow/0' }));
  await uses.close();
  const groups = await sums('consumer');
  const page = Object.fromEntries(groups.map(({ consumer, count }) => [consumer, count]));
  assert.deepEqual([groups.length, page['flow/999']], [200, 1]);
  const rows = await store.read
    .selectFrom('credential_use')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .execute();
  assert.equal(rows.length, 1001);
  assert.equal(rows.find(({ consumer }) => consumer === '(other)')!.count, 200);
  assert.equal(rows.find(({ consumer }) => consumer === 'flow/0')!.count, 2);
});

test('log rows that find no room are dropped and told of; uses never are', async () => {
  const uses = recorder();
  await uses.admit(useOf());
  for (let index = 0; index < 21_000; index++) {
    const use = await uses.admit(useOf());
    use.complete(OUTCOME);
  }
  await uses.close();
  const [all] = await sums();
  assert.deepEqual([all!.count, all!.status2xx], [21_001, 21_000]);
  const logged = await store.read
    .selectFrom('request_log')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .execute();
  const dropped = warnings.reduce((sum, warning) => sum + ((warning as { dropped?: number }).dropped ?? 0), 0);
  assert.deepEqual([logged.length + dropped, dropped > 0], [21_000, true]);
});

test('neither a consumer nor a path that is the secret is kept', async () => {
  const uses = recorder();
  assert.throws(() => uses.admit(useOf({ consumer: `flow/${SECRET}` })), { code: 'request/consumer-invalid' });
  const use = await uses.admit(useOf({ path: `/v1/${SECRET}` }));
  use.complete(OUTCOME);
  uses.fail(
    {
      principal: useOf().principal,
      opened,
      request: { method: 'GET' } as never,
      requestId: newId('req'),
      consumer: SECRET,
    },
    0,
  );
  await uses.close();
  const { items } = await listRequests(store.read, organisationId, { limit: 9 });
  assert.deepEqual(
    items.map(({ path, consumer }) => [path, consumer]).sort(),
    [
      ['/{id}', undefined],
      [undefined, undefined],
    ].sort(),
  );
});
