/** What holds for events on every database. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { NewEvent } from '../../domain/event.ts';
import { newId } from '../../domain/id.ts';
import { type EventListRequest, listEvents, pruneEvents } from '../../events/list-events.ts';
import { recordEvents } from '../../events/record-event.ts';
import { AT, type Suite } from './samples.contract.ts';

export function eventsContract(suite: () => Suite): void {
  const record = (events: readonly NewEvent[], at = AT) =>
    suite().store.transaction((tx) => recordEvents(tx, events, at));
  const list = (organisationId: string, request: Partial<EventListRequest> = {}) =>
    listEvents(suite().store.read, organisationId, { limit: 50, ...request });

  const eventOf = (organisationId: string, changes: Partial<NewEvent> = {}): NewEvent => ({
    organisationId,
    type: 'credential.created',
    solutionId: '',
    credentialId: 'cred_a',
    credentialKey: 'a',
    data: { key: 'a' },
    ...changes,
  });

  it('an event is as it was recorded, and of its organisation alone', async () => {
    const organisationId = newId('org');
    const event = eventOf(organisationId, { solutionId: 'sol_a', data: { labels: { customer: 'Zoë' } } });
    const [id] = await record([event, eventOf(newId('org'))]);
    assert.deepEqual((await list(organisationId)).items, [{ ...event, id, at: AT }]);
  });

  it('what is rolled back was never told', async () => {
    const organisationId = newId('org');
    const failing = suite().store.transaction(async (tx) => {
      await recordEvents(tx, [eventOf(organisationId)], AT);
      throw new Error('rolled back');
    });
    await assert.rejects(failing, { message: 'rolled back' });
    assert.deepEqual((await list(organisationId)).items, []);
  });

  it('a list has the newest first, filters by each member, and goes on page by page', async () => {
    const organisationId = newId('org');
    const [first] = await record([eventOf(organisationId)], AT);
    const other = {
      type: 'credential.deleted',
      credentialId: 'cred_b',
      credentialKey: 'b',
      solutionId: 'sol_b',
    } as const;
    const [second] = await record([eventOf(organisationId, other)], AT + 1);
    const [third] = await record([eventOf(organisationId)], AT + 2);
    const idsOf = async (request: Partial<EventListRequest>) =>
      (await list(organisationId, request)).items.map(({ id }) => id);
    assert.deepEqual(await idsOf({}), [third, second, first]);
    for (const filter of [
      { type: other.type },
      { credentialId: 'cred_b' },
      { credentialKey: 'b' },
      { solutions: ['sol_b'] },
      { from: AT + 1, to: AT + 2 },
    ]) {
      assert.deepEqual(await idsOf(filter), [second]);
    }
    const page = await list(organisationId, { limit: 2 });
    assert.deepEqual(await idsOf({ limit: 2, cursor: page.nextCursor! }), [first]);
    await assert.rejects(list(organisationId, { cursor: page.nextCursor!, type: other.type }), {
      code: 'request/cursor-invalid',
    });
  });

  it('events are kept for their time, and no longer', async () => {
    const organisationId = newId('org');
    await record([eventOf(organisationId)], 1_000);
    const [kept] = await record([eventOf(organisationId)], 2_000);
    assert.ok((await suite().store.transaction((tx) => pruneEvents(tx, 2_000))) >= 1);
    assert.deepEqual(
      (await list(organisationId)).items.map(({ id }) => id),
      [kept],
    );
  });
}
