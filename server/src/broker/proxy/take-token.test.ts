import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cpuMs } from '../../../test/kit/cpu-time.ts';
import { newAccessToken } from '../../domain/access-token.ts';
import { parseCallerTarget } from '../../request/target.ts';
import { assertTokenPlace, type TakenToken, takeToken } from './take-token.ts';

const token = newAccessToken();
const other = newAccessToken();
const missing = { code: 'token/missing' };
const ambiguous = { code: 'token/ambiguous' };

function take(fields: Record<string, string>, path = '/quote'): TakenToken {
  return takeToken(
    { headers: fields, rawHeaders: Object.entries(fields).flat() },
    parseCallerTarget(`/proxy/k${path}`),
  );
}

function basic(text: string): string {
  return `Basic ${Buffer.from(text).toString('base64')}`;
}

const escaped = (text: string) => text.replace(/./g, (one) => `%${one.charCodeAt(0).toString(16)}`);

test('the token stands in Keyward-Token, or in Authorization in every form that clients send a key in', () => {
  assert.equal(take({ 'keyward-token': token }).token, token);
  for (const authorization of [
    `Bearer ${token}`,
    `bearer   ${token}`,
    `TOKEN ${token}`,
    basic(`${token}:`),
    basic(`${token}:x`),
    basic(`user:${token}`),
    basic(`:${token}`),
    basic(token),
    `AWS4-HMAC-SHA256 Credential=${token}/20260101/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=00`,
    `AWS4-HMAC-SHA256 SignedHeaders=host, Credential=${token}/20260101/eu-west-1/s3/aws4_request, Signature=00`,
  ]) {
    const taken = take({ authorization });
    assert.deepEqual([taken.token, taken.isInOwnPlace], [token, true], authorization);
    assertTokenPlace(taken, new Set());
  }
});

test('Authorization may be meant for the upstream where the token stands elsewhere', () => {
  for (const authorization of ['Bearer of-the-upstream', 'Digest x', basic('user:pass')]) {
    assert.equal(take({ 'keyward-token': token, authorization }).token, token);
    assert.equal(take({ 'x-api-key': token, authorization }).token, token);
  }
});

const slots: readonly [what: string, placement: string, fields: Record<string, string>, path?: string][] = [
  ['a header', 'header:x-api-key', { 'X-Api-Key': token }],
  ['a header with a prefix', 'header:x-api-key', { 'X-Api-Key': `Api-Key ${token}` }],
  ['a header with a prefix that joins on', 'header:x-api-key', { 'X-Api-Key': `key=${token};v=1` }],
  ['Authorization with a scheme of the vendor', 'header:authorization', { Authorization: `Klaviyo-API-Key ${token}` }],
  ['Authorization without a scheme', 'header:authorization', { Authorization: token }],
  ['a cookie', 'cookie:sid', { Cookie: `a=1; sid=${token}; b=2` }],
  ['a quoted cookie', 'cookie:sid', { Cookie: `sid="${token}"` }],
  ['a parameter', 'query:token', {}, `/quote?a=1&token=${token}&b=%zz2`.replace('%zz', '%20')],
  ['a parameter with an encoded name', 'query:api token', {}, `/quote?api+token=${token}`],
  ['a parameter with a prefix', 'query:auth', {}, `/quote?auth=Bearer%20${token}`],
  ['an encoded parameter', 'query:token', {}, `/quote?token=${escaped(token)}`],
  ['the first segment of the path', 'path', {}, `/bot${token}/quote`],
  ['the encoded first segment of the path', 'path', {}, `/${escaped(`bot${token}`)}/quote`],
];

for (const [what, placement, fields, path] of slots) {
  test(`a token in ${what} counts only where the credential is injected there`, () => {
    const taken = take(fields, path);
    assert.deepEqual([taken.token, taken.isInOwnPlace, taken.places], [token, false, [placement]]);
    assertTokenPlace(taken, new Set([placement, 'header:other']));
    for (const placements of [[], ['header:other', 'query:other', 'basic']]) {
      assert.throws(() => assertTokenPlace(taken, new Set(placements)), missing);
    }
    assert.equal(taken.target.normalisedPath, '/quote');
    assert.doesNotMatch(decodeURIComponent(`${taken.target.path}?${taken.target.query}`), /kw_/);
  });
}

test('what stands beside the token in the query stays as it was written', () => {
  assert.equal(take({}, `/quote?a=%2F&&token=${token}&b`).target.query, 'a=%2F&&b');
  assert.equal(take({ 'keyward-token': token }, '/quote?a=%2F&&b').target.query, 'a=%2F&&b');
});

test('two different tokens are refused wherever they stand; the same one twice is one', () => {
  const both: [Record<string, string>, string?][] = [
    [{ 'keyward-token': token, authorization: `Bearer ${other}` }],
    [{ 'keyward-token': token, authorization: basic(`api:${other}`) }],
    [{ authorization: `Bearer ${token}`, 'x-api-key': other }],
    [{ authorization: `Bearer ${token}` }, `/quote?token=${other}`],
    [{ 'x-api-key': token }, `/${other}/quote`],
    [{ 'x-api-key': `${token} ${other}` }],
    [{}, `/quote?a=${token}&b=${escaped(other)}`],
  ];
  for (const [fields, path] of both) assert.throws(() => take(fields, path), ambiguous, JSON.stringify(fields));
  const raw = { headers: {}, rawHeaders: ['Authorization', `Bearer ${token}`, 'authorization', `Bearer ${other}`] };
  assert.throws(() => takeToken(raw, parseCallerTarget('/proxy/k')), ambiguous);
  assert.equal(take({ 'keyward-token': token, authorization: `Bearer ${token}` }, `/quote?t=${token}`).token, token);
});

test('a token in the path is taken out of its first segment alone, and only where the injection puts one back', () => {
  for (const path of [`/a/${token}`, `/${token}/${token}`, `/a%2f/b${escaped(token)}`]) {
    assert.throws(() => take({ 'keyward-token': token }, path), { code: 'target/invalid' }, path);
  }
  const taken = take({ 'keyward-token': token }, `/${token}/quote`);
  assert.throws(() => assertTokenPlace(taken, new Set(['header:x-api-key'])), missing);
  assertTokenPlace(taken, new Set(['path']));
});

test('without any place that holds a token there is none', () => {
  const values = ['', 'Bearer', 'Bearer ', 'Digest x', 'Bearer x y', basic('user:pass'), basic('')];
  for (const authorization of values) assert.throws(() => take({ authorization }), missing, authorization);
  assert.throws(() => take({ 'x-api-key': `${token}a`, cookie: token.slice(0, -1) }), missing);
  assert.throws(() => take({ authorization: basic(`user:x:${token}`) }), missing);
});

test('whatever the header, it gives a text without blanks or token/missing', () => {
  const scheme = fc.constantFrom('Bearer ', 'Basic ', 'token ', '', 'basic  ', 'AWS4-HMAC-SHA256 Credential=');
  const property = fc.property(scheme, fc.string({ maxLength: 80 }), (start, rest) => {
    try {
      assert.match(take({ authorization: start + rest }).token, /^\S+$/);
    } catch (error) {
      assert.equal((error as { code?: string }).code, 'token/missing');
    }
  });
  fc.assert(property, { numRuns: 1_000 });
});

test('wherever the token stands and however it is encoded, what is sent on does not hold it', () => {
  const part = fc.constantFrom(
    'a',
    '%2e',
    '%20',
    'x=1',
    '&',
    token,
    escaped(token),
    `%25${escaped(token).slice(1)}`,
    '/',
    'bot',
  );
  const property = fc.property(fc.array(part, { maxLength: 6 }), fc.array(part, { maxLength: 6 }), (path, query) => {
    const url = `/${path.join('')}?${query.filter((one) => one !== '/').join('')}`;
    try {
      const { target } = take({ 'keyward-token': token }, url);
      const sent = decodeURIComponent(decodeURIComponent(`${target.path}?${target.query}`));
      // Behind 43 characters more of the same kind it is another text, and none of a token's form.
      return !sent.split(/[^A-Za-z0-9_-]/).some((word) => word === token || word === `bot${token}`);
    } catch (error) {
      return ['target/invalid', 'token/missing'].includes((error as { code: string }).code);
    }
  });
  fc.assert(property, { numRuns: 2_000 });
});

test('a long header is read in time linear in its length', () => {
  const start = cpuMs();
  for (const unit of ['a', ' ', ' a', ':', 'kw_', '%25', ' Credential=']) {
    for (const head of ['Bearer ', 'Basic ', '', 'AWS4-HMAC-SHA256 ']) {
      assert.throws(() => take({ authorization: `${head}${unit.repeat(100_000)} x y` }), missing);
    }
  }
  assert.ok(cpuMs() - start < 2_000);
});
