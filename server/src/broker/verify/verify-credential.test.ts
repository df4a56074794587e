import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { judge } from './verify-credential.ts';

const status = fc.integer({ min: 100, max: 599 });
const success = fc.integer({ min: 200, max: 299 });

test('accepted is a success that the secret made: 2xx with it, none without', () => {
  assert.equal(judge(401, 200).verdict, 'accepted');
  assert.equal(judge(403, 204).verdict, 'accepted');
  assert.equal(judge(302, 299).verdict, 'accepted');
});

test('a path that answers without the secret proves nothing', () => {
  fc.assert(fc.property(success, success, (without, given) => judge(without, given).verdict === 'unverified'));
});

test('rejected is 401 or 403 with the secret, whatever comes without it', () => {
  const property = fc.property(status, fc.constantFrom(401, 403), (without, given) => {
    return judge(without, given).verdict === 'rejected';
  });
  fc.assert(property);
});

test('redirects, rate limits, other client errors and server errors neither accept nor reject', () => {
  for (const given of [100, 199, 300, 301, 304, 399, 400, 402, 404, 407, 429, 500, 503]) {
    assert.equal(judge(401, given).verdict, 'unverified', String(given));
  }
});

test('of any two statuses: accepted if and only if 2xx differs, rejected if and only if 401 or 403', () => {
  const isSuccess = (code: number) => Math.floor(code / 100) === 2;
  const property = fc.property(status, status, (without, given) => {
    const { verdict } = judge(without, given);
    assert.equal(verdict === 'accepted', isSuccess(given) && !isSuccess(without));
    assert.equal(verdict === 'rejected', given === 401 || given === 403);
  });
  fc.assert(property, { numRuns: 1_000 });
});
