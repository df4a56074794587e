import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { newId } from '../domain/id.ts';
import { Problem } from '../domain/problem.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { listAudit } from './list.ts';
import { createRefusalLog, type Refusal, type RefusalLog } from './refusal-log.ts';

let folder: string;
let store: Store;
let log: RefusalLog;
let now: number;
let isFailing: boolean;
let organisationId: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-refusals-'));
  store = await openStore({ url: `sqlite:${join(folder, 'test.sqlite')}` });
});
after(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  now = 1_760_000_000_000;
  isFailing = false;
  organisationId = newId('org');
  const transaction: Store['transaction'] = (work) =>
    isFailing ? Promise.reject(new Problem('store/unavailable')) : store.transaction(work);
  log = createRefusalLog({ store: { transaction }, clock: () => now, onError: () => {} });
});
afterEach(() => log.close());

function refusal(changes: Partial<Refusal> = {}): Refusal {
  return { organisationId, actor: 'tok_a', action: 'credential.use', code: 'grant/refused', subject: 's', ...changes };
}

async function entries() {
  return (await listAudit(store.read, organisationId, { limit: 500 })).items;
}

test('the first of a kind is recorded at once, its repetitions once a minute with their number', async () => {
  for (let n = 0; n < 1000; n++) await log.record(refusal({ requestId: `req_${n}` }));
  await log.flush();
  assert.deepEqual(
    (await entries()).map(({ requestId, details }) => [requestId, details]),
    [['req_0', {}]],
  );
  now += 60_000;
  await log.flush();
  assert.deepEqual((await entries())[0]?.details, { repeated: 999 });
  await log.record(refusal());
  now += 60_000;
  await log.flush();
  assert.deepEqual(
    (await entries()).map(({ details }) => details),
    [{ repeated: 1 }, { repeated: 999 }, {}],
  );
});

test('after a minute without a repetition the next refusal is recorded at once again', async () => {
  await log.record(refusal());
  now += 60_000;
  await log.flush();
  await log.record(refusal());
  assert.equal((await entries()).length, 2);
});

test('another actor, action, code or subject is of another kind', async () => {
  const others = [{ actor: 'tok_b' }, { action: 'credential.read' }, { code: 'credential/expired' as const }];
  for (const other of [{}, ...others, { subject: 't' }, { subjectKey: 'k' }]) await log.record(refusal(other));
  assert.equal((await entries()).length, 6);
});

test('an actor that makes up subjects gets no entry for each of them', async () => {
  for (let n = 0; n < 1000; n++) await log.record(refusal({ subject: `s${n}`, details: { credential: `s${n}` } }));
  const found = await entries();
  assert.equal(found.length, 201);
  assert.equal(found.filter(({ subject }) => subject === undefined).length, 1);
  await log.record(refusal({ actor: 'tok_b', subject: 'mine' }));
  assert.equal((await entries()).length, 202);
  await log.close();
  assert.equal(
    (await entries()).reduce((sum, { details }) => sum + Number(details?.repeated ?? 1), 0),
    1001,
  );
});

test('what could not be recorded is told, and tried again with the next refusal', async () => {
  isFailing = true;
  await assert.rejects(log.record(refusal()), { code: 'store/unavailable' });
  isFailing = false;
  await log.record(refusal());
  assert.equal((await entries()).length, 1);
});

test('repetitions that could not be written are kept, and closing writes what is counted', async () => {
  for (let n = 0; n < 3; n++) await log.record(refusal());
  now += 60_000;
  isFailing = true;
  await assert.rejects(log.flush(), { code: 'store/unavailable' });
  isFailing = false;
  await log.close();
  assert.deepEqual((await entries())[0]?.details, { repeated: 2 });
});
