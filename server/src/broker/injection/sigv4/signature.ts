/**
 * The signature of a canonical request, and the key that makes it: derived from the secret key for a day, a region and a
 * service, and kept in memory for that day.
 *
 * @see AWS, Signature Version 4, "Calculate the signature"
 */
import { createHash, createHmac } from 'node:crypto';
import type { Secret } from '../../../domain/secret.ts';

const ALGORITHM = 'AWS4-HMAC-SHA256';

export interface SigningScope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

/** The moment as it is signed: `20260131T235959Z`. */
export function amzDate(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'latin1').digest();
}

/** Makes `Authorization` fields for one access key. */
export class SignatureMaker {
  readonly #scope: SigningScope;
  readonly #secretKey: Secret<string>;
  #day = '';
  #key: Buffer = Buffer.alloc(0);

  constructor(scope: SigningScope, secretKey: Secret<string>) {
    this.#scope = scope;
    this.#secretKey = secretKey;
  }

  /**
   * @param canonical - As `canonicalRequest` gives it.
   * @param names - The signed names, joined.
   * @param date - As `amzDate` gives it.
   */
  authorization(canonical: string, names: string, date: string): string {
    const { accessKeyId, region, service } = this.#scope;
    const day = date.slice(0, 8);
    const scope = `${day}/${region}/${service}/aws4_request`;
    const hash = createHash('sha256').update(canonical, 'latin1').digest('hex');
    const signature = hmac(this.#keyOf(day), `${ALGORITHM}\n${date}\n${scope}\n${hash}`).toString('hex');
    return `${ALGORITHM} Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  }

  #keyOf(day: string): Buffer {
    if (day === this.#day) return this.#key;
    const { region, service } = this.#scope;
    const secretKey = Buffer.from(`AWS4${this.#secretKey.reveal()}`, 'utf8');
    const ofDay = createHmac('sha256', secretKey).update(day).digest();
    this.#key = hmac(hmac(hmac(ofDay, region), service), 'aws4_request');
    this.#day = day;
    return this.#key;
  }
}
