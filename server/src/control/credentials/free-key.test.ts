import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeKey } from './free-key.ts';

test('a free key is the next in number, found in few questions', async () => {
  for (const count of [0, 1, 2, 3, 7, 8, 9, 1_000, 1_000_000]) {
    let asked = 0;
    const isTaken = async (key: string) => {
      asked++;
      return (key === 'acme' ? 1 : Number(key.slice(5))) <= count;
    };
    assert.equal(await freeKey('acme', isTaken), count === 0 ? 'acme' : `acme-${count + 1}`);
    assert.ok(asked <= 42, `${count}: ${asked}`);
  }
});
