import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { pageOf, parseCursor } from './page.ts';

it('a cursor gives back the position of the last row of its page', () => {
  const id = fc.string().map((text) => text.replaceAll('\u0000', ''));
  const rows = fc.array(fc.record({ at: fc.maxSafeNat(), id }, { noNullPrototype: true }), { minLength: 2 });
  fc.assert(
    fc.property(rows, (all) => {
      const { items, nextCursor } = pageOf(all, all.length - 1, (row) => row);
      assert.deepEqual(items, all.slice(0, -1));
      assert.deepEqual(parseCursor(nextCursor!), all.at(-2));
    }),
  );
});

it('no text makes the cursor throw anything but a problem', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        parseCursor(text);
      } catch (error) {
        assert.equal((error as { code?: string }).code, 'request/invalid');
      }
    }),
  );
});
