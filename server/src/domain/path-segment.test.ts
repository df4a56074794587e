import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeSegment, isSegment } from './path-segment.ts';

test('a value is encoded as exactly one segment, what may stand there left as it is', () => {
  assert.equal(encodeSegment('bot123:ab-_.~'), 'bot123:ab-_.~');
  assert.equal(encodeSegment('a@b$&+,=c'), 'a@b$&+,=c');
  assert.equal(encodeSegment('a b;c?d#e%f"é'), 'a%20b%3Bc%3Fd%23e%25f%22%C3%A9');
});

test('catalogue 47: nothing that decodes to a slash, a dot segment or a control character is a segment', () => {
  const values =
    '|.|..|..;|..;a=b|.;|/|a/b|\\|a\\b|%2f|a%2Fb|%5c|%252f|%25252F|%2e|%2e%2e|%252e%252e|.%2E|..%3b|a\nb|\u0000|%00|%0a|' +
    '\u007f|%7f|%c0%ae|%C0%AF|%e0%80%af|\ud800';
  for (const value of values.split('|')) assert.equal(isSegment(value), false, JSON.stringify(value));
  for (const value of ['a', '...', '.a', 'a..b', '100%', 'é', 'a;b', '@evil', 'x.evil', '?', '#', ':80', ' ']) {
    assert.equal(isSegment(value), true, value);
  }
});

test('catalogue 47: whatever the segment, a URL parsed anew has it there once and unchanged', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('.', '..', '/', '%2e', '%2f', '?', '#', '@', ';'),
  );
  const property = fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
    const value = pieces.join('');
    if (!isSegment(value)) return;
    const url = new URL(`https://h.example/a/${encodeSegment(value)}/b`);
    assert.equal(url.pathname, `/a/${encodeSegment(value)}/b`);
    assert.equal(decodeURIComponent(url.pathname.split('/')[2]!), value);
    assert.deepEqual([url.origin, url.search, url.hash], ['https://h.example', '', '']);
  });
  fc.assert(property, { numRuns: 3_000 });
});
