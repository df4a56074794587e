/**
 * Time-based codes and backup codes. The secret of a person is derived from the broker's key and a salt, and so lies nowhere:
 * neither the database nor the control plane has it, but for the one time when its person is shown it.
 *
 * @see RFC 6238 (TOTP: SHA-1, 6 digits, 30 seconds, as authenticator apps expect)
 */
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { Secret as OtpSecret, TOTP } from 'otpauth';
import { encodeList } from '../../domain/encoding.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Person, SecondFactor } from '../../domain/person.ts';

const PERIOD_SECONDS = 30;
/** RFC 4226 asks for 20 bytes. */
const SECRET_BYTES = 20;
/** Time steps to either side: a phone's clock may be a little off. */
const WINDOW = 1;

function totpOf(key: KeyObject, { id, email }: Pick<Person, 'id' | 'email'>, salt: Uint8Array): TOTP {
  const derived = createHmac('sha256', key)
    .update(encodeList(['keyward/totp/v1', id, salt]))
    .digest();
  const bytes = new Uint8Array(derived.subarray(0, SECRET_BYTES));
  return new TOTP({
    issuer: 'Keyward',
    label: email,
    secret: new OtpSecret({ buffer: bytes.buffer }),
    period: PERIOD_SECONDS,
  });
}

/** What an authenticator app is given, once. */
export interface TotpSecret {
  /** In base32. */
  readonly secret: string;
  /** `otpauth://totp/…`, for a QR code. */
  readonly url: string;
}

export function totpSecretOf(key: KeyObject, person: Pick<Person, 'id' | 'email'>, salt: Uint8Array): TotpSecret {
  const totp = totpOf(key, person, salt);
  return { secret: totp.secret.base32, url: totp.toString() };
}

/** The time step whose code this is, within one step of now; undefined for a wrong code. */
export function timeStepOf(
  key: KeyObject,
  person: Pick<Person, 'id' | 'email'>,
  { salt, code, now }: { readonly salt: Uint8Array; readonly code: string; readonly now: Instant },
): number | undefined {
  const delta = totpOf(key, person, salt).validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? undefined : Math.floor(now / 1000 / PERIOD_SECONDS) + delta;
}

/** Whether the text has the form of a time-based code, without its spaces. */
export function isTimeCode(code: string): boolean {
  return /^\d{6}$/.test(code);
}

/** The stored form of a backup code, from the SHA-256 of the code. */
export function backupCodeMac(key: KeyObject, personId: string, hash: Uint8Array): string {
  return createHmac('sha256', key)
    .update(encodeList(['keyward/backup-code/v1', personId, hash]))
    .digest('hex');
}

/** The second factor without the backup code; undefined where it is none of those that are left. */
export function withoutBackupCode(factor: SecondFactor, mac: string): SecondFactor | undefined {
  const shown = Buffer.from(mac, 'hex');
  const left = factor.backupCodes.filter((each) => !timingSafeEqual(Buffer.from(each, 'hex'), shown));
  return left.length < factor.backupCodes.length ? { ...factor, backupCodes: left } : undefined;
}
