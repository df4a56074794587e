import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Connection } from '../../../domain/connection.ts';
import type { Credential } from '../../../domain/credential.ts';
import type { LockedConnection } from '../../../store/connections.ts';
import { type Failed, judgeFailure, judgeUnsent } from './failure-rules.ts';
import { judgeAnswer, judgeClaim, judgePostponed } from './rules.ts';

const NOW = 1_000_000;
const SECRETS = { accessToken: 4, refreshToken: 3 };
const SENT = { holder: 'h1', redeeming: 3, reason: 'due', secrets: SECRETS } as const;
const ASKED = { holder: 'h2', termMs: 15_000, secrets: SECRETS, rotates: true, reason: 'due' } as const;

function locked(of: Partial<Connection> = {}, record: Partial<Credential> = {}): LockedConnection {
  const connection: Connection = {
    ...{ organisationId: 'org_a', credentialId: 'cred_a', configurationId: 'oac_a', grant: 'authorization_code' },
    ...{ obtainedAt: NOW - 3_600_000, accessExpiresAt: NOW - 1, failures: 0 },
    ...of,
  };
  const credential: Credential = {
    ...{ organisationId: 'org_a', id: 'cred_a', solutionId: '', key: 'crm', labels: {}, type: 'OAuth2' },
    ...{ fields: { scope: 'read write' }, secrets: SECRETS, status: 'valid', errors: [], version: 7 },
    verification: { verdict: 'unverified', steps: [] },
    ...{ createdAt: 0, createdBy: 'tok_a', updatedAt: 0, updatedBy: 'tok_a' },
    ...record,
  };
  return { connection, credential, now: NOW };
}

const underWay = { lease: { holder: 'h1', until: NOW + 1 }, redeeming: 3 };
/** A lease that ended, and another term since. */
const over = { lease: { holder: 'h1', until: NOW - 15_000 }, redeeming: 3 };
const failed = (outcome: Failed['outcome'], code: Failed['code'] = 'oauth/unavailable'): Failed => {
  return { code, outcome, retryAfterMs: undefined };
};
const failing = (found: LockedConnection, how: Failed, rotates = true) =>
  judgeFailure(found, SENT, { failed: how, rotates, random: 0.5 });

test('who may send: nobody beside a lease, nobody after one that ended with the token sent, or else whoever asks', () => {
  const kindOf = (found: LockedConnection, asked: object = {}) => judgeClaim(found, { ...ASKED, ...asked }).result.kind;
  assert.equal(kindOf(locked()), 'claimed');
  assert.equal(kindOf(locked(underWay)), 'busy');
  assert.equal(kindOf(locked({ ...over, lease: { holder: 'h1', until: NOW - 14_999 } })), 'busy');
  assert.equal(kindOf(locked(over)), 'ended');
  assert.equal(kindOf(locked({ ...over, accessExpiresAt: NOW + 100_000 })), 'lost');
  assert.equal(kindOf(locked(over), { rotates: false }), 'claimed');
  assert.equal(kindOf(locked({ ...over, redeeming: 0, grant: 'client_credentials' })), 'claimed');
  assert.equal(kindOf(locked({ ...over, redeeming: 2 })), 'claimed');
  assert.equal(kindOf(locked({ retryAt: NOW + 1 })), 'paused');
  assert.equal(kindOf(locked({}, { secrets: { accessToken: 5, refreshToken: 4 } })), 'fresh');
  assert.equal(kindOf(locked({}, { status: 'reconnect_required' })), 'ended');
  assert.equal(kindOf(locked({}, { deletedAt: NOW })), 'ended');
  const good = locked({ accessExpiresAt: NOW + 3_600_000, obtainedAt: NOW });
  assert.equal(kindOf(good), 'fresh');
  assert.equal(kindOf(good, { reason: 'refused' }), 'claimed');
  assert.equal(kindOf(good, { reason: 'idle' }), 'fresh');
  assert.equal(kindOf(locked({ ...good.connection, keepAliveAt: NOW }), { reason: 'idle' }), 'claimed');
});

test('what is to be sent is committed with its lease, and the schedule looks after it', () => {
  const { connection, record } = judgeClaim(locked(), ASKED);
  assert.deepEqual([connection?.redeeming, connection?.lease], [3, { holder: 'h2', until: NOW + 15_000 }]);
  assert.ok(connection!.keepAliveAt! > NOW + 15_000);
  assert.equal(record, undefined);
});

test('without a refresh token a token is used to its end, and a person asked then', () => {
  const secrets = { accessToken: 4 };
  const judge = (of: Partial<Connection>) => judgeClaim(locked(of, { secrets }), { ...ASKED, secrets });
  assert.deepEqual(judge({ accessExpiresAt: NOW + 100_000 }).result.kind, 'lost');
  const { record, audit } = judge({});
  assert.deepEqual([record?.status, record?.version], ['reconnect_required', 8]);
  assert.equal(audit?.action, 'connection.reconnect-required');
});

const tokens = {
  ...{ secrets: { accessToken: 5, refreshToken: 4 }, obtainedAt: NOW, accessExpiresAt: NOW + 3_600_000 },
  ...{ scope: undefined as string | undefined, keepAliveAt: NOW + 9 },
};

test('catalogue 35: an answer is taken in however late, as long as holder and tokens are those of its redemption', () => {
  const judge = (found: LockedConnection) => judgeAnswer(found, SENT, tokens);
  for (const found of [locked(underWay), locked(over)]) {
    const { result, connection, record } = judge(found);
    assert.equal(result, 'kept');
    assert.deepEqual([connection?.lease, connection?.redeeming, connection?.failures], [undefined, undefined, 0]);
    assert.deepEqual(record, { secrets: tokens.secrets });
  }
  const revived = judge(locked(over, { status: 'reconnect_required' }));
  assert.deepEqual([revived.record?.status, revived.record?.errors, revived.record?.version], ['valid', [], 8]);
  assert.equal(revived.audit?.action, 'connection.recovered');
  const others = [
    locked({ ...over, lease: { holder: 'h9', until: NOW } }),
    locked({}),
    locked(over, { secrets: { accessToken: 9, refreshToken: 9 } }),
    locked(over, { deletedAt: NOW }),
  ];
  for (const found of others) assert.deepEqual(judge(found), { result: 'superseded' });
  const own = locked({ obtainedAt: NOW }, { secrets: tokens.secrets });
  assert.deepEqual(judge(own), { result: 'kept' });
});

test('catalogue 32: another scope is recorded and told; the same one in another order is not', () => {
  const judge = (scope: string) => judgeAnswer(locked(underWay), SENT, { ...tokens, scope });
  assert.equal(judge('write read').audit, undefined);
  const { record, audit } = judge('read');
  assert.deepEqual([record?.fields, record?.version], [{ scope: 'read' }, 8]);
  assert.deepEqual(audit, {
    action: 'connection.scope-changed',
    details: { scope: { former: 'read write', now: 'read' } },
  });
});

test('invalid_grant ends a connection, unless others have put other tokens there', () => {
  const ended = failing(locked(underWay), failed('grant', 'oauth/grant-refused'));
  assert.deepEqual([ended.record?.status, ended.connection?.redeeming], ['reconnect_required', undefined]);
  const replaced = locked(underWay, { secrets: { accessToken: 9, refreshToken: 9 } });
  assert.deepEqual(failing(replaced, failed('grant')), { result: { kind: 'fresh' } });
});

test('what was not redeemed pauses and frees the token; a refused client asks nobody to connect again', () => {
  for (const outcome of ['none', 'client'] as const) {
    const { result, connection, record } = failing(locked(underWay), failed(outcome));
    assert.equal(result.kind, 'paused');
    assert.deepEqual([connection?.redeeming, connection?.lease, record], [undefined, undefined, undefined]);
    assert.ok(connection!.retryAt! > NOW);
  }
  const asked = { ...failed('none'), retryAfterMs: 7_000 };
  const { connection } = failing(locked(underWay), asked);
  assert.equal(connection?.retryAt, NOW + 7_500);
});

test('of an unknown outcome the token stays marked, and the connection lives to the end of the old one', () => {
  const good = locked({ ...underWay, accessExpiresAt: NOW + 100_000 });
  const { result, connection, record } = failing(good, failed('unknown', 'oauth/no-answer'));
  assert.equal(result.kind, 'lost');
  assert.deepEqual([connection?.redeeming, connection?.lastFailure, record], [3, 'oauth/no-answer', undefined]);
  assert.equal(failing(locked(underWay), failed('unknown')).record?.status, 'reconnect_required');
  assert.equal(failing(locked(underWay), failed('unknown'), false).result.kind, 'paused');
});

test('what could not be opened is looked at again in an hour', () => {
  assert.equal(judgePostponed(locked({ keepAliveAt: 1 })).connection?.keepAliveAt, NOW + 3_600_000);
});

test('a server in doubt is not asked, but what its silence has cost is judged all the same', () => {
  const until = NOW + 5_000;
  const doubted = { ...ASKED, doubtedUntil: until };
  const { result, connection } = judgeClaim(locked(), doubted);
  assert.deepEqual([result, connection], [{ kind: 'paused', until, code: 'oauth/no-answer' }, undefined]);
  assert.equal(judgeClaim(locked(over), doubted).result.kind, 'ended');
  const idle = judgeClaim(locked({ keepAliveAt: NOW }), doubted).connection;
  assert.equal(idle?.keepAliveAt, NOW + 3_600_000);
});

test('a claim by which nothing was sent is as if it had never been, and whoever took it for lost was wrong', () => {
  const claimed = { holder: 'h1', secrets: SECRETS };
  const { connection, record } = judgeUnsent(locked({ ...over, failures: 0 }), claimed);
  assert.deepEqual([connection?.lease, connection?.redeeming, record], [undefined, undefined, undefined]);
  const guessed = judgeUnsent(locked(over, { status: 'reconnect_required' }), claimed);
  assert.deepEqual([guessed.record?.status, guessed.audit?.action], ['valid', 'connection.recovered']);
  for (const other of [
    judgeUnsent(locked(over), { ...claimed, holder: 'h2' }),
    judgeUnsent(locked(), claimed),
    judgeUnsent(locked(over, { secrets: { accessToken: 5, refreshToken: 4 } }), claimed),
    judgeUnsent(locked(over, { deletedAt: NOW, status: 'reconnect_required' }), claimed),
  ]) {
    assert.deepEqual([other.connection, other.record], [undefined, undefined]);
  }
  const late = failing(locked(over, { status: 'reconnect_required' }), failed('none'));
  assert.equal(late.record?.status, 'valid');
});
