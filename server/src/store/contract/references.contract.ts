/** What holds for references to credentials on every database: the look-up, the counts, and the lock against deletion. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Credential } from '../../domain/credential.ts';
import { newId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import type { ReferenceHolder } from '../../domain/reference.ts';
import { insertWebhook, putInForce } from '../../events/webhooks.ts';
import { insertCredential, updateCredential } from '../credentials.ts';
import { webhookReferences } from '../migrations/0021-webhook-references.ts';
import {
  countCredentialUsers,
  danglingReferences,
  holdReferenced,
  listCredentialUsers,
  readReferences,
  writeReferences,
} from '../references.ts';
import type { Transaction } from '../store.ts';
import { AT, type Suite, sampleCredential } from './samples.contract.ts';

function sampleHolder(organisationId: string, changes: Partial<ReferenceHolder> = {}): ReferenceHolder {
  const [id, name] = [`flow/${newId('evt')}`, 'A flow'];
  return { organisationId, kind: 'consumer', id, name, solutionId: '', isActive: true, ...changes };
}

async function entomb(tx: Transaction, credential: Credential): Promise<void> {
  await updateCredential(tx, { ...credential, version: 2, status: 'deleted', deletedAt: AT }, 1);
}

export function referencesContract(suite: () => Suite): void {
  const write = <T>(work: (tx: Transaction) => Promise<T>) => suite().store.transaction(work);
  const read = () => suite().store.read;
  const add = async (credential: Credential): Promise<Credential> => {
    await write((tx) => insertCredential(tx, credential));
    return credential;
  };
  const usersOf = async (credential: Credential, request = {}) =>
    (await listCredentialUsers(read(), credential, { limit: 100, ...request })).map(({ holder }) => holder.id);

  it('what a holder names is replaced as a whole, and no other holder is touched', async () => {
    const organisationId = newId('org');
    const [a, b] = [sampleHolder(organisationId, { link: 'https://flows.example/a' }), sampleHolder(organisationId)];
    await write((tx) => writeReferences(tx, a, [{ key: 'x' }, { key: 'y', step: '2', component: 'mailgun' }]));
    await write((tx) => writeReferences(tx, b, [{ key: 'x' }]));
    await write((tx) => writeReferences(tx, a, [{ key: 'y', step: '3' }, { key: 'z' }]));
    const named = await readReferences(read(), a, [a.id, b.id, 'flow/none']);
    assert.deepEqual(Object.fromEntries(named), {
      [a.id]: [{ key: 'y', step: '3' }, { key: 'z' }],
      [b.id]: [{ key: 'x' }],
      'flow/none': [],
    });
    const foreign = await readReferences(read(), { organisationId: newId('org'), kind: 'consumer' }, [a.id]);
    assert.deepEqual(foreign.get(a.id), []);
    const y = await add(sampleCredential(organisationId, { key: 'y' }));
    const [user] = await listCredentialUsers(read(), y, { limit: 1 });
    assert.deepEqual(user, { holder: a, reference: { key: 'y', step: '3' } });
  });

  it('a reference dangles where the look-up finds nothing that lives, a tombstone of the solution included', async () => {
    const organisationId = newId('org');
    const [solutionId, other] = [newId('sol'), newId('sol')];
    const ended = await add(sampleCredential(organisationId, { solutionId, key: 'ended' }));
    await add(sampleCredential(organisationId, { key: 'ended' }));
    await add(sampleCredential(organisationId, { key: 'lives' }));
    await write((tx) => entomb(tx, ended));
    const holder = sampleHolder(organisationId, { solutionId, id: 'flow/1' });
    const keys = [{ key: 'ended' }, { key: 'ended', step: '2' }, { key: 'lives' }, { key: 'none' }];
    await write((tx) => writeReferences(tx, holder, keys));
    const named = [{ kind: 'consumer', id: 'flow/1', name: 'A flow' }];
    const expected = { ended: named, none: named };
    assert.deepEqual(Object.fromEntries(await danglingReferences(read(), { organisationId, solutionId })), expected);
    assert.equal((await danglingReferences(read(), { organisationId, solutionId: other })).size, 0);
  });

  it('a reference means what the look-up finds: the solution first, where a tombstone ends it', async () => {
    const organisationId = newId('org');
    const [s, t, u] = [newId('sol'), newId('sol'), newId('sol')];
    const of = (solutionId: string) => add(sampleCredential(organisationId, { solutionId, key: 'shared' }));
    const [own, ofS, ofT] = [await of(''), await of(s), await of(t)];
    await write((tx) => entomb(tx, ofT));
    const holders = ['', s, t, u].map((solutionId, n) => sampleHolder(organisationId, { solutionId, id: `flow/${n}` }));
    for (const holder of holders) {
      const references = [{ key: 'shared' }, { key: 'shared', step: 'again' }];
      await write((tx) => writeReferences(tx, { ...holder, isActive: holder.id !== 'flow/3' }, references));
      const held = await write((tx) => holdReferenced(tx, holder, ['shared', 'none']));
      const expected = new Map([
        ['', own],
        [s, ofS],
        [u, own],
      ]).get(holder.solutionId);
      assert.deepEqual(
        [...held.values()].map(({ id }) => id),
        expected ? [expected.id] : [],
      );
    }
    assert.deepEqual(await usersOf(own), ['flow/0', 'flow/0', 'flow/3', 'flow/3']);
    assert.deepEqual(await usersOf(own, { isActiveOnly: true, limit: 1 }), ['flow/0']);
    assert.deepEqual(await usersOf(own, { solutions: [u] }), ['flow/3', 'flow/3']);
    assert.deepEqual(await usersOf(own, { solutions: [] }), []);
    assert.deepEqual(await usersOf(ofS), ['flow/1', 'flow/1']);
    assert.deepEqual(await usersOf(ofT), ['flow/2', 'flow/2']);
    const ids = [own.id, ofS.id, newId('cred')];
    const counts = await countCredentialUsers(read(), organisationId, { ids, solutions: [s, u] });
    assert.deepEqual(Object.fromEntries(counts), {
      [own.id]: { all: 4, visible: 2 },
      [ofS.id]: { all: 2, visible: 2 },
    });
    const active = await countCredentialUsers(read(), organisationId, { ids, isActiveOnly: true, solutions: [] });
    assert.deepEqual(active.get(own.id), { all: 2, visible: 0 });
    const successor = await of(t);
    assert.deepEqual(await usersOf(ofT), [], 'a tombstone has left its users to its successor');
    assert.deepEqual(await usersOf(successor), ['flow/2', 'flow/2']);
  });

  it('a reference to one very credential means no other that bears its key, whatever comes of it', async () => {
    const former = await add(sampleCredential(newId('org'), { key: 'signs' }));
    const { organisationId } = former;
    const webhook = sampleHolder(organisationId, { kind: 'webhook', id: newId('whk') });
    await write((tx) => writeReferences(tx, webhook, [{ key: 'signs', credentialId: former.id }]));
    await write((tx) => writeReferences(tx, sampleHolder(organisationId, { id: 'flow/1' }), [{ key: 'signs' }]));
    assert.deepEqual(await usersOf(former), ['flow/1', webhook.id]);
    await write((tx) => entomb(tx, former));
    const successor = await add(sampleCredential(organisationId, { key: 'signs' }));
    assert.deepEqual([await usersOf(former), await usersOf(successor)], [[webhook.id], ['flow/1']]);
    const counts = await countCredentialUsers(read(), organisationId, { ids: [former.id, successor.id] });
    assert.deepEqual([counts.get(former.id)?.all, counts.get(successor.id)?.all], [1, 1]);
  });

  it('webhooks of before references told of them get theirs, one whose definition is damaged gets none', async () => {
    const signer = await add(sampleCredential(newId('org')));
    const { organisationId } = signer;
    const made = { version: 1, createdAt: AT, createdBy: 'tok_a', updatedAt: AT, updatedBy: 'tok_a' };
    const definition = { url: 'https://hooks.example/', credentialId: signer.id };
    const [whole, damaged] = [newId('whk'), newId('whk')];
    for (const id of [whole, damaged]) {
      const webhook = { organisationId, id, definition, isActive: true, ...made };
      await write((tx) => insertWebhook(tx, webhook));
      await write((tx) => putInForce(tx, { webhook, witness: new Uint8Array(32), expectedVersion: 1 }));
    }
    const undone = new Error('the tables stay as they are');
    const upgrade = write(async (tx) => {
      await tx.updateTable('webhooks').set({ definition: '{' }).where('id', '=', damaged).execute();
      await sql`alter table credential_references drop column credential_id`.execute(tx);
      await webhookReferences.up(tx, suite().store.dialect);
      const users = await listCredentialUsers(tx, signer, { limit: 10 });
      assert.deepEqual(
        users.map(({ holder, reference }) => [holder.kind, holder.id, holder.isActive, reference]),
        [['webhook', whole, true, { key: signer.key, credentialId: signer.id }]],
      );
      throw undone;
    });
    await assert.rejects(upgrade, undone);
  });

  it('users come in pages, none twice and none left out', async () => {
    const credential = await add(sampleCredential(newId('org')));
    const { organisationId, key } = credential;
    for (const kind of ['function', 'consumer'] as const) {
      const references = ['c', 'a', 'b'].map((step) => ({ key, step }));
      await write((tx) => writeReferences(tx, sampleHolder(organisationId, { kind, id: 'flow/1' }), references));
    }
    const all = await listCredentialUsers(read(), credential, { limit: 10 });
    assert.deepEqual(
      all.map(({ holder, reference }) => holder.kind + reference.step),
      ['consumera', 'consumerb', 'consumerc', 'functiona', 'functionb', 'functionc'],
    );
    for (const [index, { holder, reference }] of all.entries()) {
      const after = { kind: holder.kind, id: holder.id, step: reference.step! };
      const rest = await listCredentialUsers(read(), credential, { limit: 10, after });
      assert.deepEqual(rest, all.slice(index + 1));
    }
  });

  it('catalogue 25: of a reference and a deletion at the same time, one is refused', async () => {
    const pause = fc.nat({ max: 4 });
    const property = fc.asyncProperty(fc.boolean(), pause, pause, pause, async (isShared, first, second, third) => {
      const organisationId = newId('org');
      const solutionId = newId('sol');
      const credential = await add(sampleCredential(organisationId, { solutionId: isShared ? '' : solutionId }));
      const { key } = credential;
      const outcomes = await Promise.allSettled([
        delay(third).then(() =>
          write(async (tx) => {
            const held = await holdReferenced(tx, { organisationId, solutionId }, [key]);
            if (!held.has(key)) throw new Problem('credential/not-found');
            await delay(first);
            await writeReferences(tx, sampleHolder(organisationId, { solutionId }), [{ key }]);
          }),
        ),
        write(async (tx) => {
          await entomb(tx, credential);
          await delay(second);
          const users = await listCredentialUsers(tx, credential, { limit: 1 });
          if (users.length > 0) throw new Problem('credential/stale');
        }),
      ]);
      assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      const isDeleted = outcomes[1]!.status === 'fulfilled';
      assert.equal((await usersOf(credential)).length, isDeleted ? 0 : 1);
    });
    await fc.assert(property, { numRuns: 40 });
  });
}
