import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesOf } from './diff.ts';

test('a member is shown with both values, a new one without `from`, a removed one without `to`', () => {
  const before = { members: { name: 'a', owner: 'ada', same: 1 } };
  const after = { members: { name: 'b', description: 'new', same: 1, owner: undefined } };
  assert.deepEqual(changesOf(before, after), [
    { path: '/name', from: 'a', to: 'b' },
    { path: '/owner', from: 'ada' },
    { path: '/description', to: 'new' },
  ]);
});

test('objects are compared member by member, lists as a whole, and pointers are escaped', () => {
  const before = { members: { labels: { 'a/b': '1', 'c~d': '2' }, list: ['x'] } };
  const after = { members: { labels: { 'a/b': '1', 'c~d': '3', e: '4' }, list: ['x', 'y'] } };
  assert.deepEqual(changesOf(before, after), [
    { path: '/labels/c~0d', from: '2', to: '3' },
    { path: '/labels/e', to: '4' },
    { path: '/list', from: ['x'], to: ['x', 'y'] },
  ]);
});

test('of a secret only the fact is shown, never its version', () => {
  const before = { members: {}, secrets: { kept: 1, apiKey: 1, gone: 4 } };
  const after = { members: {}, secrets: { kept: 1, apiKey: 2, fresh: 1 } };
  assert.deepEqual(changesOf(before, after), [
    { path: '/fields/apiKey', secret: 'replaced' },
    { path: '/fields/gone', secret: 'destroyed' },
    { path: '/fields/fresh', secret: 'set' },
  ]);
});

test('a creation shows everything that was given, and the same state shows nothing', () => {
  const made = { members: { name: 'a', labels: { b: 'c' } }, secrets: { apiKey: 1 } };
  assert.deepEqual(changesOf(undefined, made), [
    { path: '/name', to: 'a' },
    { path: '/labels/b', to: 'c' },
    { path: '/fields/apiKey', secret: 'set' },
  ]);
  assert.deepEqual(changesOf(made, structuredClone(made)), []);
});

test('members named like those of a prototype are members like others', () => {
  const after = { members: JSON.parse('{"labels":{"__proto__":"a","constructor":"b"}}') };
  assert.deepEqual(changesOf({ members: { labels: {} } }, after), [
    { path: '/labels/__proto__', to: 'a' },
    { path: '/labels/constructor', to: 'b' },
  ]);
});

test('of very many changes those of secrets stay, and the number of the others is told', () => {
  const members = Object.fromEntries(Array.from({ length: 150 }, (_, n) => [`m${n}`, n]));
  const changes = changesOf(undefined, { members, secrets: { apiKey: 1 } });
  assert.equal(changes.length, 101);
  assert.deepEqual(changes[0], { path: '/fields/apiKey', secret: 'set' });
  assert.deepEqual(changes.at(-1), { path: '', to: '51 more' });
});
