/**
 * SCRAM-SHA-256 as a client: proves that it knows the password without sending it, and has the server prove the same.
 * It does no more work than a sound server asks for.
 *
 *     client  n,,n=,r=<own nonce>
 *     server  r=<own nonce><its nonce>,s=<salt>,i=<iterations>
 *     client  c=biws,r=<both nonces>,p=<proof>
 *     server  v=<signature>
 *
 * @see RFC 5802, section 5; RFC 7677
 */
import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Secret } from '../../../domain/secret.ts';
import { LoginStopped, unexpected } from './login-check.ts';

const derive = promisify(pbkdf2);

/** Of `n,,` in base64: without channel binding. */
const NO_BINDING = 'biws';
const KEY_BYTES = 32;
/** PostgreSQL asks for 4,096 unless told otherwise; each 100,000 cost some tens of milliseconds. */
const MOST_ITERATIONS = 100_000;

const SERVER_FIRST = /^r=([!-+\--~]{1,256}),s=([A-Za-z0-9+/]{1,256}={0,2}),i=([1-9][0-9]{0,9})$/;
const SERVER_FINAL = /^v=([A-Za-z0-9+/]{43}=)$/;

/** What RFC 3454 maps to nothing (table B.1), and to a space (C.1.2). */
const TO_NOTHING = /\u034f|[\u00ad\u1806\u2060\ufeff]|[\u180b-\u180d]|[\u200b-\u200d]|[\ufe00-\ufe0f]/gu;
const TO_SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;

/** SASLprep (RFC 4013) without its prohibitions: servers take what is prohibited as it is. */
function prepare(password: Buffer): Buffer | string {
  const text = password.toString('utf8');
  const isAscii = /^[\u0000-\u007f]*$/.test(text);
  return isAscii ? password : text.replaceAll(TO_SPACE, ' ').replaceAll(TO_NOTHING, '').normalize('NFKC');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** One exchange: `first`, then `answer`, then `assertServer`, each once. */
export class Scram {
  readonly #password: Secret<Buffer>;
  readonly #nonce = randomBytes(18).toString('base64');
  #signature: Buffer | undefined;

  constructor(password: Secret<Buffer>) {
    this.#password = password;
  }

  /** The first message; PostgreSQL takes the user name of the start-up. */
  first(): string {
    return `n,,n=,r=${this.#nonce}`;
  }

  /** The final message. @throws LoginStopped where the server's first is malformed, or asks for too much work */
  async answer(serverFirst: string): Promise<string> {
    if (this.#signature) throw unexpected();
    const [, nonce = '', salt = '', count = ''] = SERVER_FIRST.exec(serverFirst) ?? [];
    if (!nonce.startsWith(this.#nonce) || nonce === this.#nonce) throw unexpected();
    if (Number(count) > MOST_ITERATIONS) {
      throw new LoginStopped(`The server asks for more than ${MOST_ITERATIONS} iterations of SCRAM.`);
    }
    const password = prepare(this.#password.reveal());
    const salted = await derive(password, Buffer.from(salt, 'base64'), Number(count), KEY_BYTES, 'sha256');
    const unproved = `c=${NO_BINDING},r=${nonce}`;
    const signed = `n=,r=${this.#nonce},${serverFirst},${unproved}`;
    const clientKey = hmac(salted, 'Client Key');
    const proof = hmac(createHash('sha256').update(clientKey).digest(), signed);
    for (const [at, byte] of clientKey.entries()) proof[at]! ^= byte;
    this.#signature = hmac(hmac(salted, 'Server Key'), signed);
    return `${unproved},p=${proof.toString('base64')}`;
  }

  /** @throws LoginStopped where the server does not know the password either */
  assertServer(serverFinal: string): void {
    const [, given = ''] = SERVER_FINAL.exec(serverFinal) ?? [];
    const signature = Buffer.from(given, 'base64');
    const isGenuine = signature.length === this.#signature?.length && timingSafeEqual(signature, this.#signature);
    if (!isGenuine) throw new LoginStopped('The server could not prove that it knows the password.');
  }
}
