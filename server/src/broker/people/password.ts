/**
 * Passwords, stored so that they can be checked and not read: scrypt, and over its result an HMAC under a key that only the
 * broker has. Who has the database alone cannot even begin to guess.
 *
 *     scrypt$15$8$3$ salt $ HMAC-SHA256(key, list("keyward/password/v1", person id, scrypt(password, salt, 32)))
 *
 * @see RFC 7914 (scrypt); OWASP Password Storage Cheat Sheet (N = 2^15, r = 8, p = 3)
 */
import { createHmac, type KeyObject, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { encodeList } from '../../domain/encoding.ts';
import { LONGEST_PASSWORD } from '../../domain/person.ts';
import { Problem } from '../../domain/problem.ts';

const derive = promisify<string, Uint8Array, number, object, Buffer>(scrypt);

interface Cost {
  readonly log2N: number;
  readonly r: number;
  readonly p: number;
}

const COST: Cost = { log2N: 15, r: 8, p: 3 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Each takes 32 MiB and most of a core; more at once would be everybody's memory and time. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 64;
const LABEL = 'keyward/password/v1';
const STORED = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

/** Makes and checks stored passwords, a few at a time. */
export interface Passwords {
  /** @throws Problem `request/rate-limited` where too many wait */
  hash(key: KeyObject, personId: string, password: string): Promise<string>;
  /**
   * Whether it is the password. Takes as long where there is none to compare with.
   *
   * @param person - With a stored password whose witness was checked; undefined for an unknown one.
   * @throws Problem `request/rate-limited` where too many wait
   */
  isRight(
    key: KeyObject,
    person: { readonly id: string; readonly password?: string } | undefined,
    password: string,
  ): Promise<boolean>;
}

/** A gate of its own for each broker. */
export function createPasswords(): Passwords {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= MOST_AT_ONCE) {
      if (waiting.length >= MOST_WAITING) throw new Problem('request/rate-limited', { retryAfterMs: 5000 });
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // Who waits takes over the place, so that nobody slips in between.
      if (next) next();
      else running -= 1;
    }
  }

  return {
    async hash(key, personId, password) {
      const salt = randomBytes(SALT_BYTES);
      const mac = await inTurn(() => macOf(key, personId, { password, salt, cost: COST }));
      const { log2N, r, p } = COST;
      return `scrypt$${log2N}$${r}$${p}$${salt.toString('base64url')}$${mac.toString('base64url')}`;
    },
    async isRight(key, person, password) {
      // Nobody has a longer one, and hashing it would be work at a stranger's word.
      if (password.length > LONGEST_PASSWORD * 4) return false;
      const stored = person?.password === undefined ? undefined : parse(person.password);
      const { salt, cost, mac } = stored ?? { salt: randomBytes(SALT_BYTES), cost: COST, mac: randomBytes(HASH_BYTES) };
      const shown = await inTurn(() => macOf(key, person?.id ?? '', { password, salt, cost }));
      return stored !== undefined && mac.length === shown.length && timingSafeEqual(mac, shown);
    },
  };
}

function parse(stored: string): { readonly salt: Buffer; readonly cost: Cost; readonly mac: Buffer } | undefined {
  const [, log2N, r, p, salt = '', mac = ''] = STORED.exec(stored) ?? [];
  if (log2N === undefined) return undefined;
  const cost = { log2N: Number(log2N), r: Number(r), p: Number(p) };
  return { salt: Buffer.from(salt, 'base64url'), cost, mac: Buffer.from(mac, 'base64url') };
}

async function macOf(
  key: KeyObject,
  personId: string,
  { password, salt, cost }: { readonly password: string; readonly salt: Buffer; readonly cost: Cost },
): Promise<Buffer> {
  const { log2N, r, p } = cost;
  const N = 2 ** log2N;
  const derived = await derive(password.normalize('NFKC'), salt, HASH_BYTES, { N, r, p, maxmem: 256 * N * r });
  return createHmac('sha256', key)
    .update(encodeList([LABEL, personId, derived]))
    .digest();
}
