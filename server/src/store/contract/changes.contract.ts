/** What holds for the change feed on every database. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '../../domain/id.ts';
import { pruneChanges, recordChange } from '../changes.ts';
import { openStore } from '../open-store.ts';
import type { Change, Store } from '../store.ts';
import type { Suite } from './samples.contract.ts';

function listen(store: Store): { heard: Change[]; stop: () => void } {
  const heard: Change[] = [];
  return { heard, stop: store.changes.subscribe((changes) => heard.push(...changes)) };
}

function sampleChange(): Change {
  return { organisationId: newId('org'), kind: 'credential', subject: newId('cred') };
}

async function until(isReached: () => boolean, withinMs: number): Promise<void> {
  for (const deadline = Date.now() + withinMs; !isReached(); await delay(10)) {
    assert.ok(Date.now() < deadline, `not within ${withinMs} ms`);
  }
}

const times = (heard: readonly Change[], { subject }: Change) =>
  heard.filter((change) => change.subject === subject).length;

export function changesContract(suite: () => Suite): void {
  it('own subscribers have heard a change when its transaction resolves, and none of one rolled back', async () => {
    const { store } = suite();
    const { heard, stop } = listen(store);
    const [change, undone] = [sampleChange(), sampleChange()];
    await store.transaction((tx) => recordChange(tx, change));
    assert.deepEqual(heard, [change]);
    const failing = store.transaction(async (tx) => {
      await recordChange(tx, undone);
      throw new Error('undone');
    });
    await assert.rejects(failing);
    await delay(600);
    assert.equal(times(heard, undone), 0);
    stop();
  });

  it('another node hears a change within a second, and once', async () => {
    const second = await openStore({ url: suite().url });
    const { heard } = listen(second);
    const change = sampleChange();
    await suite().store.transaction((tx) => recordChange(tx, change));
    await until(() => times(heard, change) > 0, 1000);
    await delay(600);
    assert.equal(times(heard, change), 1);
    await second.close();
  });

  it('changes are heard after all earlier ones were pruned', async () => {
    const { store, url } = suite();
    const second = await openStore({ url });
    const { heard } = listen(second);
    const [before, after] = [sampleChange(), sampleChange()];
    await store.transaction((tx) => recordChange(tx, before));
    await until(() => times(heard, before) > 0, 1000);
    await store.transaction((tx) => pruneChanges(tx, Date.now() + 60_000));
    await store.transaction((tx) => recordChange(tx, after));
    await until(() => times(heard, after) > 0, 1000);
    await second.close();
  });

  it('a listener that throws or has left keeps no other from hearing', async () => {
    const errors: unknown[] = [];
    const store = await openStore({ url: suite().url, onError: (error) => errors.push(error) });
    store.changes.subscribe(() => {
      throw new Error('mine');
    });
    const left = listen(store);
    left.stop();
    const { heard } = listen(store);
    const change = sampleChange();
    await store.transaction((tx) => recordChange(tx, change));
    assert.deepEqual([heard.length, left.heard.length, (errors[0] as Error).message], [1, 0, 'mine']);
    await store.close();
  });

  it("freshness moves with the database's time", async () => {
    const { store } = suite();
    const before = store.changes.freshAt;
    await until(() => store.changes.freshAt > before, 1000);
    assert.ok(store.changes.freshAt <= (await store.now()));
  });
}
