/** Catalogue 21: a token is looked up by its hash, and what was found is then compared, in constant time. */
import assert from 'node:assert/strict';
import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { PluginTransformResultArgs } from 'kysely';
import { witnessAccessToken } from '../src/broker/admit/witness.ts';
import type { BrokerParts } from '../src/broker/parts.ts';
import { createAuthenticator } from '../src/broker/resolve/authenticate.ts';
import { type AccessToken, hashAccessToken, newAccessToken } from '../src/domain/access-token.ts';
import { newId } from '../src/domain/id.ts';
import { findAccessTokenByHash, insertAccessToken } from '../src/store/access-tokens.ts';
import { openStore } from '../src/store/open-store.ts';
import type { Store } from '../src/store/store.ts';

const witnessKey = createSecretKey(randomBytes(32));
const tokens = [newAccessToken(), newAccessToken()] as const;
let folder: string;
let store: Store;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-test-'));
  store = await openStore({ url: `sqlite:${join(folder, 'keyward.sqlite')}` });
  for (const token of tokens) {
    const named = { organisationId: newId('org'), id: newId('tok'), name: 'runner', role: 'owner' } as const;
    const row: AccessToken = { ...named, hash: hashAccessToken(token), grants: [], createdAt: 1, createdBy: 'test' };
    const witness = witnessAccessToken(witnessKey, row);
    await store.transaction((transaction) => insertAccessToken(transaction, { ...row, witness }));
  }
});
after(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** The broker's authenticator over a store whose look-ups find what `found` makes of them. */
function authenticatorOver(found: (args: PluginTransformResultArgs) => PluginTransformResultArgs['result']) {
  const read = store.read.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async (args) => found(args),
  });
  const parts = {
    store: { ...store, changes: store.changes, read },
    keys: { witnessKey: async () => witnessKey },
    clock: () => 2,
    assertFresh: () => {},
    refusals: { record: async () => {} },
    logger: { warn: () => {}, error: () => {} },
  };
  return createAuthenticator(parts as unknown as BrokerParts, { noteToken: () => {} });
}

test('catalogue 21: the row of another hash is refused, though it is genuine and witnessed', async () => {
  const others = await store.read.selectFrom('access_tokens').selectAll().execute();
  const other = others.find(({ hash }) => Buffer.from(hash!).equals(hashAccessToken(tokens[1])))!;
  const sound = authenticatorOver(({ result }) => result);
  for (const token of tokens) assert.equal((await sound.authenticate(token)).role, 'owner');
  const deceived = authenticatorOver(({ result }) => ({ ...result, rows: [{ ...other }] }));
  await assert.rejects(async () => deceived.authenticate(tokens[0]), { code: 'token/invalid' });
  assert.equal((await deceived.authenticate(tokens[1])).tokenId, other.id);
});

test('catalogue 21: a hash that differs in any one bit, or is cut, finds or opens nothing', async () => {
  const hash = hashAccessToken(tokens[0]);
  for (let bit = 0; bit < 256; bit += 1) {
    const flipped = Buffer.from(hash);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    assert.equal(await findAccessTokenByHash(store.read, flipped), undefined);
  }
  for (const length of [0, 1, 16, 31]) {
    const cut = authenticatorOver(({ result }) => ({
      ...result,
      rows: result.rows.map((row) => ({ ...row, hash: hash.subarray(0, length) })),
    }));
    await assert.rejects(async () => cut.authenticate(tokens[0]), { code: 'token/invalid' });
  }
});

test('catalogue 21: no row holds a token, and nothing compares one as text', async () => {
  const file = await readFile(join(folder, 'keyward.sqlite'));
  for (const token of tokens) assert.ok(!file.includes(token) && !file.includes(token.slice(3)));
  const source = await readFile(new URL('../src/broker/resolve/authenticate.ts', import.meta.url), 'utf8');
  assert.match(source, /timingSafeEqual\(/);
  assert.doesNotMatch(source, /(hash|token)\b[^\n]* ===? (?!undefined|'')[^\n]*(hash|shown)/);
});
