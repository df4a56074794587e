import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../domain/secret.ts';
import { buildPatterns, LONGEST_PATTERN } from './patterns.ts';
import { buildScrubber, type Scrubber } from './scrubber.ts';

const SECRET = 'tök/en+"A b~1<>';

function scrubberOf(...values: string[]): Scrubber {
  return buildScrubber(values.map((value) => new Secret(value)));
}

function scrubWhole(scrubber: Scrubber, body: Buffer): Buffer {
  const stream = scrubber.stream();
  return Buffer.concat([stream.push(body), stream.flush()]);
}

/** The union of all occurrences of all patterns in the whole body. */
function maskByOracle(patterns: readonly Buffer[], body: Buffer): Buffer {
  const masked = Buffer.from(body);
  for (const pattern of patterns) {
    for (let at = body.indexOf(pattern); at >= 0; at = body.indexOf(pattern, at + 1))
      masked.fill('*', at, at + pattern.length);
  }
  return masked;
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const component = encodeURIComponent(secret);
  return [
    secret,
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    component,
    component.replace(/%../g, (octet) => octet.toLowerCase()),
    new URLSearchParams({ a: secret }).toString().slice(2),
    json,
    json.replaceAll('/', '\\/'),
    json.replace('ö', '\\u00f6'),
    json.replaceAll('/', '\\/').replace('ö', '\\u00F6'),
    json.replace('<', '\\u003c').replace('>', '\\u003e').replace('+', '\\u002b').replace('ö', '\\u00f6'),
  ];
}

test('catalogue 17: raw, hex, URL-encoded and JSON-escaped forms are masked, the length kept', () => {
  const scrubber = scrubberOf(SECRET);
  for (const form of formsOf(SECRET)) {
    const body = Buffer.from(`{"a":"${form}"}`);
    const expected = `{"a":"${'*'.repeat(Buffer.byteLength(form))}"}`;
    assert.equal(scrubWhole(scrubber, body).toString(), expected, form);
  }
});

test('catalogue 17: base64 and base64url are masked at all three offsets, whatever stands around', () => {
  const scrubber = scrubberOf('pässwört??>>~~');
  const secret = Buffer.from('pässwört??>>~~');
  for (const before of ['', 'a', 'ab', 'abc']) {
    for (const encoding of ['base64', 'base64url'] as const) {
      const text = Buffer.concat([Buffer.from(before), secret, Buffer.from('zz')]).toString(encoding);
      const masked = scrubber.text(text);
      const whole = Math.floor((8 * (before.length + secret.length)) / 6) - Math.ceil((8 * before.length) / 6);
      assert.equal(masked.length, text.length);
      assert.equal([...masked].filter((character) => character === '*').length, whole, `${before} ${encoding}`);
    }
  }
});

test('a header in Latin-1 that carries a non-ASCII secret is masked', () => {
  assert.equal(scrubberOf('geheimnis-ü').text('x geheimnis-ü y'), 'x *********** y');
  assert.equal(scrubberOf('geheimnis-ü').text('€ geheimnis-ü'), '€ ************');
});

test('values under 8 bytes are not searched, and are counted', () => {
  const scrubber = scrubberOf('short', 'short', '', 'seven77', 'eight888');
  assert.equal(scrubber.unsearched, 2);
  assert.equal(scrubber.text('short seven77 eight888'), 'short seven77 ********');
  const none = scrubberOf('short');
  const chunk = Buffer.from('short');
  assert.equal(none.stream().push(chunk), chunk);
  assert.equal(none.text('short'), 'short');
});

test('catalogue 17: every form is masked when the body comes byte by byte', () => {
  const body = Buffer.from(formsOf(SECRET).join(' and '));
  const { patterns } = buildPatterns([Buffer.from(SECRET)]);
  const stream = scrubberOf(SECRET).stream();
  const chunks = [...body].map((byte) => stream.push(Buffer.of(byte)));
  assert.deepEqual(Buffer.concat([...chunks, stream.flush()]), maskByOracle(patterns, body));
});

test('catalogue 17: each form is masked when cut behind its first and before its last byte', () => {
  const scrubber = scrubberOf(SECRET);
  for (const pattern of buildPatterns([Buffer.from(SECRET)]).patterns) {
    const stream = scrubber.stream();
    const chunks = [pattern.subarray(0, 1), pattern.subarray(1, -1), pattern.subarray(-1)].map((chunk) =>
      stream.push(chunk),
    );
    assert.equal(Buffer.concat([...chunks, stream.flush()]).toString(), '*'.repeat(pattern.length), pattern.toString());
  }
});

test('a long secret is masked in pieces, also where only a part of it comes back', () => {
  const secret = Array.from({ length: 400 }, (_, index) => `line ${index}\n`).join('');
  const scrubber = scrubberOf(secret);
  const echoed = scrubWhole(scrubber, Buffer.from(`<${secret}>`)).toString();
  assert.equal(echoed, `<${'*'.repeat(secret.length)}>`);
  const part = scrubWhole(scrubber, Buffer.from(secret.slice(0, LONGEST_PATTERN + 9))).toString();
  assert.equal(part, '*'.repeat(LONGEST_PATTERN) + secret.slice(LONGEST_PATTERN, LONGEST_PATTERN + 9));
});

test('an event is passed on at once, and a chunk without findings is passed on itself', () => {
  const stream = scrubberOf('correct-horse').stream();
  const event = Buffer.from('data: {"a":1}\n\n');
  assert.equal(stream.push(event), event);
  assert.equal(stream.push(Buffer.from('data: correct-h')).toString(), 'data: ');
  assert.equal(stream.push(Buffer.from('!\n\n')).toString(), 'correct-h!\n\n');
  assert.equal(stream.push(Buffer.from('correct-')).length, 0);
  assert.equal(stream.flush().toString(), 'correct-');
});
