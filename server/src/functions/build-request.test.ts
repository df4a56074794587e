/** Whatever a caller gives for a parameter, the request has the structure that its author wrote. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { buildFunctionRequest } from './build-request.ts';
import { readFunction } from './read-function.ts';
import { readParameters } from './read-parameters.ts';

function define(request: string, location: string, type = 'string') {
  const reading = readFunction(`
name: f
credential: k
request: { method: POST, url: 'https://api.example/v1/items/\${id}?fixed=1', ${request} }
parameters:
  id: { location: path, type: string, default: one }
  v: { location: ${location}, type: ${type}, as: X-V }
`);
  assert.ok('read' in reading, JSON.stringify(reading));
  return reading.read;
}

/** The request, or the violations of the values. */
function build(read: ReturnType<typeof define>, given: Record<string, unknown>) {
  const parameters = readParameters(read, given);
  if ('violations' in parameters) return undefined;
  const whole = { injection: { headers: [], query: [], body: [] } as never, baseUrl: undefined };
  return buildFunctionRequest(read, { values: parameters.values, placed: new Map(), whole });
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '"',
        "'",
        '<',
        '>',
        '&',
        ']]>',
        '<!--',
        '\r\n',
        '\u0000',
        '\\',
        '/',
        '..',
        '%2e',
        '%2f',
        '?',
        '#',
        '=',
        ';',
        '+',
        ',',
        '{',
        '}',
        '${v}',
        '${id}',
        '\ud800',
        ' ',
        '\t',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

test('JSON is built of values: a text comes out as that text, in its place', () => {
  const read = define("body: { json: { a: '${v}', b: ['${v}', 1], c: 'x ${v}' } }", 'body');
  fc.assert(
    fc.property(hostile, (v) => {
      const request = build(read, { v });
      if (!request) return void assert.ok(!v.isWellFormed());
      assert.deepEqual(JSON.parse(request.body!), { a: v, b: [v, 1], c: `x ${v}` });
    }),
  );
});

test('any JSON value stays that value', () => {
  const read = define("body: { json: { a: '${v}' } }", 'body', 'object');
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (v) => {
      const request = build(read, { v });
      if (request) assert.equal(request.body, `{"a":${JSON.stringify(v)}}`);
    }),
  );
});

test('XML is escaped: one text, one attribute, and the elements of the author', () => {
  const read = define('body: { xml: \'<r><a b="${v}">${v}</a><c/></r>\' }', 'body');
  fc.assert(
    fc.property(hostile, (v) => {
      const request = build(read, { v });
      if (!request) return;
      const seen: unknown[] = [];
      let text = '';
      const parser = new SaxesParser();
      parser.on('error', (error) => assert.fail(error.message));
      parser.on('opentag', ({ name, attributes }) => seen.push([name, { ...attributes }]));
      parser.on('text', (part) => {
        text += part;
      });
      parser.write(request.body!).close();
      assert.deepEqual(seen, [
        ['r', {}],
        ['a', { b: v }],
        ['c', {}],
      ]);
      assert.equal(text, v);
    }),
  );
});

test('forms and queries are encoded: no field and no parameter is added', () => {
  const form = define("body: { form: { a: '${v}', b: 'x' } }", 'body');
  const query = define('headers: { Accept: application/json }', 'query');
  fc.assert(
    fc.property(hostile, (v) => {
      const request = build(form, { v });
      if (request)
        assert.deepEqual(
          [...new URLSearchParams(request.body!)],
          [
            ['a', v],
            ['b', 'x'],
          ],
        );
      const asked = build(query, { v });
      if (!asked) return;
      assert.deepEqual(
        [...new URL(asked.url.origin + asked.url.path).searchParams],
        [
          ['fixed', '1'],
          ['X-V', v],
        ],
      );
      assert.ok(asked.url.path.startsWith('/v1/items/one?fixed=1&'));
    }),
  );
});

test('a path parameter stays one segment at the same origin, or is refused', () => {
  const read = define('headers: { Accept: application/json }', 'query');
  fc.assert(
    fc.property(hostile, (id) => {
      const request = build(read, { id });
      if (!request) return;
      const url = new URL(request.url.origin + request.url.path);
      const segments = url.pathname.split('/');
      assert.deepEqual(
        [url.origin, segments.length, segments[1], segments[2]],
        ['https://api.example', 4, 'v1', 'items'],
      );
      assert.equal(decodeURIComponent(segments[3]!), id);
      assert.ok(!/^(?:\.{1,2}|)$/.test(segments[3]!));
    }),
  );
});

test('a header value is one line, or is refused', () => {
  const read = define('headers: { Accept: application/json }', 'header');
  fc.assert(
    fc.property(hostile, (v) => {
      const request = build(read, { v });
      if (!request) return;
      assert.deepEqual(request.headers, ['Accept', 'application/json', 'X-V', v]);
      assert.ok(!/[\r\n\0]/.test(v));
    }),
  );
});

test('parameters are judged all at once, by path, and no name that is not the function’s is repeated', () => {
  const read = define("body: { json: { a: '${v}' } }", 'body', 'integer');
  const judged = readParameters(read, { id: '..', v: 'five', stranger: 1 });
  assert.ok('violations' in judged);
  assert.deepEqual(
    judged.violations.map(({ path }) => path),
    ['/parameters', '/parameters/id', '/parameters/v'],
  );
});

test('a value of many members is judged, and one that is nested too deeply is refused', () => {
  const read = define("body: { json: { a: '${v}' } }", 'body', 'object');
  assert.ok(build(read, { v: { many: Array.from({ length: 300_000 }, () => 'x') } }));
  assert.equal(build(read, { v: JSON.parse(`{"a":${'['.repeat(80)}${']'.repeat(80)}}`) }), undefined);
});
