/** What holds for connect links on every database: found by their hash, ended once, tried so often and no more. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type ConnectLink, hashConnectLinkToken, MOST_TRIES, newConnectLinkToken } from '../../domain/connect-link.ts';
import { newId } from '../../domain/id.ts';
import {
  countConnectLinkTry,
  deleteConnectLink,
  findConnectLink,
  findConnectLinkByHash,
  finishConnectLink,
  insertConnectLink,
  listConnectLinks,
  revokeConnectLink,
  setConnectLinkWitness,
} from '../connect-links.ts';
import type { Transaction } from '../store.ts';
import { AT, type Suite } from './samples.contract.ts';

const WITNESS = new Uint8Array([1, 2, 3]);
const KEPT_MS = 90 * 24 * 3_600_000;

export function connectLinksContract(suite: () => Suite): void {
  const write = <T>(work: (tx: Transaction) => Promise<T>) => suite().store.transaction(work);
  const read = () => suite().store.read;

  async function insert(organisationId = newId('org'), solutionId = '', expiresAt = AT + 1): Promise<ConnectLink> {
    const hash = hashConnectLinkToken(newConnectLinkToken());
    const link = {
      organisationId,
      id: newId('clk'),
      hash,
      definition: '{}',
      tries: 0,
      createdAt: AT,
      createdBy: 'tok_a',
    };
    await write((tx) => insertConnectLink(tx, link, { credentialId: newId('cred'), solutionId, expiresAt }));
    return link;
  }

  async function admitted(...about: Parameters<typeof insert>): Promise<ConnectLink> {
    const link = await insert(...about);
    assert.equal(await write((tx) => setConnectLinkWitness(tx, link, WITNESS)), true);
    return link;
  }

  it('a link is found by its hash, whatever the organisation, and by its id in its own alone', async () => {
    const link = await admitted();
    assert.deepEqual((await findConnectLinkByHash(read(), link.hash))?.id, link.id);
    const found = await findConnectLink(read(), link.organisationId, link.id);
    const bytes = ({ hash, witness, ...rest }: ConnectLink) => [rest, Buffer.from(hash), Buffer.from(witness ?? [])];
    assert.deepEqual(found && bytes(found), bytes({ ...link, witness: WITNESS }));
    assert.equal(await findConnectLink(read(), newId('org'), link.id), undefined);
    assert.equal(await findConnectLinkByHash(read(), hashConnectLinkToken(newConnectLinkToken())), undefined);
  });

  it('of several that end a link at once one does, and none revives it', async () => {
    const link = await admitted();
    const ends = await Promise.all([1, 2, 3].map(() => write((tx) => finishConnectLink(tx, link, AT))));
    assert.deepEqual(ends.filter(Boolean), [true]);
    assert.equal(await write((tx) => revokeConnectLink(tx, link, AT)), false);
    assert.equal(await write((tx) => setConnectLinkWitness(tx, link, WITNESS)), false);
    assert.equal(await write((tx) => countConnectLinkTry(tx, link)), false);
    const ended = await findConnectLink(read(), link.organisationId, link.id);
    assert.deepEqual([ended?.usedAt, ended?.witness], [AT, undefined]);
  });

  it('a link is tried ten times and no more', async () => {
    const link = await admitted();
    const tries = await Promise.all(
      Array.from({ length: MOST_TRIES + 2 }, () => write((tx) => countConnectLinkTry(tx, link))),
    );
    assert.equal(tries.filter(Boolean).length, MOST_TRIES);
    assert.equal((await findConnectLink(read(), link.organisationId, link.id))?.tries, MOST_TRIES);
  });

  it('a list has what was admitted, of the solutions that are asked for, and forgets what ended long ago', async () => {
    const organisationId = newId('org');
    const old = await admitted(organisationId, 'sol_b', AT - KEPT_MS - 1);
    const one = await admitted(organisationId, 'sol_a');
    const pending = await insert(organisationId, 'sol_a');
    const idsOf = async (solutionIds?: readonly string[]) =>
      (await listConnectLinks(read(), organisationId, { limit: 10, solutionIds })).items.map(({ id }) => id);
    assert.deepEqual(await idsOf(), [one.id]);
    assert.deepEqual(await idsOf(['sol_b']), []);
    assert.equal(await findConnectLink(read(), organisationId, old.id), undefined);
    await write((tx) => deleteConnectLink(tx, pending));
    await write((tx) => deleteConnectLink(tx, one));
    assert.equal(await findConnectLink(read(), organisationId, pending.id), undefined);
    assert.deepEqual(await idsOf(['sol_a']), [one.id]);
  });
}
