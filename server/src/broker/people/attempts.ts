/**
 * How often somebody may try to sign in. Each attempt is counted before the password is looked at, so that many at once do
 * not slip through; what was no failure is taken back, and what was refused is not counted: else one stranger, refused for
 * long, would use up what an account may have from all. Accounts that do not exist are counted as those that do.
 */
import { createHmac, type KeyObject } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { encodeList } from '../../domain/encoding.ts';
import { Problem } from '../../domain/problem.ts';
import { countAttempt, forgiveAttempts } from '../../store/people.ts';
import type { PeopleParts } from './people-parts.ts';

const WINDOW_MS = 15 * 60_000;

/** Failures that each of these may have in a quarter of an hour. */
const MOST = {
  /** One account from one address. */
  pair: 10,
  /** One account from anywhere: a person must not be locked out by a single stranger, nor be tried by thousands. */
  account: 100,
  /** One address, whichever the account: behind it may be a whole office. */
  address: 200,
  /** Flows of single sign-on from one address: each is a row, and nobody has to be known for it. */
  'sign-on': 300,
  /** Codes of one account, by whoever has its password: six digits are soon guessed. */
  code: 10,
} as const;

/** The buckets of an attempt, to be forgiven. */
export type Buckets = readonly string[];

function bucketsOf(key: KeyObject, email: string, address: string): [string, number][] {
  const named = (kind: keyof typeof MOST, parts: string[]): [string, number] => {
    const mac = createHmac('sha256', key).update(encodeList(['keyward/attempt/v1', kind, ...parts]));
    return [mac.digest('base64url'), MOST[kind]];
  };
  const network = networkOf(address);
  return [named('pair', [email, network]), named('account', [email]), named('address', [network])];
}

/** Whose an address is: of IPv6 everybody has 2⁶⁴, and could come from another one each time. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return parsed.toByteArray().slice(0, 8).join('.');
}

function codeBucket(key: KeyObject, personId: string): [string, number] {
  const mac = createHmac('sha256', key).update(encodeList(['keyward/attempt/v1', 'code', personId]));
  return [mac.digest('base64url'), MOST.code];
}

/**
 * Counts an attempt.
 *
 * @param account - An email address, or the id of a person or link.
 * @throws Problem `request/rate-limited`, whether or not the password is right
 */
export function enterAttempt(
  parts: PeopleParts,
  key: KeyObject,
  { account, address = '' }: { readonly account: string; readonly address?: string | undefined },
): Promise<Buckets> {
  return countIn(parts, bucketsOf(key, account, address));
}

/**
 * Counts an attempt at a code, behind the right password.
 *
 * @throws Problem `request/rate-limited`
 */
export function enterCodeAttempt(parts: PeopleParts, key: KeyObject, personId: string): Promise<Buckets> {
  return countIn(parts, [codeBucket(key, personId)]);
}

/**
 * Counts a flow of single sign-on that sets out.
 *
 * @throws Problem `request/rate-limited`
 */
export function enterSignOn(parts: PeopleParts, key: KeyObject, address = ''): Promise<Buckets> {
  return countIn(parts, [signOnBucket(key, address)]);
}

/** The buckets of a flow of single sign-on that comes to a session. */
export function signOnBuckets(key: KeyObject, address = ''): Buckets {
  return [signOnBucket(key, address)[0]];
}

function signOnBucket(key: KeyObject, address: string): [string, number] {
  const parts = ['keyward/attempt/v1', 'sign-on', networkOf(address)];
  return [createHmac('sha256', key).update(encodeList(parts)).digest('base64url'), MOST['sign-on']];
}

async function countIn({ store, clock }: PeopleParts, buckets: readonly [string, number][]): Promise<Buckets> {
  const now = clock();
  return store.transaction(async (tx) => {
    const counted = await Promise.all(
      buckets.map(async ([bucket, most]) => ({
        ...(await countAttempt(tx, bucket, { now, windowMs: WINDOW_MS })),
        most,
      })),
    );
    const full = counted.filter(({ attempts, most }) => attempts > most);
    if (full.length === 0) return buckets.map(([bucket]) => bucket);
    const until = Math.max(...full.map(({ since }) => since + WINDOW_MS));
    throw new Problem('request/rate-limited', { retryAfterMs: Math.max(1000, until - now) });
  });
}

/** Takes an attempt back that was no failure. */
export async function forgive({ store }: PeopleParts, buckets: Buckets): Promise<void> {
  await store.transaction((tx) => forgiveAttempts(tx, buckets));
}

/** Before which no window is open any more. */
export function oldestAttempt(now: number): number {
  return now - WINDOW_MS;
}
