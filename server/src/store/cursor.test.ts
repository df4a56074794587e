import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './cursor.ts';

const refused = { code: 'request/cursor-invalid' };

it('a cursor gives back its position to its own list alone', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((value) => value.isWellFormed() && !value.includes('\u0000'));
  fc.assert(
    fc.property(fc.oneof(text, fc.integer()), text, text, (value, id, binding) => {
      const cursor = encodeCursor(binding, { value, id });
      const [kind, other] = typeof value === 'string' ? (['text', 'number'] as const) : (['number', 'text'] as const);
      assert.deepEqual(decodeCursor(binding, kind, cursor), { value, id });
      assert.throws(() => decodeCursor(`${binding}.`, kind, cursor), refused);
      assert.throws(() => decodeCursor(binding, other, cursor), refused);
    }),
  );
});

it('no text makes it throw anything but its problem', () => {
  fc.assert(fc.property(fc.string(), (text) => assert.throws(() => decodeCursor('list', 'text', text), refused)));
});
