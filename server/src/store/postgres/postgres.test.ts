import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { startPostgres, type TestPostgres } from '../../../test/kit/postgres.ts';
import { newId } from '../../domain/id.ts';
import { recordChange } from '../changes.ts';
import { sampleCredential } from '../contract/samples.contract.ts';
import { findCredential, insertCredential } from '../credentials.ts';
import { openStore } from '../open-store.ts';
import { storeContract } from '../store.contract.ts';
import type { Change, Transaction } from '../store.ts';

describe('the store on PostgreSQL', () => {
  let server: TestPostgres;
  before(async () => {
    server = await startPostgres();
  });
  after(() => server.stop());
  storeContract(() => server.createDatabase());

  const openFor = async (test: TestContext, url: string, onError: (error: unknown) => void = () => {}) => {
    const store = await openStore({ url, onError });
    test.after(() => store.close());
    return store;
  };

  it('a change is heard though its transaction began early and commits after later ones', async (test) => {
    const url = await server.createDatabase();
    const [writer, listener] = [await openFor(test, url), await openFor(test, url)];
    const heard: Change[] = [];
    listener.changes.subscribe((changes) => heard.push(...changes));
    const changeOf = (subject: string): Change => ({ organisationId: newId('org'), kind: 'credential', subject });
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const early = writer.transaction(async (tx) => {
      await recordChange(tx, changeOf('early'));
      await released;
    });
    for (const subject of ['later', 'last']) {
      await writer.transaction((tx) => recordChange(tx, changeOf(subject)));
      await delay(600);
    }
    assert.deepEqual(
      heard.map(({ subject }) => subject),
      ['later', 'last'],
    );
    release();
    await early;
    await delay(1000);
    assert.deepEqual(
      heard.map(({ subject }) => subject),
      ['later', 'last', 'early'],
    );
  });

  it('transactions that block each other run again until both have committed', async (test) => {
    const store = await openFor(test, await server.createDatabase());
    const organisationId = newId('org');
    const [one, two] = [sampleCredential(organisationId), sampleCredential(organisationId)];
    for (const credential of [one, two]) await store.transaction((tx) => insertCredential(tx, credential));
    let attempts = 0;
    const lengthen = (tx: Transaction, id: string) =>
      sql`update credentials set description = coalesce(description, '') || 'x' where id = ${id}`.execute(tx);
    const both = (first: string, second: string) =>
      store.transaction(async (tx) => {
        attempts++;
        await lengthen(tx, first);
        await delay(200);
        await lengthen(tx, second);
      });
    await Promise.all([both(one.id, two.id), both(two.id, one.id)]);
    const found = await findCredential(store.read, one, one.id);
    assert.equal(found?.description, 'xx');
    assert.ok(attempts > 2);
  });

  it('what the server is denied or lost is unavailable, and the store recovers by itself', async (test) => {
    const url = await server.createDatabase();
    const errors: unknown[] = [];
    const store = await openFor(test, url, (error) => errors.push(error));
    const credential = sampleCredential(newId('org'));
    await store.transaction((tx) => insertCredential(tx, credential));
    const killer = new pg.Client(url);
    await killer.connect();
    const cut = store.transaction(async (tx) => {
      await sql`select 1`.execute(tx);
      await killer.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'keyward' and datname = current_database()`,
      );
      await delay(50);
      await insertCredential(tx, sampleCredential(credential.organisationId));
    });
    await assert.rejects(cut, { code: 'store/unavailable' });
    assert.ok(errors.length > 0);
    assert.deepEqual(await findCredential(store.read, credential, credential.id), credential);
    await killer.end();
  });

  it('a server that is not there, a wrong password and an unknown database are unavailable', async () => {
    const url = await server.createDatabase();
    for (const part of [/:\d+\//, /:[^:@/]+@/, /[^/]+$/]) {
      const wrong = url.replace(part, (text) => text.replaceAll(/[\w]+/g, '1'));
      await assert.rejects(openStore({ url: wrong }), { code: 'store/unavailable' }, wrong);
    }
  });
});
