/** What holds for statistics of use and the request log on every database. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { newId } from '../../domain/id.ts';
import { HOUR_MS, hourOf, newTally, type UseTally } from '../../domain/use.ts';
import { listUses, type UseDimension } from '../read-uses.ts';
import { appendRequests, type LoggedRequest, listRequests, pruneRequests } from '../request-log.ts';
import type { Transaction } from '../store.ts';
import { addUses, claimUseBatch, pruneUses, pruneUseWriters } from '../use-statistics.ts';
import { AT, type Suite } from './samples.contract.ts';

const HOUR = hourOf(AT);

export function useContract(suite: () => Suite): void {
  const write = <T>(work: (tx: Transaction) => Promise<T>) => suite().store.transaction(work);
  const add = (...tallies: UseTally[]) => write((tx) => addUses(tx, suite().store.dialect, tallies));
  const append = (...requests: LoggedRequest[]) => write((tx) => appendRequests(tx, suite().store.dialect, requests));

  function tally(changes: Partial<UseTally> = {}, at = AT): UseTally {
    const subject = {
      organisationId: 'org_use',
      credentialId: 'cred_a',
      tokenId: 'tok_a',
      consumer: '',
      origin: 'https://a.example',
    };
    const made = newTally({ ...subject, ...changes }, at);
    made.buckets[3] = 2;
    return Object.assign(made, { count: 2, status2xx: 1, failed: 1, requestBytes: 10, waitedUs: 1500 }, changes);
  }

  const uses = (organisationId: string, by: readonly UseDimension[], more: object = {}) =>
    listUses(suite().store.read, organisationId, { credentialId: 'cred_a', by, limit: 50, ...more });

  it('what several nodes add to one hour adds up, first and last use widen', async () => {
    const organisationId = newId('org');
    await Promise.all(
      Array.from({ length: 20 }, (_, node) =>
        add(tally({ organisationId }, AT + node), tally({ organisationId, consumer: 'flow/b' }, AT + node)),
      ),
    );
    const { items } = await uses(organisationId, ['hour', 'consumer']);
    assert.deepEqual(
      items.map(({ hour, consumer }) => [hour, consumer]),
      [
        [HOUR, 'flow/b'],
        [HOUR, ''],
      ],
    );
    for (const item of items) {
      assert.deepEqual(
        [item.count, item.status2xx, item.status5xx, item.failed, item.requestBytes],
        [40, 20, 0, 20, 200],
      );
      assert.deepEqual([item.waitedUs, item.buckets[3], item.buckets[4]], [30_000, 40, 0]);
      assert.deepEqual([item.firstUsedAt, item.lastUsedAt], [AT, AT + 19]);
    }
  });

  it('uses are grouped as asked for, within the hours asked for, of one credential and organisation', async () => {
    const organisationId = newId('org');
    const at = (hours: number) => HOUR + hours * HOUR_MS;
    await add(...[0, 1, 30].map((hours) => tally({ organisationId }, at(hours))));
    await add(
      tally({ organisationId, tokenId: 'tok_b' }, at(1)),
      tally({ organisationId, credentialId: 'cred_b' }, at(1)),
    );
    await add(tally({ organisationId: newId('org') }, at(1)));
    const counts = async (by: UseDimension[], more = {}) =>
      (await uses(organisationId, by, more)).items.map((item) => [
        ...by.map((dimension) => item[dimension]),
        item.count,
      ]);
    assert.deepEqual(await counts([]), [[8]]);
    assert.deepEqual(await counts(['hour']), [
      [at(30), 2],
      [at(1), 4],
      [at(0), 2],
    ]);
    assert.deepEqual(
      (await counts(['day'])).map(([day]) => Number(day) % (24 * HOUR_MS)),
      [0, 0],
    );
    assert.deepEqual(await counts(['token']), [
      ['tok_b', 2],
      ['tok_a', 6],
    ]);
    assert.deepEqual(await counts(['origin'], { from: at(1), to: at(2) }), [['https://a.example', 4]]);
    assert.deepEqual(await counts([], { from: at(99) }), []);
  });

  it('pages of groups give each once; a cursor of another grouping is refused', async () => {
    const organisationId = newId('org');
    const consumers = Array.from({ length: 7 }, (_, index) => `flow/${index}`);
    await add(
      ...consumers.flatMap((consumer) =>
        [0, 1].map((hour) => tally({ organisationId, consumer }, HOUR + hour * HOUR_MS)),
      ),
    );
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await uses(organisationId, ['hour', 'consumer'], { limit: 3, ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ hour, consumer }) => `${hour} ${consumer}`));
      cursor = page.nextCursor;
    } while (cursor);
    const expected = [1, 0].flatMap((hour) =>
      consumers.toReversed().map((consumer) => `${HOUR + hour * HOUR_MS} ${consumer}`),
    );
    assert.deepEqual(seen, expected);
    const { nextCursor } = await uses(organisationId, ['hour'], { limit: 1 });
    const invalid = { code: 'request/cursor-invalid' };
    await assert.rejects(uses(organisationId, ['consumer'], { limit: 1, cursor: nextCursor }), invalid);
    const [tag, value] = JSON.parse(Buffer.from(nextCursor!, 'base64url').toString());
    for (const id of ['', 'x', '[]', '["a"]', '[1,2]', '{}', '[null]', '[1.5]']) {
      const cursor = Buffer.from(JSON.stringify([tag, value, id])).toString('base64url');
      await assert.rejects(uses(organisationId, ['hour'], { limit: 1, cursor }), invalid, id);
    }
  });

  it('a batch is claimed once, so that a commit of unknown outcome is not counted twice', async () => {
    const writer = newId('req');
    const claim = (sequence: number) => write((tx) => claimUseBatch(tx, { writer, sequence }, AT));
    assert.deepEqual([await claim(1), await claim(1), await claim(2), await claim(1)], [true, false, true, false]);
    await write((tx) => pruneUseWriters(tx, AT + 1));
    assert.equal(await claim(2), true);
  });

  const request = (organisationId: string, changes: Partial<LoggedRequest> = {}): LoggedRequest => ({
    ...{ organisationId, at: AT, id: newId('req'), tokenId: 'tok_a', credentialId: 'cred_a', credentialKey: 'a' },
    ...{ consumer: 'flow/a', method: 'GET', origin: 'https://a.example', path: '/v1/{id}', status: 200, isCut: false },
    ...{ waitedUs: 1200, totalUs: 1300, requestBytes: 0, responseBytes: 7 },
    ...changes,
  });

  it('a request is logged with what is known of it, and found by every filter', async () => {
    const organisationId = newId('org');
    const whole = request(organisationId);
    const { organisationId: _, at, id } = request(organisationId);
    const refused: LoggedRequest = {
      organisationId,
      at: at + 1,
      id,
      tokenId: 'tok_b',
      method: 'PUT',
      status: 404,
      code: 'credential/not-found',
      isCut: true,
    };
    await append(whole, refused);
    const list = async (filter: object) =>
      (await listRequests(suite().store.read, organisationId, { limit: 9, ...filter })).items;
    assert.deepEqual(await list({}), [refused, whole]);
    const ofWhole = {
      credentialId: 'cred_a',
      credentialKey: 'a',
      consumer: 'flow/a',
      origin: 'https://a.example',
      statusClass: 2,
      tokenId: 'tok_a',
      id: whole.id,
      to: AT + 1,
    };
    const ofRefused = { statusClass: 4, code: 'credential/not-found', tokenId: 'tok_b', from: AT + 1 };
    for (const [name, value] of Object.entries(ofWhole)) assert.deepEqual(await list({ [name]: value }), [whole], name);
    for (const [name, value] of Object.entries(ofRefused))
      assert.deepEqual(await list({ [name]: value }), [refused], name);
    assert.deepEqual(await list({ ...ofWhole, statusClass: 5 }), []);
    assert.deepEqual((await listRequests(suite().store.read, newId('org'), { limit: 9 })).items, []);
  });

  it('pages of the log give each request once, newest first', async () => {
    const organisationId = newId('org');
    const made = Array.from({ length: 2500 }, (_, index) => request(organisationId, { at: AT + (index >> 1) }));
    await append(...made);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listRequests(suite().store.read, organisationId, { limit: 1000, ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    const order = made.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
    assert.deepEqual(
      seen,
      order.map(({ id }) => id),
    );
  });

  it('pruning removes what is older and nothing else, a thousand at a time', async () => {
    const organisationId = newId('org');
    await append(
      ...Array.from({ length: 1500 }, () => request(organisationId, { at: 5 })),
      request(organisationId, { at: 10 }),
    );
    const pruned = [await write((tx) => pruneRequests(tx, 10)), await write((tx) => pruneRequests(tx, 10))];
    assert.deepEqual(pruned, [1000, 500]);
    assert.equal((await listRequests(suite().store.read, organisationId, { limit: 9 })).items.length, 1);
    await add(tally({ organisationId }, 0), tally({ organisationId }, HOUR_MS));
    assert.equal(await write((tx) => pruneUses(tx, HOUR_MS)), 1);
    assert.deepEqual(
      (await uses(organisationId, ['hour'])).items.map(({ hour }) => hour),
      [HOUR_MS],
    );
  });
}
