import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { Secret } from '../../domain/secret.ts';
import type { VerificationRule } from '../../domain/verification-rule.ts';
import { buildScrubber } from '../scrub/scrubber.ts';
import { accountLabel } from './account-label.ts';
import { judgeAnswer, judgeDifference, readsBody } from './judge-answer.ts';
import { LONGEST_ANSWER_BYTES, readAnswer } from './read-answer.ts';

const SECRET = 'sk_test_"4eC39HqLyjWDarjtT1zdp7dc';
const secrets = [new Secret(SECRET), new Secret(`me:${SECRET}`)];
const get = { method: 'GET', path: '/me' } as const;
const rule: VerificationRule = {
  request: get,
  accept: { status: [200], present: ['/id'], equals: { '/ok': true } },
  reject: { status: [200], equals: { '/error': 'invalid_auth' } },
};

function see(status: number, body: string | Buffer, { headers = {}, of = rule, scrub = true } = {}) {
  const scrubber = scrub ? buildScrubber(secrets.map((secret) => new Secret(secret.reveal()))) : undefined;
  const raw = {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: Readable.from([Buffer.from(body)]),
  };
  return readAnswer(raw, scrubber, readsBody(of));
}

async function verdict(...args: Parameters<typeof see>) {
  return judgeAnswer(args[2]?.of ?? rule, await see(...args));
}

const good = JSON.stringify({ ok: true, id: 7 });

test('accepted is the answer that the rule describes, and no other', async () => {
  assert.equal((await verdict(200, good)).verdict, 'accepted');
  assert.equal((await verdict(200, gzipSync(good), { headers: { 'content-encoding': 'gzip' } })).verdict, 'accepted');
  const others: [number, string | Buffer, object?][] = [
    [201, good],
    [204, ''],
    [200, ''],
    [200, '   '],
    [200, JSON.stringify({ ok: true })],
    [200, JSON.stringify({ ok: true, id: null })],
    [200, JSON.stringify({ ok: 'true', id: 7 })],
    [200, '<!doctype html><title>Log in</title>'],
    [200, good, { headers: { 'content-type': 'text/html; charset=utf-8' } }],
    [200, good, { headers: { 'content-encoding': 'rot13' } }],
    [200, 'x'.repeat(10), { headers: { 'content-encoding': 'gzip' } }],
    [200, good.padEnd(LONGEST_ANSWER_BYTES + 1)],
    [200, `${'['.repeat(100)}${']'.repeat(100)}`],
    [200, Buffer.from([0x7b, 0xff, 0x7d])],
    [404, good],
    [302, good],
    [429, good],
    [500, good],
    [503, good],
    [407, good],
  ];
  for (const [status, body, options] of others) {
    const judged = await verdict(status, body, options);
    assert.equal(judged.verdict, 'unverified', `${status} ${String(body).slice(0, 40)}`);
    assert.ok(judged.note.length > 10);
  }
});

test('rejected is 401, 403 and what the rule says; a rule may take 403 by name, and never 401', async () => {
  assert.equal((await verdict(401, good)).verdict, 'rejected');
  assert.equal((await verdict(403, '<html>')).verdict, 'rejected');
  assert.equal((await verdict(200, JSON.stringify({ ok: false, error: 'invalid_auth' }))).verdict, 'rejected');
  assert.equal((await verdict(200, JSON.stringify({ ok: false, error: 'ratelimited' }))).verdict, 'unverified');
  const worded: VerificationRule = { request: get, reject: { equals: { '/error': 'expired' } } };
  assert.equal((await verdict(400, JSON.stringify({ error: 'expired' }), { of: worded })).verdict, 'rejected');
  assert.equal((await verdict(400, JSON.stringify({ error: 'other' }), { of: worded })).verdict, 'unverified');
  const lenient: VerificationRule = { request: get, accept: { status: [200, 401, 403] } };
  assert.equal((await verdict(403, '{}', { of: lenient })).verdict, 'accepted');
  assert.equal((await verdict(401, '{}', { of: lenient })).verdict, 'rejected');
});

test('without a clause any 2xx accepts, unless it is a web page', async () => {
  const bare: VerificationRule = { request: get };
  assert.equal((await verdict(204, '', { of: bare })).verdict, 'accepted');
  const page = { of: bare, headers: { 'content-type': 'text/html' } };
  assert.equal((await verdict(200, '<p>Log in', page)).verdict, 'unverified');
  assert.equal((await verdict(200, '', { of: bare, headers: { 'cf-mitigated': 'challenge' } })).verdict, 'unverified');
});

test('where the secret cannot be searched for, no rule looks into the answer', async () => {
  const judged = await verdict(200, good, { scrub: false });
  assert.deepEqual([judged.verdict, /not searched for/.test(judged.note)], ['unverified', true]);
});

/** Ways in which an API may echo a secret; each is JSON text. */
const echoes: readonly ((secret: string) => string)[] = [
  (secret) => JSON.stringify(secret),
  (secret) => JSON.stringify(`Hello ${secret}!`),
  (secret) => JSON.stringify(Buffer.from(secret).toString('base64')),
  (secret) => JSON.stringify(Buffer.from(secret).toString('hex')),
  (secret) => JSON.stringify(encodeURIComponent(secret)),
  (secret) => `"${[...secret].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`,
];

test('catalogue 48: a rule that names the secret itself learns no more than one that names anything else', async () => {
  const property = fc.asyncProperty(
    fc.constantFrom(...echoes),
    fc.boolean(),
    fc.string(),
    async (echo, isKey, guess) => {
      const text = echo(SECRET);
      const body = isKey ? `{"echo":{${text}:1}}` : `{"echo":${text}}`;
      const constants = [SECRET, JSON.parse(text) as string, '*'.repeat(SECRET.length), guess];
      const rules = constants.map((value): VerificationRule => {
        const place = value.replaceAll('~', '~0').replaceAll('/', '~1');
        const accept = isKey ? { present: [`/echo/${place}`] } : { equals: { '/echo': value } };
        return { request: get, accept, reject: accept };
      });
      const judged = await Promise.all(rules.map(async (of) => (await verdict(200, body, { of })).verdict));
      assert.deepEqual(new Set(judged), new Set(['unverified']));
    },
  );
  await fc.assert(property, { numRuns: 100 });
});

test('the label is one bounded line of text, and none where the secret or a part of it stands', async () => {
  const labelOf = async (value: unknown, pointers = ['/account']) => {
    const { body } = await see(200, JSON.stringify({ account: value }));
    assert.ok(typeof body === 'object');
    return accountLabel(body, pointers, secrets);
  };
  assert.equal(await labelOf('Acme\u202e\r\n Ltd\u0000'), 'Acme Ltd');
  assert.equal(await labelOf('me'), 'me');
  assert.equal((await labelOf('é'.repeat(500)))?.length, 120);
  assert.equal(await labelOf({ name: 'Acme' }, ['/account/id', '/account/name']), 'Acme');
  for (const other of [7, true, null, '', ' ', [SECRET], { a: 1 }]) assert.equal(await labelOf(other), undefined);
  for (const echo of echoes) assert.equal(await labelOf(JSON.parse(echo(SECRET))), undefined);
  for (const part of [
    SECRET.slice(0, 20),
    SECRET.slice(9).toUpperCase(),
    [...SECRET].join('-'),
    SECRET.replace('"', '&quot;'),
  ]) {
    assert.equal(await labelOf(`key ${part}`), undefined, part);
  }
});

const difference = (without: number, status: number) =>
  judgeDifference(without, { status, body: 'unread', isPage: false }).verdict;

test('of two statuses: accepted is a 2xx that only the secret makes, rejected is 401 or 403 with it', () => {
  const status = fc.integer({ min: 100, max: 599 });
  const isSuccess = (code: number) => Math.floor(code / 100) === 2;
  const property = fc.property(status, status, (without, given) => {
    const verdict = difference(without, given);
    assert.equal(verdict === 'accepted', isSuccess(given) && !isSuccess(without));
    assert.equal(verdict === 'rejected', given === 401 || given === 403);
  });
  fc.assert(property, {
    numRuns: 1_000,
    examples: [
      [401, 200],
      [403, 204],
      [302, 299],
      [200, 200],
      [200, 401],
    ],
  });
  for (const given of [100, 199, 300, 301, 304, 399, 400, 402, 404, 407, 429, 500, 503]) {
    assert.equal(difference(401, given), 'unverified', String(given));
  }
});
