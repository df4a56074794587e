/**
 * Generated requests, byte for byte: each part of a plain request is now and then replaced by one that parsers are known
 * to disagree on. What was replaced is named, so that a difference can be traced to its cause.
 *
 *     {method} {target} {version}{eol}  Host  Keyward-Token  {fields}  {framing}{eol}{body}  [{a second request}]
 */
import fc from 'fast-check';

/** One request, and what in it is out of the ordinary. */
export interface RequestCase {
  /** Latin-1. `/proxy/sample` stands before the target, `{token}` where the token goes. */
  readonly text: string;
  /** The parts that were replaced, sorted; empty for a plain request. */
  readonly oddities: readonly string[];
}

/** A piece of a request; `name` is absent for what is ordinary. */
interface Part {
  readonly name?: string;
  readonly text: string;
}

interface Framing extends Part {
  readonly body: string;
}

const BODY = 'hello=world';
const SMUGGLED = 'GET /proxy/sample/smuggled HTTP/1.1\r\nHost: broker\r\nKeyward-Token: {token}\r\n\r\n';

const plain = (...texts: string[]): Part[] => texts.map((text) => ({ text }));
const odd = (entries: Readonly<Record<string, string>>): Part[] =>
  Object.entries(entries).map(([name, text]) => ({ name, text }));

/** The ordinary mostly, so that most requests have one or two oddities and their causes stay apart. */
function mostly<T extends Part>(ordinary: readonly T[], odd: readonly T[], weight = 8): fc.Arbitrary<T> {
  return fc.oneof(
    { weight, arbitrary: fc.constantFrom(...ordinary) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
}

const method = mostly(
  plain('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
  odd({
    'method HEAD': 'HEAD',
    'method TRACE': 'TRACE',
    'method CONNECT': 'CONNECT',
    'method lower case': 'get',
    'method unknown': 'BREW',
    'method PROPFIND': 'PROPFIND',
    'method with a control character': 'GE\u0001T',
    'method empty': '',
    'method after a line end': '\r\nGET',
    'method after two line ends': '\r\n\r\nGET',
    'method after a blank': ' GET',
  }),
);

const target = mostly(
  plain('/quote', '/quote?symbol=AAPL', '/a%20b/c', '/v1/items/42?x=%2F&y='),
  odd({
    'target dot segment': '/a/../b',
    'target encoded dot segment': '/a/%2e%2e/b',
    'target dot segment with parameter': '/a/..;x/b',
    'target two slashes': '//evil/x',
    'target backslash': '/a\\b',
    'target fragment': '/a#b',
    'target bad escape': '/a%zz',
    'target NUL escape': '/a%00b',
    'target non-ASCII': '/a\u00e4b',
    'target overlong escape': '/a%c0%ae',
    'target blank': '/a b',
    'target tab': '/a\tb',
    'target control character': '/a\u0001b',
    'target double encoded': '/a/%252e%252e/b',
    'target semicolon': '/a;b=c',
    'target encoded slash': '/a%2fb',
    'target long': `/${'a'.repeat(9_000)}`,
    'target at sign': '/@evil',
  }),
);

const version = mostly(
  plain('HTTP/1.1'),
  odd({
    'version 1.0': 'HTTP/1.0',
    'version 1.2': 'HTTP/1.2',
    'version 2.0': 'HTTP/2.0',
    'version 0.9': 'HTTP/0.9',
    'version lower case': 'http/1.1',
    'version of many digits': 'HTTP/1.10',
    'version after two blanks': ' HTTP/1.1',
    'version before a blank': 'HTTP/1.1 ',
    'version missing': '',
  }),
  12,
);

const host = mostly(
  plain('Host: broker\r\n'),
  odd({
    'Host missing': '',
    'Host twice': 'Host: broker\r\nHost: evil\r\n',
    'Host empty': 'Host:\r\n',
    'Host before a blank': 'Host : broker\r\n',
    'Host with user': 'Host: a@broker\r\n',
    'Host of two': 'Host: a,b\r\n',
    'Host with path': 'Host: broker/x\r\n',
    'Host with blank': 'Host: bro ker\r\n',
  }),
  12,
);

const fields = mostly(
  plain('', 'Accept: */*\r\n', 'X-Plain: one\r\nX-More: two, three\r\n', 'User-Agent: check\r\n'),
  odd({
    'field before a blank': 'X-Odd : b\r\n',
    'field after a blank': ' X-Odd: b\r\n',
    'field folded': 'X-Odd: a\r\n b\r\n',
    'field without a colon': 'X-Odd\r\n',
    'field without a name': ': b\r\n',
    'field without a value': 'X-Odd:\r\n',
    'field name with NUL': 'X\u0000Odd: b\r\n',
    'field name with a bracket': 'X(Odd): b\r\n',
    'field name non-ASCII': 'X-\u00e4: b\r\n',
    'field value with NUL': 'X-Odd: a\u0000b\r\n',
    'field value with a control character': 'X-Odd: a\u0001b\r\n',
    'field value with DEL': 'X-Odd: a\u007fb\r\n',
    'field value non-ASCII': 'X-Odd: \u00e4\r\n',
    'field ended by LF': 'X-Odd: a\nX-Next: b\r\n',
    'field ended by CR': 'X-Odd: a\rX-Next: b\r\n',
    'field ended by CR CR LF': 'X-Odd: a\r\r\nX-Next: b\r\n',
    'field with an underscore': 'x_odd: b\r\n',
    'field long': `X-Odd: ${'a'.repeat(9_000)}\r\n`,
    'field too long': `X-Odd: ${'a'.repeat(70_000)}\r\n`,
    'fields by the hundred': Array.from({ length: 150 }, (_, n) => `X-Odd-${n}: b\r\n`).join(''),
    'the injected field': 'X-Api-Key: mine\r\n',
    'the injected field with an underscore': 'x_api_key: mine\r\n',
    'Connection names a field': 'X-Odd: a\r\nConnection: X-Odd\r\n',
    'Connection names the injected field': 'Connection: x-api-key\r\n',
    'Connection close': 'Connection: close\r\n',
    'Upgrade h2c': 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n',
    'Upgrade websocket': 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n',
    'Expect 100': 'Expect: 100-continue\r\n',
    'Expect something': 'Expect: something\r\n',
    'TE trailers': 'TE: trailers\r\n',
    'X-Forwarded-For': 'X-Forwarded-For: 10.0.0.1\r\n',
    'method override': 'X-HTTP-Method-Override: DELETE\r\n',
    Cookie: 'Cookie: a=b\r\n',
    Range: 'Range: bytes=0-1\r\n',
  }),
  5,
);

function length(text: string): Framing {
  return { text, body: BODY };
}

function chunked(body: string, field = 'Transfer-Encoding: chunked\r\n'): Framing {
  return { text: field, body };
}

const ONE_CHUNK = `b\r\n${BODY}\r\n0\r\n\r\n`;

const oddFramings: Readonly<Record<string, Framing>> = {
  'length too short': length('Content-Length: 5\r\n'),
  'length with a sign': length('Content-Length: +11\r\n'),
  'length in hexadecimal': length('Content-Length: 0xb\r\n'),
  'length negative': length('Content-Length: -1\r\n'),
  'length of two': length('Content-Length: 11, 11\r\n'),
  'length with a blank inside': length('Content-Length: 1 1\r\n'),
  'length empty': length('Content-Length:\r\n'),
  'length before a blank': length('Content-Length : 11\r\n'),
  'length beyond 64 bits': length('Content-Length: 99999999999999999999\r\n'),
  'length with leading zeros': length('Content-Length: 0011\r\n'),
  'length twice, the same': length('Content-Length: 11\r\nContent-Length: 11\r\n'),
  'length twice, different': length('Content-Length: 11\r\nContent-Length: 5\r\n'),
  'length and chunked': chunked(ONE_CHUNK, 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n'),
  'chunked and length': chunked(ONE_CHUNK, 'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n'),
  'chunked twice': chunked(ONE_CHUNK, 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n'),
  'chunked, chunked': chunked(ONE_CHUNK, 'Transfer-Encoding: chunked, chunked\r\n'),
  'chunked before a blank': chunked(ONE_CHUNK, 'Transfer-Encoding : chunked\r\n'),
  'chunked after a tab': chunked(ONE_CHUNK, 'Transfer-Encoding:\tchunked\r\n'),
  'chunked in capitals': chunked(ONE_CHUNK, 'Transfer-Encoding: CHUNKED\r\n'),
  'coding xchunked': chunked(ONE_CHUNK, 'Transfer-Encoding: xchunked\r\n'),
  'coding identity': chunked(ONE_CHUNK, 'Transfer-Encoding: identity\r\n'),
  'coding gzip, chunked': chunked(ONE_CHUNK, 'Transfer-Encoding: gzip, chunked\r\n'),
  'coding chunked, gzip': chunked(ONE_CHUNK, 'Transfer-Encoding: chunked, gzip\r\n'),
  'coding folded': chunked(ONE_CHUNK, 'Transfer-Encoding:\r\n chunked\r\n'),
  'coding with control character': chunked(ONE_CHUNK, 'Transfer-Encoding: \u000bchunked\r\n'),
  'chunk size 0xb': chunked(`0xb\r\n${BODY}\r\n0\r\n\r\n`),
  'chunk size with a sign': chunked(`+b\r\n${BODY}\r\n0\r\n\r\n`),
  'chunk size before a blank': chunked(`b \r\n${BODY}\r\n0\r\n\r\n`),
  'chunk size after a blank': chunked(` b\r\n${BODY}\r\n0\r\n\r\n`),
  'chunk size with leading zeros': chunked(`000b\r\n${BODY}\r\n0\r\n\r\n`),
  'chunk size beyond 64 bits': chunked(`1000000000000000b\r\n${BODY}\r\n0\r\n\r\n`),
  'chunk size empty': chunked(`\r\n${BODY}\r\n0\r\n\r\n`),
  'chunk extension': chunked(`b;a=b\r\n${BODY}\r\n0\r\n\r\n`),
  'chunk extension quoted': chunked(`b;a="b;c"\r\n${BODY}\r\n0\r\n\r\n`),
  'chunk extension with LF': chunked(`b;a=\nx\r\n${BODY}\r\n0\r\n\r\n`),
  'chunk extension with CR': chunked(`b;a=\rx\r\n${BODY}\r\n0\r\n\r\n`),
  'chunk extension long': chunked(`b;a=${'x'.repeat(20_000)}\r\n${BODY}\r\n0\r\n\r\n`),
  'chunk ended by LF': chunked(`b\n${BODY}\n0\n\n`),
  'chunk data too long': chunked(`5\r\n${BODY}\r\n0\r\n\r\n`),
  'chunk data without a line end': chunked(`b\r\n${BODY}0\r\n\r\n`),
  'chunk data ended by LF': chunked(`b\r\n${BODY}\n0\r\n\r\n`),
  'last chunk of many zeros': chunked(`b\r\n${BODY}\r\n0000\r\n\r\n`),
  trailer: chunked(`b\r\n${BODY}\r\n0\r\nX-Trailer: a\r\n\r\n`),
  'trailer of the injected field': chunked(`b\r\n${BODY}\r\n0\r\nX-Api-Key: mine\r\n\r\n`),
  'trailer of a length': chunked(`b\r\n${BODY}\r\n0\r\nContent-Length: 0\r\n\r\n`),
  'trailer without a colon': chunked(`b\r\n${BODY}\r\n0\r\nX-Trailer\r\n\r\n`),
  'body of a length that is not told': { text: '', body: BODY },
};

const framing = mostly<Framing>(
  [{ text: '', body: '' }, length('Content-Length: 11\r\n'), chunked(ONE_CHUNK)],
  Object.entries(oddFramings).map(([name, part]) => ({ ...part, name })),
  2,
);

const eol = mostly(
  plain('\r\n'),
  odd({ 'line ended by LF': '\n', 'line ended by CR': '\r', 'line ended by CR CR LF': '\r\r\n' }),
  30,
);
const second = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ text: '' }) },
  { weight: 1, arbitrary: fc.constant({ text: SMUGGLED }) },
);

/** Requests in the proportions in which they are compared. */
export const requestCases: fc.Arbitrary<RequestCase> = fc
  .record({ method, target, version, host, fields, framing, eol, second })
  .map((parts) => {
    const { method, target, version, host, fields, framing, eol, second } = parts;
    const line = `${method.text} /proxy/sample${target.text}${version.text && ' '}${version.text}${eol.text}`;
    const head = `${line}${host.text}Keyward-Token: {token}\r\n${fields.text}${framing.text}\r\n`;
    const names = Object.values(parts).flatMap((part: Part) => part.name ?? []);
    return { text: head + framing.body + second.text, oddities: names.sort() };
  });
