/**
 * The outbox under a clock that a test turns, on both stores: days of trying again, the end of a webhook, dead letters, and
 * nodes that lose their lease. Only what is sent over the network is made up.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startPostgres, type TestPostgres } from '../../../test/kit/postgres.ts';
import { newId } from '../../domain/id.ts';
import type { Webhook } from '../../domain/webhook.ts';
import { listDeliveries, replayDelivery } from '../../events/deliveries.ts';
import { dispatchEvents } from '../../events/dispatch.ts';
import { listEvents } from '../../events/list-events.ts';
import { type LeasedWebhook, leaseWebhooks, settle } from '../../events/outbox.ts';
import { recordEvent } from '../../events/record-event.ts';
import { findWebhook, insertWebhook, putInForce } from '../../events/webhooks.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import type { Sent } from './send-event.ts';
import { type SendDue, type ServingParts, serveWebhook } from './serve-webhook.ts';

const BEGIN = 1_760_000_000_000;
const [MINUTE, HOUR] = [60_000, 3_600_000];
const DAY = 24 * HOUR;
const ok: Sent = { status: 204, isEndpointFailing: false };
const down: Sent = { status: 503, code: 'webhook/answer-refused', isEndpointFailing: true };

for (const dialect of ['SQLite', 'PostgreSQL'] as const) {
  describe(`webhooks under a turned clock on ${dialect}`, () => {
    let postgres: TestPostgres | undefined;
    let store: Store;
    let folder: string;
    before(async () => {
      if (dialect === 'PostgreSQL') postgres = await startPostgres();
      folder = await mkdtemp(join(tmpdir(), 'keyward-outbox-'));
      store = await openStore({ url: (await postgres?.createDatabase()) ?? `sqlite:${join(folder, 'test.sqlite')}` });
    });
    after(async () => {
      await store.close();
      await postgres?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    /** One webhook of an organisation of its own, and its endpoint. */
    async function stage() {
      const organisationId = newId('org');
      const made = { version: 1, createdAt: BEGIN, createdBy: 'tok_a', updatedAt: BEGIN, updatedBy: 'tok_a' };
      const definition = { url: 'https://hooks.example/', credentialId: newId('cred') };
      const webhook: Webhook = { organisationId, id: newId('whk'), definition, isActive: true, ...made };
      await store.transaction((tx) => insertWebhook(tx, webhook));
      const inForce = { webhook, witness: new Uint8Array(32), expectedVersion: 1 };
      await store.transaction((tx) => putInForce(tx, inForce));
      const clock = { now: BEGIN };
      const attempts: number[] = [];
      const endpoint = { answer: down };
      const send: SendDue = async (_, __, due) => {
        attempts.push(...due.map(() => clock.now));
        return due.map((delivery) => ({ delivery, sent: endpoint.answer }));
      };
      const parts = { store, clock: () => clock.now, random: () => 0.5, onAttempt: () => undefined };
      const own = ({ id }: { readonly id: string }) => id === webhook.id;
      const lease = async (): Promise<LeasedWebhook | undefined> => {
        const request = { lease: newId('req'), now: clock.now, limit: 100 };
        const leased = await store.transaction((tx) => leaseWebhooks(tx, store.dialect, request));
        return leased.find(own);
      };
      /** What a sender does when it looks. @returns whether it had the lease */
      const look = async (): Promise<boolean> => {
        await store.transaction((tx) => dispatchEvents(tx, store.dialect, clock.now));
        const leased = await lease();
        if (leased) await serveWebhook(parts as unknown as ServingParts, leased, send);
        return leased !== undefined;
      };
      const record = () => {
        const event = { organisationId, type: 'credential.created' as const, solutionId: '', data: {} };
        return store.transaction((tx) => recordEvent(tx, event, clock.now));
      };
      const deliveries = async () => (await listDeliveries(store.read, webhook, { limit: 50 })).items;
      const found = async () => (await findWebhook(store.read, organisationId, webhook.id))!;
      /** Turns the clock to the next attempt, again and again. */
      const untilIdle = async (most = 200): Promise<void> => {
        for (let turn = 0; turn < most; turn++) {
          await look();
          const row = await store.read
            .selectFrom('webhooks')
            .select('next_at')
            .where('id', '=', webhook.id)
            .executeTakeFirstOrThrow();
          if (row.next_at === null) return;
          clock.now = Math.max(clock.now, row.next_at);
        }
      };
      return { webhook, clock, attempts, endpoint, lease, look, record, deliveries, found, untilIdle };
    }

    it('a delivery is tried at the times that the documents say, is dead after the tenth, and goes again when it is replayed', async () => {
      const { webhook, clock, attempts, endpoint, record, deliveries, found, untilIdle, look } = await stage();
      await record();
      await untilIdle();
      const waits = attempts.map((at, index) => at - (attempts[index - 1] ?? BEGIN));
      const hours = [2, 6, 12, 12, 24].map((n) => n * HOUR);
      assert.deepEqual(waits, [0, 5_000, MINUTE, 5 * MINUTE, 30 * MINUTE, ...hours]);
      const [dead] = await deliveries();
      assert.deepEqual([dead!.state, dead!.attempts, dead!.nextAt], ['dead', 10, undefined]);
      assert.deepEqual([(await found()).isActive, (await found()).failingSince], [true, BEGIN]);
      endpoint.answer = ok;
      const request = { deliveryId: dead!.id, now: clock.now };
      await store.transaction((tx) => replayDelivery(tx, webhook, request));
      await look();
      const [sent] = await deliveries();
      assert.deepEqual([sent!.state, sent!.attempts, sent!.eventId], ['delivered', 1, dead!.eventId]);
      assert.equal((await found()).failingSince, undefined);
    });

    it('five days without a success end a webhook, and what waits for it is dead', async () => {
      const { clock, record, deliveries, found, untilIdle, webhook } = await stage();
      for (let day = 0; day <= 5; day++) {
        clock.now = Math.max(clock.now, BEGIN + day * DAY);
        await record();
        await untilIdle(8);
      }
      await untilIdle();
      const ended = await found();
      assert.deepEqual([ended.isActive, ended.disabledReason], [false, 'failing']);
      assert.deepEqual(new Set((await deliveries()).map(({ state }) => state)), new Set(['dead']));
      const { items } = await listEvents(store.read, webhook.organisationId, { limit: 1, type: 'webhook.disabled' });
      assert.equal(items[0]!.data.reason, 'failing');
    });

    it('a webhook is one node’s at a time; what a node that died held is another’s after a minute, and its late word counts for nothing', async () => {
      const { webhook, clock, attempts, endpoint, lease, look, record, deliveries } = await stage();
      endpoint.answer = ok;
      for (let n = 0; n < 3; n++) await record();
      await store.transaction((tx) => dispatchEvents(tx, store.dialect, clock.now));
      const both = await Promise.all([lease(), lease()]);
      const dead = both.find((one) => one !== undefined)!;
      assert.equal(both.filter(Boolean).length, 1);
      assert.equal(await look(), false);
      clock.now += MINUTE - 1;
      assert.equal(await look(), false);
      clock.now += 1;
      assert.equal(await look(), true);
      assert.equal(attempts.length, 3);
      const standing = { failures: 9, failingSince: BEGIN, pausedUntil: undefined, disabledReason: 'gone' as const };
      const late = { attempted: [], standing, now: clock.now };
      assert.equal(await store.transaction((tx) => settle(tx, dead, late)), false);
      assert.deepEqual(new Set((await deliveries()).map(({ state }) => state)), new Set(['delivered']));
      assert.equal((await findWebhook(store.read, webhook.organisationId, webhook.id))!.isActive, true);
    });

    it('an endpoint is left alone as long as it asks for', async () => {
      const { clock, attempts, endpoint, record, look, untilIdle } = await stage();
      endpoint.answer = { ...down, status: 429, retryAfterMs: 40 * MINUTE };
      await record();
      await look();
      endpoint.answer = ok;
      clock.now += MINUTE;
      await record();
      assert.equal(await look(), false);
      await untilIdle();
      assert.deepEqual(
        attempts.map((at) => at - BEGIN),
        [0, 40 * MINUTE, 40 * MINUTE],
      );
    });
  });
}
