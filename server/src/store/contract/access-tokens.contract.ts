/** What holds for access tokens on every database. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { it } from 'node:test';
import { listAudit } from '../../audit/list.ts';
import { newId } from '../../domain/id.ts';
import {
  deleteAccessToken,
  findAccessToken,
  findAccessTokenByHash,
  insertAccessToken,
  listAccessTokens,
  renameAccessToken,
  replaceAccessTokenValue,
  revokeAccessToken,
  setAccessTokenWitness,
} from '../access-tokens.ts';
import { recordLastUses } from '../last-used.ts';
import { pageOrganisations } from '../organisations.ts';
import type { Transaction } from '../store.ts';
import { AT, type Suite, sampleToken, withPlainBytes } from './samples.contract.ts';

const WITNESS = new Uint8Array([7, 7]);

export function accessTokensContract(suite: () => Suite): void {
  const write = <T>(work: (tx: Transaction) => Promise<T>) => suite().store.transaction(work);
  const read = () => suite().store.read;

  it('a token is read as it was written, by hash and by id', async () => {
    const limits = { perSecond: 5, perMinute: 100, concurrency: 2 };
    const conferred = { role: 'admin', solutions: [newId('sol')], limits, expiresAt: AT + 1 } as const;
    const full = sampleToken(newId('org'), { ...conferred, lastUsedAt: AT, witness: WITNESS });
    const bare = sampleToken(full.organisationId);
    for (const token of [full, bare]) {
      await write((tx) => insertAccessToken(tx, token));
      assert.deepEqual(withPlainBytes(await findAccessTokenByHash(read(), token.hash)), token);
      assert.deepEqual(withPlainBytes(await findAccessToken(read(), token.organisationId, token.id)), token);
    }
  });

  it('a hash is unique in the installation', async () => {
    const token = sampleToken(newId('org'));
    await write((tx) => insertAccessToken(tx, token));
    await assert.rejects(write((tx) => insertAccessToken(tx, sampleToken(newId('org'), { hash: token.hash }))));
  });

  it('a revoked token is found by its hash no more, keeps the first time and never gets a witness again', async () => {
    const token = sampleToken(newId('org'));
    const { organisationId, id } = token;
    await write((tx) => insertAccessToken(tx, token));
    assert.equal(await write((tx) => setAccessTokenWitness(tx, organisationId, id, WITNESS)), true);
    assert.equal(await write((tx) => revokeAccessToken(tx, organisationId, id, AT + 5)), true);
    assert.equal(await write((tx) => revokeAccessToken(tx, organisationId, id, AT + 6)), false);
    assert.equal(await write((tx) => setAccessTokenWitness(tx, organisationId, id, WITNESS)), false);
    assert.equal(await findAccessTokenByHash(read(), token.hash), undefined);
    const { hash, ...found } = (await findAccessToken(read(), organisationId, id))!;
    const { hash: original, ...rest } = token;
    assert.notDeepEqual(new Uint8Array(hash), original);
    assert.deepEqual(found, { ...rest, revokedAt: AT + 5 });
  });

  it('a rotated token is found by both values, and one rotated meanwhile is left as it is', async () => {
    const token = sampleToken(newId('org'), { witness: WITNESS });
    await write((tx) => insertAccessToken(tx, token));
    const hash = new Uint8Array(randomBytes(32));
    const rotated = { ...token, hash, previous: { hash: token.hash, until: AT + 1 }, witness: new Uint8Array([9]) };
    assert.equal(await write((tx) => replaceAccessTokenValue(tx, rotated, token.hash)), true);
    assert.equal(await write((tx) => replaceAccessTokenValue(tx, rotated, token.hash)), false);
    for (const value of [hash, token.hash]) {
      assert.deepEqual(withPlainBytes(await findAccessTokenByHash(read(), value)), rotated);
    }
    await write((tx) => revokeAccessToken(tx, token.organisationId, token.id, AT));
    assert.equal(await write((tx) => replaceAccessTokenValue(tx, token, hash)), false);
    for (const value of [hash, token.hash]) assert.equal(await findAccessTokenByHash(read(), value), undefined);
  });

  it('the last use never goes back, and a name changes alone', async () => {
    const token = sampleToken(newId('org'));
    const { organisationId, id } = token;
    await write((tx) => insertAccessToken(tx, token));
    for (const at of [AT + 2, AT + 1]) {
      await write((tx) => recordLastUses(tx, suite().store.dialect, 'access_tokens', [{ organisationId, id, at }]));
    }
    await write((tx) => renameAccessToken(tx, organisationId, id, 'renamed'));
    const found = withPlainBytes(await findAccessToken(read(), organisationId, id));
    assert.deepEqual(found, { ...token, name: 'renamed', lastUsedAt: AT + 2 });
  });

  it('a list of one state holds the tokens of that state', async () => {
    const organisationId = newId('org');
    const made = {
      active: sampleToken(organisationId, { witness: WITNESS, expiresAt: AT + 2 }),
      pending: sampleToken(organisationId),
      expired: sampleToken(organisationId, { witness: WITNESS, expiresAt: AT + 1 }),
      revoked: sampleToken(organisationId, { expiresAt: AT - 1, revokedAt: AT }),
    };
    for (const token of Object.values(made)) await write((tx) => insertAccessToken(tx, token));
    for (const is of ['active', 'expired', 'revoked'] as const) {
      const { items } = await listAccessTokens(read(), organisationId, { limit: 9, state: { is, at: AT + 1 } });
      assert.deepEqual(
        items.map(({ id }) => id),
        [made[is].id],
      );
    }
  });

  it('pages give each token once, newest first', async () => {
    const organisationId = newId('org');
    const made = [1, 1, 2].map((n) => sampleToken(organisationId, { createdAt: AT + n }));
    for (const token of made) await write((tx) => insertAccessToken(tx, token));
    const first = await listAccessTokens(read(), organisationId, { limit: 2 });
    const second = await listAccessTokens(read(), organisationId, { limit: 2, cursor: first.nextCursor! });
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    assert.deepEqual(ids, [made[2]!.id, ...[made[0]!.id, made[1]!.id].sort().reverse()]);
    assert.equal(second.nextCursor, undefined);
  });

  it('a cursor of another list, organisation or state is refused', async () => {
    const [organisationId, other] = [newId('org'), newId('org')];
    for (const id of [organisationId, organisationId, other])
      await write((tx) => insertAccessToken(tx, sampleToken(id)));
    const list = (id: string, request: object) => listAccessTokens(read(), id, { limit: 1, ...request });
    const { nextCursor: cursor } = await list(organisationId, {});
    assert.equal((await list(organisationId, { cursor })).items.length, 1);
    const state = { is: 'active', at: AT };
    const refused = { code: 'request/cursor-invalid' };
    await assert.rejects(list(organisationId, { cursor, state }), refused);
    await assert.rejects(list(other, { cursor }), refused);
    await assert.rejects(pageOrganisations(read(), { limit: 1, cursor: cursor! }), refused);
    await assert.rejects(listAudit(read(), organisationId, { limit: 1, cursor: cursor! }), refused);
  });

  it('a state is paged through though the instant that it is judged at moves on', async () => {
    const organisationId = newId('org');
    const made = [1, 2].map((n) => sampleToken(organisationId, { witness: WITNESS, createdAt: AT + n }));
    for (const token of made) await write((tx) => insertAccessToken(tx, token));
    const list = (at: number, request: object = {}) =>
      listAccessTokens(read(), organisationId, { limit: 1, state: { is: 'active', at }, ...request });
    const { nextCursor: cursor } = await list(AT);
    assert.equal((await list(AT + 1, { cursor })).items[0]?.id, made[0]!.id);
  });

  it('another organisation finds and changes nothing', async () => {
    const token = sampleToken(newId('org'), { witness: WITNESS });
    await write((tx) => insertAccessToken(tx, token));
    const foreign = newId('org');
    assert.equal(await findAccessToken(read(), foreign, token.id), undefined);
    assert.deepEqual((await listAccessTokens(read(), foreign, { limit: 9 })).items, []);
    assert.equal(await write((tx) => setAccessTokenWitness(tx, foreign, token.id, new Uint8Array([1]))), false);
    assert.equal(await write((tx) => revokeAccessToken(tx, foreign, token.id, AT)), false);
    assert.equal(await write((tx) => deleteAccessToken(tx, foreign, token.id)), false);
    assert.deepEqual(withPlainBytes(await findAccessTokenByHash(read(), token.hash)), token);
    assert.equal(await write((tx) => deleteAccessToken(tx, token.organisationId, token.id)), true);
    assert.equal(await findAccessTokenByHash(read(), token.hash), undefined);
  });
}
