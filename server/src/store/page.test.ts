import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { listBinding, pageOf, parseCursor } from './page.ts';

const binding = listBinding('list', { a: 1 });

it('a cursor gives back the position of the last row of its page', () => {
  const id = fc.string().filter((text) => text.isWellFormed() && !text.includes('\u0000'));
  const rows = fc.array(fc.record({ at: fc.maxSafeNat(), id }, { noNullPrototype: true }), { minLength: 2 });
  fc.assert(
    fc.property(rows, (all) => {
      const { items, nextCursor } = pageOf(all, { binding, limit: all.length - 1, positionOf: (row) => row });
      assert.deepEqual(items, all.slice(0, -1));
      assert.deepEqual(parseCursor(binding, nextCursor!), all.at(-2));
      for (const other of [listBinding('list'), listBinding('other', { a: 1 }), listBinding('list', { a: '1' })]) {
        assert.throws(() => parseCursor(other, nextCursor!), { code: 'request/cursor-invalid' });
      }
    }),
  );
});

it('no text makes the cursor throw anything but a problem', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        parseCursor(binding, text);
      } catch (error) {
        assert.equal((error as { code?: string }).code, 'request/cursor-invalid');
      }
    }),
  );
});

it('filters bind in any order, and an absent one as one that is not given', () => {
  assert.equal(listBinding('list', { a: 1, b: 'x' }), listBinding('list', { b: 'x', c: undefined, a: 1 }));
});
