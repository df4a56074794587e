import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cpuMs } from '../../test/kit/cpu-time.ts';
import { coversCredential, exactKeysOf, type Grant, isAtLeast, matchesGlob, permitsRequest, roles } from './grant.ts';

const NOW = 1_760_000_000_000;

test('a role is at least itself and those below it; no role is at least nothing', () => {
  roles.forEach((role, rank) => {
    assert.deepEqual(
      roles.map((needed) => isAtLeast(role, needed)),
      roles.map((_, needed) => rank <= needed),
    );
    assert.equal(isAtLeast(undefined, role), false);
  });
});

test('a word that is no role suffices for nothing', () => {
  const strange = 'root' as never;
  for (const needed of roles) assert.equal(isAtLeast(needed, strange), false);
  for (const needed of roles) assert.equal(isAtLeast(strange, needed), false);
});

test('`*` stands for a run without a slash, `**` for any run, both also for none', () => {
  const matching: [string, string][] = [
    ['crm.*', 'crm.eu'],
    ['crm.*', 'crm.'],
    ['*', ''],
    ['**', '/a/b'],
    ['/v1/*', '/v1/charges'],
    ['/v1/**', '/v1/a/b/c'],
    ['/v1/**/x', '/v1/a/b/x'],
    ['/v1/*/x', '/v1/a/x'],
    ['/*/*', '/a/b'],
    ['***', 'a/b'],
    ['a*b*c', 'aXbYbZc'],
    ['', ''],
  ];
  for (const [glob, text] of matching) assert.equal(matchesGlob(glob, text), true, `${glob} ${text}`);
  const differing: [string, string][] = [
    ['/v1/*', '/v1/a/b'],
    ['/v1/*', '/v1'],
    ['/v1/**', '/v1'],
    ['/v1/**', '/v10/a'],
    ['crm.*', 'crm'],
    ['crm.*', 'xcrm.a'],
    ['crm.*', 'crm.a/b'],
    ['a', 'A'],
    ['a', 'ab'],
    ['', 'a'],
    ['/*/*', '/a/b/c'],
    ['/v1/*/x', '/v1/a/b/x'],
  ];
  for (const [glob, text] of differing) assert.equal(matchesGlob(glob, text), false, `${glob} ${text}`);
});

test('nothing but the star is special in a glob', () => {
  for (const glob of ['a.c', 'a?c', '[abc]', 'a+', '(a|b)', '^a$', '\\*', 'a{1,2}', '!a', '$&']) {
    assert.equal(matchesGlob(glob.replace('*', 'x'), 'abc'), false, glob);
    assert.equal(matchesGlob(glob.replace('*', 'x'), glob.replace('*', 'x')), true, glob);
  }
});

test('a glob matches what its regular expression matches', () => {
  const piece = fc.constantFrom('*', '**', 'a', 'b', '/', 'ab', 'a/');
  const letters = fc.constantFrom('a', 'b', '/');
  const property = fc.property(
    fc.array(piece, { maxLength: 6 }),
    fc.array(letters, { maxLength: 9 }),
    (pieces, text) => {
      const source = pieces
        .join('')
        .split(/(\*\*|\*)/)
        .map((token) => (token === '**' ? '.*' : token === '*' ? '[^/]*' : token))
        .join('');
      return matchesGlob(pieces.join(''), text.join('')) === new RegExp(`^${source}$`, 's').test(text.join(''));
    },
  );
  fc.assert(property, { numRuns: 3_000 });
});

test('the longest path is matched in little time, whatever the pattern', () => {
  const globs = ['**a**a**b', '*a*a*a*b', '**'.repeat(50), '*a'.repeat(100), '**/**/**/**b', `**${'a'.repeat(400)}b`];
  const start = cpuMs();
  for (const glob of globs) {
    for (const text of ['a', '/', '/a', 'aaab/']) matchesGlob(glob, text.repeat(32_768 / text.length));
  }
  assert.ok(cpuMs() - start < 3_000);
});

test('an exact key is covered only with the id that it named when the grant was issued', () => {
  const grant: Grant = { credentials: ['finnhub'], ids: { finnhub: 'cred_1' } };
  assert.equal(coversCredential(grant, { key: 'finnhub', id: 'cred_1' }, NOW), true);
  assert.equal(coversCredential(grant, { key: 'finnhub', id: 'cred_2' }, NOW), false);
  assert.equal(coversCredential(grant, { key: 'other', id: 'cred_1' }, NOW), false);
  assert.equal(coversCredential({ credentials: ['finnhub'] }, { key: 'finnhub', id: 'cred_1' }, NOW), false);
});

test('an id bound to a key that the grant does not name confers nothing', () => {
  const grant: Grant = { credentials: ['finnhub'], ids: { finnhub: 'cred_1', other: 'cred_2' } };
  assert.equal(coversCredential(grant, { key: 'other', id: 'cred_2' }, NOW), false);
});

test('names that every object has are keys like any other', () => {
  for (const key of ['constructor', 'valueof', 'tostring', '__proto__']) {
    assert.equal(coversCredential({ credentials: [key], ids: {} }, { key, id: 'cred_1' }, NOW), false, key);
  }
});

test('a pattern covers every key that it matches, successors included', () => {
  const grant: Grant = { credentials: ['crm.*'] };
  assert.equal(coversCredential(grant, { key: 'crm.eu', id: 'cred_1' }, NOW), true);
  assert.equal(coversCredential(grant, { key: 'crm.eu', id: 'cred_2' }, NOW), true);
  assert.equal(coversCredential(grant, { key: 'finnhub', id: 'cred_1' }, NOW), false);
  assert.equal(coversCredential({ credentials: [] }, { key: 'crm.eu', id: 'cred_1' }, NOW), false);
});

test('only the keys without a star are to be bound', () => {
  assert.deepEqual(exactKeysOf({ credentials: ['a', 'b.*', '**', 'c'] }), ['a', 'c']);
});

test('from its expiry on a grant covers nothing, and not a millisecond before', () => {
  const covers = (expiresAt: number) => coversCredential({ credentials: ['*'], expiresAt }, { key: 'a', id: 'c' }, NOW);
  assert.deepEqual([covers(NOW + 1), covers(NOW), covers(NOW - 1)], [true, false, false]);
});

test('a grant permits the methods and paths that it lists; without a list all, with an empty list none', () => {
  assert.equal(permitsRequest({ credentials: [] }, 'DELETE', '/any'), true);
  const grant: Grant = { credentials: [], methods: ['GET'], paths: ['/v1/*', '/health'] };
  assert.equal(permitsRequest(grant, 'GET', '/v1/a'), true);
  assert.equal(permitsRequest(grant, 'GET', '/health'), true);
  assert.equal(permitsRequest(grant, 'POST', '/v1/a'), false);
  assert.equal(permitsRequest(grant, 'get', '/v1/a'), false);
  assert.equal(permitsRequest(grant, 'GET', '/v1/a/b'), false);
  assert.equal(permitsRequest(grant, 'GET', '/V1/a'), false);
  assert.equal(permitsRequest({ ...grant, methods: [] }, 'GET', '/v1/a'), false);
  assert.equal(permitsRequest({ ...grant, paths: [] }, 'GET', '/v1/a'), false);
});
