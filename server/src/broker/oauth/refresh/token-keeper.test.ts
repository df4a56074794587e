import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TokenLife } from '../../../domain/token-life.ts';
import type { Redeemed } from './redeem.ts';
import type { RefreshReason } from './rules.ts';
import { TokenKeeper } from './token-keeper.ts';
import { withGoodToken } from './with-good-token.ts';

const NAME = { organisationId: 'org_a', credentialId: 'cred_a' };

function lifeOf(changes: Partial<TokenLife> = {}): TokenLife {
  const secrets = { accessToken: 1, refreshToken: 1 };
  const ends = { expiresAt: 1_000, dueAt: 900, endsAt: 950 };
  return { ...NAME, secrets, obtainedAt: -100_000, isRenewable: true, ...ends, ...changes };
}

/** A keeper whose renewals end when the test says. */
function keeping({ waitMs = 10_000 }: { waitMs?: number } = {}) {
  const renewals: { reason: RefreshReason; end: (redeemed: Redeemed) => void; fail: (error: Error) => void }[] = [];
  const at = { now: 0, isReplaced: false };
  const forgotten: string[] = [];
  const postponed: string[] = [];
  const keeper = new TokenKeeper({
    clock: () => at.now,
    redeem: (_name, reason) =>
      new Promise((resolve, reject) => {
        renewals.push({ reason, end: resolve, fail: reject });
      }),
    isReplaced: async () => at.isReplaced,
    postpone: async ({ credentialId }) => postponed.push(credentialId),
    changeOf: async () => undefined,
    forget: (credentialId) => forgotten.push(credentialId),
    waitMs,
    onError: () => undefined,
  });
  return { keeper, renewals, at, forgotten, postponed };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a token that is good is sent as it is, at once and without a promise; so is a credential without one', () => {
  const { keeper, renewals, at } = keeping();
  at.now = 899;
  const found = { token: lifeOf() };
  const step = (token: TokenLife | undefined) =>
    withGoodToken(keeper, { found, lifeOf: () => token, again: () => assert.fail('found again') });
  assert.equal(step(found.token), found);
  assert.equal(step(undefined), found);
  assert.equal(step(lifeOf({ expiresAt: undefined, dueAt: Infinity, endsAt: Infinity })), found);
  assert.equal(renewals.length, 0);
});

test('nobody waits while the old token is good, and one renewal goes on behind all', async () => {
  const { keeper, renewals, at, forgotten } = keeping();
  at.now = 900;
  for (let request = 0; request < 20; request++) assert.equal(keeper.renew(lifeOf()), undefined);
  assert.deepEqual(
    renewals.map(({ reason }) => reason),
    ['due'],
  );
  renewals[0]!.end({ kind: 'renewed' });
  await settled();
  assert.deepEqual(forgotten, ['cred_a']);
});

test('all who need a token that has ended wait for one renewal, and find it again', async () => {
  const { keeper, renewals, at } = keeping();
  at.now = 950;
  let found = { token: lifeOf() };
  const ask = () => withGoodToken(keeper, { found, lifeOf: ({ token }) => token, again: () => found });
  const asked = Array.from({ length: 50 }, ask);
  assert.equal(renewals.length, 1);
  found = { token: lifeOf({ dueAt: 1_900, endsAt: 1_950 }) };
  renewals[0]!.end({ kind: 'renewed' });
  assert.deepEqual(new Set(await Promise.all(asked)), new Set([found]));
});

test('whoever waits for another node looks again, until the tokens are others', async () => {
  const { keeper, renewals, at } = keeping();
  at.now = 950;
  const waiting = keeper.renew(lifeOf())!;
  renewals[0]!.end({ kind: 'busy', until: 2_000 });
  await settled();
  assert.equal(renewals.length, 2);
  at.isReplaced = true;
  renewals[1]!.end({ kind: 'busy', until: 2_000 });
  await waiting;
});

test('whoever has waited long enough is told so, and the renewal goes on', async () => {
  const { keeper, renewals, at } = keeping({ waitMs: 30 });
  at.now = 950;
  await assert.rejects(keeper.renew(lifeOf())!, { code: 'connection/refresh-pending', retryAfterMs: 1_000 });
  assert.equal(keeper.size, 1);
  renewals[0]!.end({ kind: 'renewed' });
  await settled();
  assert.equal(keeper.size, 0);
});

test('a failure is told to all until its pause is over, or the credential has changed', async () => {
  const { keeper, renewals, at } = keeping();
  at.now = 950;
  const refused = { code: 'oauth/unavailable', retryAfterMs: 1_050 };
  const first = keeper.renew(lifeOf())!;
  renewals[0]!.end({ kind: 'paused', until: 2_000, code: 'oauth/unavailable' });
  await assert.rejects(first, refused);
  await assert.rejects(keeper.renew(lifeOf())!, refused);
  assert.equal(renewals.length, 1);
  keeper.heard(NAME);
  keeper.renew(lifeOf())!.catch(() => undefined);
  assert.equal(renewals.length, 2);
});

test('catalogue 34: what may be spent is not asked for again: the old token is sent to its end', async () => {
  const { keeper, renewals, at } = keeping();
  at.now = 900;
  assert.equal(keeper.renew(lifeOf()), undefined);
  renewals[0]!.end({ kind: 'lost', usableUntil: 950 });
  await settled();
  for (let request = 0; request < 20; request++) assert.equal(keeper.renew(lifeOf()), undefined);
  assert.equal(renewals.length, 1);
  at.now = 950;
  keeper.renew(lifeOf())!.catch(() => undefined);
  assert.equal(renewals.length, 2);
});

test('a 401 renews once; to a young token, and soon after one in vain, it is the caller’s', () => {
  const { keeper, at } = keeping();
  const isWorth = (changes: Partial<TokenLife> = {}) => keeper.isWorthRenewing(lifeOf(changes));
  assert.equal(isWorth(), true);
  assert.equal(isWorth({ isRenewable: false }), false);
  assert.equal(keeper.isWorthRenewing(undefined), false);
  assert.equal(isWorth({ obtainedAt: -9_999 }), false);
  assert.equal(isWorth(), false);
  at.now = 60_000;
  assert.equal(isWorth(), true);
  keeper.noteDenied(lifeOf());
  at.now = 179_999;
  assert.equal(isWorth(), false);
  at.now = 180_000;
  assert.equal(isWorth(), true);
});

test('what cannot be opened is put off, and does not stand in the way of others', async () => {
  const { keeper, renewals, postponed } = keeping();
  const looked = keeper.keepAlive(NAME);
  assert.equal(renewals[0]!.reason, 'idle');
  renewals[0]!.fail(new Error('a key is missing'));
  await looked;
  assert.deepEqual(postponed, ['cred_a']);
});

test('an end waits for what was sent, and begins nothing', async () => {
  const { keeper, renewals, at } = keeping();
  at.now = 900;
  keeper.renew(lifeOf());
  let isClosed = false;
  const closing = keeper.close().then(() => {
    isClosed = true;
  });
  await settled();
  assert.equal(isClosed, false);
  renewals[0]!.end({ kind: 'renewed' });
  await closing;
  at.now = 950;
  await assert.rejects(keeper.renew(lifeOf())!, { code: 'broker/stopping' });
  assert.equal(renewals.length, 1);
});

test('what cannot be opened is not opened for each request while the old token is good', async () => {
  const { keeper, renewals, at } = keeping();
  at.now = 900;
  for (let request = 0; request < 20; request++) {
    keeper.renew(lifeOf());
    renewals.at(-1)!.fail(new Error('the configuration is gone'));
    await settled();
  }
  assert.equal(renewals.length, 1);
  at.now = 949;
  const later = lifeOf({ endsAt: 5_000 });
  keeper.renew(later);
  assert.equal(renewals.length, 1);
  at.now = 1_400;
  keeper.renew(later);
  assert.equal(renewals.length, 2);
});
