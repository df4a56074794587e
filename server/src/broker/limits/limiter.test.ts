import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Principal } from '../../domain/access-token.ts';
import type { Credential } from '../../domain/credential.ts';
import type { CredentialLimits, Limits } from '../../domain/limits.ts';
import { Problem } from '../../domain/problem.ts';
import { Gate } from './gate.ts';
import { createLimiter, type Limiter } from './limiter.ts';

let now = 0;
beforeEach(() => {
  now = 0;
});

const limiterWith = (tokenConcurrency = 0, credentialConcurrency = 0): Limiter =>
  createLimiter({ tokenConcurrency, credentialConcurrency, counter: () => now });

const token = (tokenId: string, limits?: Limits): Principal => ({
  ...{ organisationId: 'org_1', tokenId, grants: [] },
  ...(limits && { limits }),
});

const credential = (id: string, limits?: CredentialLimits, organisationId = 'org_1'): Credential =>
  ({ organisationId, id, ...(limits && { limits }) }) as Credential;

function refusal(enter: () => unknown): Problem {
  try {
    enter();
  } catch (error) {
    assert.ok(error instanceof Problem);
    return error;
  }
  return assert.fail('it was let through');
}

test('where nothing is limited nothing is counted', () => {
  assert.equal(limiterWith().enter(token('tok_1'), credential('cred_1')).leave, undefined);
});

test('a rate is refused with the time until one is there again, and the rate that was exceeded', () => {
  const limiter = limiterWith();
  const runner = token('tok_1', { perMinute: 2 });
  for (let i = 0; i < 2; i++) limiter.enter(runner, credential('cred_1'));
  now = 500.7;
  const problem = refusal(() => limiter.enter(runner, credential('cred_1')));
  assert.equal(problem.code, 'limit/rate');
  assert.equal(problem.detail, 'The limit of this token on requests a minute is reached.');
  assert.deepEqual(problem.toHeaders(), {
    'retry-after': '30',
    'ratelimit-policy': '"token-minute";q=2;w=60',
    ratelimit: '"token-minute";r=0;t=30',
  });
  now = 30_000;
  assert.ok(limiter.enter(runner, credential('cred_1')));
});

test('of two rates both hold, and the longer wait is told', () => {
  const limiter = limiterWith();
  const runner = token('tok_1', { perSecond: 1, perMinute: 3 });
  const codes: (string | undefined)[] = [];
  for (now = 0; now < 4_000; now += 1_000) {
    try {
      limiter.enter(runner, credential('cred_1'));
      codes.push(undefined);
    } catch (error) {
      codes.push((error as Problem).toHeaders()['ratelimit-policy']);
    }
  }
  assert.deepEqual(codes, [undefined, undefined, undefined, '"token-minute";q=3;w=60']);
  now = 20_000;
  limiter.enter(runner, credential('cred_1'));
  assert.match(refusal(() => limiter.enter(runner, credential('cred_1'))).toHeaders().ratelimit!, /^"token-minute"/);
});

test('a credential counts for all tokens together, a token for all credentials together', () => {
  const limiter = limiterWith();
  const shared = credential('cred_1', { perMinute: 2 });
  limiter.enter(token('tok_1'), shared);
  limiter.enter(token('tok_2'), shared);
  assert.match(refusal(() => limiter.enter(token('tok_3'), shared)).detail!, /this credential/);
  const runner = token('tok_4', { perMinute: 2 });
  limiter.enter(runner, credential('cred_2'));
  limiter.enter(runner, credential('cred_3'));
  assert.match(refusal(() => limiter.enter(runner, credential('cred_4'))).detail!, /this token/);
});

test('a credential of the same id in another organisation is another one', () => {
  const limiter = limiterWith();
  limiter.enter(token('tok_1'), credential('cred_1', { perMinute: 1 }));
  assert.ok(limiter.enter(token('tok_2'), credential('cred_1', { perMinute: 1 }, 'org_2')));
});

test('what the credential refuses costs the token nothing, and refusals themselves cost nothing', () => {
  const limiter = limiterWith();
  const runner = token('tok_1', { perMinute: 2 });
  const busy = credential('cred_1', { perMinute: 1 });
  limiter.enter(runner, busy);
  for (let i = 0; i < 100; i++) assert.match(refusal(() => limiter.enter(runner, busy)).detail!, /this credential/);
  assert.ok(limiter.enter(runner, credential('cred_2')));
  now = 60_000;
  assert.ok(limiter.enter(runner, busy));
});

test('requests at once: one that ends makes room for one, however often its end is told', () => {
  const limiter = limiterWith();
  const shared = credential('cred_1', { concurrency: 2 });
  const enter = (): (() => void) => limiter.enter(token('tok_1'), shared).leave!;
  const first = enter();
  enter();
  const problem = refusal(enter);
  assert.equal(problem.code, 'limit/concurrency');
  assert.deepEqual(problem.toHeaders(), { 'retry-after': '1' });
  for (let i = 0; i < 3; i++) first();
  enter();
  refusal(enter);
});

test('the default number at once holds for those without one, and gives way to their own, larger or smaller', () => {
  const limiter = limiterWith(2, 0);
  const entries = (limits?: Limits): number => {
    const runner = token(`tok_${JSON.stringify(limits)}`, limits);
    for (let count = 0; ; count++) {
      try {
        limiter.enter(runner, credential('cred_1'));
      } catch {
        return count;
      }
    }
  };
  assert.equal(entries(), 2);
  assert.equal(entries({ perMinute: 50 }), 2);
  assert.equal(entries({ concurrency: 1 }), 1);
  assert.equal(entries({ concurrency: 5 }), 5);
});

test('new limits keep what was used: changing them is no way to begin anew', () => {
  const limiter = limiterWith();
  limiter.enter(token('tok_1'), credential('cred_1', { perMinute: 1, concurrency: 5 }));
  assert.equal(refusal(() => limiter.enter(token('tok_1'), credential('cred_1', { perMinute: 1 }))).code, 'limit/rate');
  refusal(() => limiter.enter(token('tok_1'), credential('cred_1', { perMinute: 2 })));
  refusal(() => limiter.enter(token('tok_1'), credential('cred_1', { concurrency: 1 })));
  assert.ok(limiter.enter(token('tok_1'), credential('cred_1', { concurrency: 2 })));
});

test('memory is bounded, and no slot is given twice: who has requests in flight is not forgotten', () => {
  const gate = new Gate('credential', 0, 10);
  const meter = gate.check('busy', { concurrency: 1 }, 0)!;
  meter.take(0);
  for (let i = 0; i < 1_000; i++) gate.check(`other-${i}`, { concurrency: 1 }, 0);
  refusal(() => gate.check('busy', { concurrency: 1 }, 0));
  for (let i = 0; i < 1_000; i++) gate.check(`other-${i}`, { concurrency: 1 }, 0);
  gate.leave('busy', meter);
  assert.ok(gate.check('busy', { concurrency: 1 }, 0));
});
