/** The text of a root key has one spelling, and its id tells keys apart. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { wrappedKeyVectors } from '../envelope/vectors/vectors.ts';
import { newRootKeyText, parseRootKey } from './root-key.ts';

test('a root key has the id written down in the vectors', () => {
  for (const { text, id } of wrappedKeyVectors().rootKeys) assert.equal(parseRootKey(text).id, id);
});

test('new root keys differ, and are 256 bits of AES key', () => {
  const [first, second] = [parseRootKey(newRootKeyText()), parseRootKey(newRootKeyText())];
  assert.notEqual(first.id, second.id);
  assert.equal(first.key.symmetricKeySize, 32);
});

test('any other text is refused without being quoted', () => {
  const text = newRootKeyText();
  const stray = `keyward-root-1:${'A'.repeat(42)}B`;
  const texts = ['', ` ${text}`, `${text}\r`, `${text}=`, text.slice(0, -1), text.toUpperCase(), text.slice(15), stray];
  for (const other of texts) {
    assert.throws(
      () => parseRootKey(other),
      (error: Error & { code: string }) =>
        error.code === 'keys/root-key-invalid' && !error.stack!.includes(text.slice(20, 40)),
    );
  }
});
