/** What holds for the turns of re-verification on every database: of nodes that look at once each turn falls to one. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { newId } from '../../domain/id.ts';
import { insertCredential } from '../credentials.ts';
import {
  claimReverifications,
  enrolReverifications,
  moveReverification,
  nextReverification,
  type Reverification,
  reverifyOnce,
} from '../reverifications.ts';
import type { Transaction } from '../store.ts';
import { AT, type Suite, sampleCredential } from './samples.contract.ts';

export function reverificationsContract(suite: () => Suite): void {
  const write = <T>(work: (tx: Transaction) => Promise<T>) => suite().store.transaction(work);
  const add = async (organisationId: string, changes = {}) => {
    const credential = sampleCredential(organisationId, changes);
    await write((tx) => insertCredential(tx, credential));
    return credential.id;
  };
  const claim = (next: (turn: Reverification) => number | undefined, limit = 4) =>
    write((tx) => claimReverifications(tx, suite().store.dialect, { limit, next }));

  it('each live credential is given one turn, and each turn falls to one of the nodes that look at once', async () => {
    const organisationId = newId('org');
    const ids = await Promise.all(Array.from({ length: 12 }, () => add(organisationId)));
    await add(organisationId, { status: 'deleted', deletedAt: AT });
    await add(organisationId, { status: 'incomplete' });
    const enrol = () => write((tx) => enrolReverifications(tx, organisationId, { firstTurn: () => AT, limit: 500 }));
    await Promise.all([enrol(), enrol()]);
    assert.equal(await enrol(), 0);
    assert.equal(await nextReverification(suite().store.read), AT);
    const later = (): number => Date.now() + 3_600_000;
    const claimed = await Promise.all(Array.from({ length: 6 }, () => claim(later)));
    const turns = claimed.flat().map(({ credentialId }) => credentialId);
    assert.equal(new Set(turns).size, turns.length, 'a turn fell to two');
    for (let rest = await claim(later); rest.length > 0; rest = await claim(later))
      turns.push(...rest.map(({ credentialId }) => credentialId));
    assert.deepEqual(turns.sort(), ids.sort());
    assert.ok((await nextReverification(suite().store.read))! > Date.now());
  });

  it('what is tried once is gone with its claim, and what came to nothing is known by its failures', async () => {
    const organisationId = newId('org');
    const [once, often] = [await add(organisationId), await add(organisationId)];
    await write((tx) => reverifyOnce(tx, organisationId, { credentialIds: [once], at: AT }));
    await write((tx) => enrolReverifications(tx, organisationId, { firstTurn: () => AT, limit: 500 }));
    await write((tx) => moveReverification(tx, { organisationId, credentialId: often, failures: 3 }, AT));
    const turns = await claim(({ isOnce }) => (isOnce ? undefined : AT), 10);
    const expected = [
      { organisationId, credentialId: once, failures: 0, isOnce: true },
      { organisationId, credentialId: often, failures: 3, isOnce: false },
    ];
    const byId = (one: Reverification, other: Reverification) => (one.credentialId < other.credentialId ? -1 : 1);
    assert.deepEqual(turns.sort(byId), expected.sort(byId));
    assert.deepEqual(
      (await claim(() => undefined, 10)).map(({ credentialId }) => credentialId),
      [often],
    );
    assert.deepEqual(await claim(() => undefined, 10), []);
  });
}
