import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../domain/secret.ts';
import { buildPatterns } from './patterns.ts';
import { buildScrubber } from './scrubber.ts';
import { compileSearch } from './search.ts';

const SECRET = 'correct-horse"/+battery';
const bytesOf = (view: ArrayBufferView): Buffer => Buffer.from(view.buffer, view.byteOffset, view.byteLength);

test('the tables of a search hold the secret, and are all that a wipe must reach', () => {
  const search = compileSearch([Buffer.from(SECRET)]);
  assert.ok(search.tables.some((table) => bytesOf(table).includes(SECRET)));
});

test('the forms of a secret are zeros once they are wiped, those that were left out as well', () => {
  const value = Buffer.from(SECRET);
  const { patterns, wipe } = buildPatterns([value, Buffer.from('short')]);
  assert.ok(patterns.some((pattern) => pattern.includes(SECRET)));
  wipe();
  for (const bytes of [value, ...patterns]) assert.ok(bytes.every((byte) => byte === 0));
});

test('nothing that a scrubber is built of outlasts the building but its own tables', (t) => {
  const made = ['from', 'concat'].map((name) => t.mock.method(Buffer, name as 'concat'));
  const given = Buffer.from(SECRET);
  const scrubber = buildScrubber([new Secret(given), new Secret(`user:${SECRET}`), new Secret('été à Łódź')]);
  const buffers = made.flatMap((method) => method.mock.calls.map(({ result }) => result!)).slice(1);
  assert.ok(buffers.length > 100);
  for (const bytes of buffers)
    assert.ok(
      bytes.every((byte) => byte === 0),
      `${bytes.length} bytes are left`,
    );
  assert.equal(given.toString(), SECRET, 'what it was built from belongs to somebody else');
  assert.equal(scrubber.text(SECRET), '*'.repeat(SECRET.length));
});

test('a wipe fills every table of the search with zeros', (t) => {
  const { tables } = compileSearch([Buffer.from(SECRET)]);
  const scrubber = buildScrubber([new Secret(SECRET)]);
  const fill = t.mock.method(Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array, 'fill');
  scrubber.wipe();
  const filled = fill.mock.calls.map(({ this: table }) => table as unknown as Uint8Array);
  assert.equal(filled.length, tables.length);
  assert.ok(filled.map(bytesOf).every((bytes) => bytes.every((byte) => byte === 0)));
});

test('a scrubber that knows no secret any more masks every byte, of streams under way as well', () => {
  const scrubber = buildScrubber([new Secret(SECRET)]);
  const stream = scrubber.stream();
  const before = stream.push(Buffer.from(`price ${SECRET.slice(0, 9)}`));
  assert.equal(before.toString(), 'price ');
  scrubber.wipe();
  assert.equal(stream.push(Buffer.from(SECRET.slice(9))).toString(), '*'.repeat(SECRET.length));
  assert.equal(scrubber.text(SECRET), '*'.repeat(SECRET.length));
  const late = scrubber.stream();
  assert.equal(`${late.push(Buffer.from(SECRET))}${late.flush()}`, '*'.repeat(SECRET.length));
});

test('what is held back when the secret is wiped leaves masked', () => {
  const scrubber = buildScrubber([new Secret(SECRET)]);
  const stream = scrubber.stream();
  assert.equal(stream.push(Buffer.from(SECRET.slice(0, 9))).length, 0);
  scrubber.wipe();
  assert.equal(stream.flush().toString(), '*'.repeat(9));
});
