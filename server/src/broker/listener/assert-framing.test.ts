import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFraming } from './assert-framing.ts';

const refused: readonly [string, readonly string[], string?][] = [
  ['two hosts', ['Host', 'a', 'host', 'b']],
  ['two lengths, equal ones too', ['Content-Length', '1', 'content-length', '1']],
  ['a length that is no number', ['Content-Length', '+3']],
  ['a length beside a transfer coding', ['Content-Length', '1', 'Transfer-Encoding', 'chunked']],
  ['two transfer codings in one field', ['Transfer-Encoding', 'gzip, chunked']],
  ['two transfer codings in two fields', ['Transfer-Encoding', 'gzip', 'Transfer-Encoding', 'chunked']],
  ['a transfer coding that is not chunked', ['Transfer-Encoding', 'identity']],
  ['no host on HTTP/1.1', []],
  ...['', 'a/x', 'a b', 'u@a', 'a,b', 'a:b', '[::1', 'a"b'].map((host): [string, string[]] => [
    `a host that is none: ${host}`,
    ['Host', host],
  ]),
  ['another version', [], '2.0'],
  ['chunked on HTTP/1.0', ['Transfer-Encoding', 'chunked'], '1.0'],
];

for (const [what, rawHeaders, httpVersion = '1.1'] of refused) {
  test(`catalogue 13: ${what} is refused`, () => {
    assert.throws(
      () =>
        assertFraming({ rawHeaders: [...(what.includes('host') ? [] : ['Host', 'h']), ...rawHeaders], httpVersion }),
      {
        code: 'request/header-refused',
      },
    );
  });
}

test('a host is a name or an address, with a port or without', () => {
  for (const host of ['a', 'a.b-c_d.:7421', '127.0.0.1:', '[::1]:7421', 'xn--bcher-kva.example']) {
    assertFraming({ rawHeaders: ['Host', host], httpVersion: '1.1' });
  }
});

test('one host with one length, or chunked on HTTP/1.1, is passed', () => {
  assertFraming({ rawHeaders: ['Host', 'a', 'Content-Length', '12'], httpVersion: '1.1' });
  assertFraming({ rawHeaders: ['Host', 'a', 'Transfer-Encoding', 'Chunked'], httpVersion: '1.1' });
});
