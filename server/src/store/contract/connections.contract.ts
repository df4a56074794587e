/** What holds for connections on every database: of many that would renew one goes first, and no write undoes a renewal. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Connection } from '../../domain/connection.ts';
import type { Credential } from '../../domain/credential.ts';
import { newId } from '../../domain/id.ts';
import {
  changeTokens,
  countConnections,
  deleteConnections,
  dueConnections,
  findConnection,
  findConnections,
  lockConnection,
  putConnection,
  renewLease,
  updateConnection,
} from '../connections.ts';
import { findCredential, insertCredential, updateCredential } from '../credentials.ts';
import { expireDue } from '../expiry.ts';
import type { Transaction } from '../store.ts';
import { AT, type Suite, sampleCredential } from './samples.contract.ts';

const SECRETS = { accessToken: 3, refreshToken: 2 };

export function connectionsContract(suite: () => Suite): void {
  const write = <T>(work: (tx: Transaction) => Promise<T>) => suite().store.transaction(work);

  const make = async (changes: Partial<Connection> = {}, of: Partial<Credential> = {}) => {
    const credential = sampleCredential(newId('org'), { type: 'OAuth2', secrets: SECRETS, ...of });
    const { organisationId, id: credentialId } = credential;
    const connection: Connection = {
      ...{ organisationId, credentialId, configurationId: 'oac_a', grant: 'authorization_code' },
      ...{ obtainedAt: AT, failures: 0 },
      ...changes,
    };
    await write(async (tx) => {
      await insertCredential(tx, credential);
      await putConnection(tx, connection);
    });
    return { credential, connection, name: { organisationId, credentialId } };
  };
  const stored = ({ organisationId, id }: Credential) =>
    findCredential(suite().store.read, { organisationId, solutionId: '' }, id);

  it('a connection is stored with all of its members and with none that may be absent', async () => {
    const { connection, name } = await make();
    assert.deepEqual(await findConnection(suite().store.read, name), connection);
    const whole: Connection = {
      ...connection,
      ...{ accessExpiresAt: AT + 1, lease: { holder: 'a', until: AT + 2 }, redeeming: 2, failures: 3 },
      ...{ retryAt: AT + 4, lastFailure: 'invalid_client', keepAliveAt: AT + 5 },
    };
    await write((tx) => updateConnection(tx, whole));
    assert.deepEqual(await findConnection(suite().store.read, name), whole);
    await write((tx) => putConnection(tx, connection));
    assert.deepEqual(await findConnection(suite().store.read, name), connection);
    assert.deepEqual(await findConnection(suite().store.read, { ...name, organisationId: newId('org') }), undefined);
  });

  it('of nodes that lock it at once each sees what the one before it has written', async () => {
    const { name } = await make();
    const claim = (holder: string) =>
      write(async (tx) => {
        const locked = (await lockConnection(tx, name))!;
        assert.ok(Math.abs(locked.now - Date.now()) < 60_000);
        if (locked.connection.lease) return undefined;
        await updateConnection(tx, { ...locked.connection, lease: { holder, until: locked.now + 1_000 } });
        return holder;
      });
    const won = await Promise.all(Array.from({ length: 12 }, (_, index) => claim(`node-${index}`)));
    assert.equal(won.filter((holder) => holder !== undefined).length, 1);
  });

  it('a lease is renewed by its holder alone', async () => {
    const { connection, name } = await make();
    await write((tx) => updateConnection(tx, { ...connection, lease: { holder: 'a', until: AT } }));
    assert.equal(await write((tx) => renewLease(tx, name, { holder: 'b', termMs: 5_000 })), false);
    assert.equal(await write((tx) => renewLease(tx, name, { holder: 'a', termMs: 5_000 })), true);
    const { lease } = (await findConnection(suite().store.read, name))!;
    assert.ok(lease!.until > Date.now() - 60_000);
  });

  it('new tokens are written over those that they follow, and over no others, nor over a tombstone', async () => {
    const { credential } = await make();
    const secrets = { accessToken: 4, refreshToken: 3 };
    const change = (former: Credential) => write((tx) => changeTokens(tx, former, { secrets }));
    assert.equal(await change({ ...credential, secrets: { accessToken: 2, refreshToken: 2 } }), false);
    assert.equal(await change(credential), true);
    assert.equal(await change(credential), false);
    const now = await stored(credential);
    assert.deepEqual([now?.secrets, now?.version], [secrets, credential.version]);
    const dead = await make({}, { status: 'deleted', deletedAt: AT });
    assert.equal(await change(dead.credential), false);
  });

  it('an edit that has read the record before a renewal leaves the new tokens in it', async () => {
    const { credential } = await make();
    const secrets = { accessToken: 4, refreshToken: 3 };
    await write((tx) => changeTokens(tx, credential, { secrets }));
    await write((tx) => updateCredential(tx, { ...credential, name: 'Sales', version: 2 }, 1));
    const renamed = await stored(credential);
    assert.deepEqual([renamed?.name, renamed?.secrets], ['Sales', secrets]);
    const reconnected = { ...credential, version: 3, secrets: { accessToken: 9, refreshToken: 9 } };
    const reconnect = (from: Credential['secrets']) => write((tx) => updateCredential(tx, reconnected, 2, from));
    await assert.rejects(reconnect(credential.secrets), { code: 'credential/stale' });
    await reconnect(secrets);
    assert.deepEqual((await stored(credential))?.secrets, reconnected.secrets);
    const tombstone = { ...credential, version: 4, status: 'deleted' as const, deletedAt: AT, secrets: {} };
    await write((tx) => updateCredential(tx, tombstone, 3));
    assert.deepEqual((await stored(credential))?.secrets, {});
  });

  it('connections go with their credentials, and are counted by configuration', async () => {
    const gone = await make({ configurationId: 'oac_gone' });
    const { organisationId } = gone.name;
    const counted = () => countConnections(suite().store.read, organisationId, ['oac_gone', 'oac_none']);
    assert.deepEqual(await counted(), new Map([['oac_gone', 1]]));
    assert.equal((await findConnections(suite().store.read, organisationId, [gone.name.credentialId])).length, 1);
    await write((tx) => deleteConnections(tx, organisationId, [gone.name.credentialId]));
    assert.deepEqual(await counted(), new Map());
    const expired = await make({}, { expiresAt: AT });
    await write((tx) => expireDue(tx, suite().store.dialect, 500));
    assert.equal(await findConnection(suite().store.read, expired.name), undefined);
  });

  it('the schedule sees whose turn it is, the earliest first', async () => {
    const later = await make({ keepAliveAt: 20 });
    const first = await make({ keepAliveAt: 10 });
    await make();
    await make({ keepAliveAt: AT });
    const due = await dueConnections(suite().store.read, 20, 10);
    assert.deepEqual(due, [first.connection, later.connection]);
    assert.deepEqual(await dueConnections(suite().store.read, 20, 1), [first.connection]);
  });
}
