import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../domain/secret.ts';
import { buildScrubber } from '../scrub/scrubber.ts';
import { buildResponseHeaders, type ResponseHeaderOptions } from './response-headers.ts';
import type { LinkContext } from './rewrite-links.ts';

const added = ['content-security-policy', 'sandbox', 'x-content-type-options', 'nosniff'];
const links: LinkContext = {
  asked: { form: 'path', key: 'sample' },
  self: 'http://localhost:7421',
  hostSuffix: 'localhost',
  sent: { origin: 'https://api.example', pathname: '/v1/items' },
  above: '/v1',
  callersSegment: '',
  injected: new Map([['token', undefined]]),
  hide: (text) => text,
};
const plain: ResponseHeaderOptions = {
  scrubber: undefined,
  setCookie: 'dropped',
  isDecoded: false,
  links: () => links,
};
const scrubber = buildScrubber([new Secret('correct-horse')]);

function pass(names: string, options: ResponseHeaderOptions): string[] {
  const headers = buildResponseHeaders(
    names.split(' ').flatMap((name) => [name, 'v']),
    options,
  );
  assert.deepEqual(headers.slice(-4), added);
  return headers.slice(0, -4).filter((_, index) => index % 2 === 0);
}

test('fields of the connection and those named in Connection do not pass', () => {
  const raw = [
    'Connection',
    'x-hop',
    'X-Hop',
    '1',
    'Keep-Alive',
    '1',
    'Transfer-Encoding',
    'chunked',
    'Trailer',
    'x',
    'A',
    '1',
  ];
  assert.deepEqual(buildResponseHeaders([...raw, 'Proxy-Authenticate', 'x'], plain), ['A', '1', ...added]);
});

test("fields that would act on the broker's origin do not pass, and its own stand once", () => {
  const names =
    'Content-Security-Policy X-Content-Type-Options Strict-Transport-Security Alt-Svc Clear-Site-Data Keyward-Error Refresh ' +
    'Content-Security-Policy-Report-Only Location ETag Content-Type';
  assert.deepEqual(pass(names, plain), ['Location', 'ETag', 'Content-Type']);
});

test('catalogue 50: Set-Cookie passes only where the policy permits it', () => {
  assert.deepEqual(pass('Set-Cookie set-cookie A', plain), ['A']);
  assert.deepEqual(pass('Set-Cookie Set-Cookie2', { ...plain, setCookie: 'permitted' }), ['Set-Cookie']);
});

test('catalogue 18: an echoed secret is masked in every header, and no validator or digest passes', () => {
  const names = 'ETag Digest Content-MD5 Content-Digest Repr-Digest Last-Modified Accept-Ranges Content-Length';
  assert.deepEqual(pass(names, { ...plain, scrubber }), ['Content-Length']);
  const raw = ['Location', '/x?k=correct%2Dhorse&k=correct-horse', 'X-correct-horse', 'y'];
  const headers = buildResponseHeaders(raw, { ...plain, scrubber });
  assert.deepEqual(headers.slice(2, 4), ['X-*************', 'y']);
  assert.equal(headers[1]!.includes('correct-horse'), false);
});

test('a decoded body has neither the coding nor the length of the upstream', () => {
  assert.deepEqual(pass('Content-Encoding Content-Length A', { ...plain, isDecoded: true }), ['A']);
  assert.deepEqual(pass('Content-Encoding Content-Length', plain), ['Content-Encoding', 'Content-Length']);
});

test('a value that Node could not send is left out', () => {
  assert.deepEqual(buildResponseHeaders(['A', 'a\u0001b', 'B', 'é'], plain), ['B', 'é', ...added]);
});

test('catalogue 50: no upstream sets the cookie of a session, whatever its policy permits', () => {
  const raw = ['keyward=kws_x; Path=/', ' Keyward = x', '__Host-keyward=x', 'keyward', 'keywards=x'].flatMap(
    (value) => ['Set-Cookie', value],
  );
  const headers = buildResponseHeaders(raw, { ...plain, setCookie: 'permitted' });
  assert.deepEqual(headers.slice(0, -4), ['Set-Cookie', 'keywards=x']);
});
