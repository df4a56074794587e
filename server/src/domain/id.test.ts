import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type IdPrefix, isId, newId } from './id.ts';

const prefixes: IdPrefix[] = ['org', 'cred', 'tok', 'aud', 'req'];

test('a new id is an id of its own kind and of no other', () => {
  for (const prefix of prefixes) {
    const id = newId(prefix);
    assert.deepEqual(
      prefixes.filter((other) => isId(other, id)),
      [prefix],
    );
  }
});

test('ten thousand ids are ten thousand different ids', () => {
  assert.equal(new Set(Array.from({ length: 10_000 }, () => newId('cred'))).size, 10_000);
});

test('ids of different milliseconds sort by their time', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) {
    ids.push(newId('cred'));
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  assert.deepEqual(ids.toSorted(), ids);
});

test('an id has one spelling: no capitals, no look-alike letters, nothing around it, at most 128 bits', () => {
  assert.equal(isId('cred', 'cred_01h455vb4pex5vsknk084sn02q'), true);
  const others = [
    'cred_01H455VB4PEX5VSKNK084SN02Q',
    'CRED_01h455vb4pex5vsknk084sn02q',
    'cred_81h455vb4pex5vsknk084sn02q',
    'cred_01h455vb4pex5vsknk084sn02l',
    'cred_01h455vb4pex5vsknk084sn02i',
    'cred_01h455vb4pex5vsknk084sn02o',
    'cred_01h455vb4pex5vsknk084sn02u',
    'cred_01h455vb4pex5vsknk084sn02q\n',
    ' cred_01h455vb4pex5vsknk084sn02q',
    'cred_01h455vb4pex5vsknk084sn02',
    'cred_01h455vb4pex5vsknk084sn02qq',
    'cred-01h455vb4pex5vsknk084sn02q',
    'cred_',
    '01h455vb4pex5vsknk084sn02q',
    '',
  ];
  for (const text of others) assert.equal(isId('cred', text), false, JSON.stringify(text));
});

test('any single character changed to one outside the alphabet makes an id none', () => {
  const id = newId('cred');
  const property = fc.property(fc.nat(id.length - 1), fc.string({ unit: 'binary', minLength: 1 }), (at, text) => {
    const changed = id.slice(0, at) + text + id.slice(at + 1);
    return isId('cred', changed) === /^cred_[0-7][0-9a-hjkmnpqrstvwxyz]{25}$/.test(changed);
  });
  fc.assert(property, { numRuns: 500 });
});
