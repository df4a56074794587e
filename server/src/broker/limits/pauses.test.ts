import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Credential } from '../../domain/credential.ts';
import type { CredentialLimits, UpstreamPause } from '../../domain/limits.ts';
import { Pauses } from './pauses.ts';

const AT = 1_760_000_000_000;
const origin = 'https://api.example.com';
let now = 0;
let told: UpstreamPause[] = [];
let pauses: Pauses;

beforeEach(() => {
  now = 0;
  told = [];
  pauses = new Pauses({ clock: () => AT + now, counter: () => now, onPause: (pause) => told.push(pause) });
});

const credential = (id = 'cred_1', limits?: CredentialLimits, organisationId = 'org_1'): Credential =>
  ({ organisationId, id, ...(limits && { limits }) }) as Credential;
const place = { credential: credential(), origin };
const asking = (seconds: number): string[] => ['Retry-After', String(seconds)];
const refused = (left: number) => ({ code: 'upstream/rate-limited', retryAfterMs: left });

test('after 429 and 503 with Retry-After the origin is left alone until then', () => {
  for (const status of [429, 503]) {
    pauses.note(place, status, asking(30));
    now += 10_000;
    assert.throws(() => pauses.assertNone(place), refused(20_000));
    now += 20_000;
    pauses.assertNone(place);
  }
  assert.deepEqual(
    told.map(({ until }) => until),
    [AT + 30_000, AT + 60_000],
  );
});

test('other answers, and those that ask for nothing, pause nothing', () => {
  for (const status of [200, 301, 401, 404, 500, 502]) pauses.note(place, status, asking(30));
  pauses.note(place, 429, []);
  pauses.note(place, 503, ['Retry-After', 'soon']);
  pauses.assertNone(place);
  assert.deepEqual(told, []);
});

test('another credential, origin or organisation is not paused with it', () => {
  pauses.note(place, 429, asking(30));
  pauses.assertNone({ credential: credential('cred_2'), origin });
  pauses.assertNone({ credential: credential(), origin: 'https://eu.example.com' });
  pauses.assertNone({ credential: credential('cred_1', undefined, 'org_2'), origin });
});

test('whatever the upstream asks for, ten minutes are the most', () => {
  pauses.note(place, 429, asking(86_400));
  assert.throws(() => pauses.assertNone(place), refused(600_000));
});

test('of several answers the longest counts', () => {
  pauses.note(place, 429, asking(30));
  pauses.note(place, 429, asking(5));
  now = 10_000;
  assert.throws(() => pauses.assertNone(place), refused(20_000));
});

test('a credential that does not respect Retry-After is never paused, nor kept in a pause that it was in', () => {
  const ignoring = { credential: credential('cred_1', { respectRetryAfter: false }), origin };
  pauses.note(ignoring, 429, asking(30));
  pauses.assertNone(place);
  pauses.note(place, 429, asking(30));
  pauses.assertNone(ignoring);
});
