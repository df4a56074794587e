/**
 * People: who signs in, with an email address and a password or by an identity provider, and what of it is kept. A person belongs to the installation;
 * what they may manage is said by memberships. The address is a name to sign in with: no mail is ever sent to it.
 */
import type { Instant } from './instant.ts';
import { Problem } from './problem.ts';

/** A person's record. Holds no password and no code: what is kept is of use to the broker alone. */
export interface Person {
  readonly id: string;
  /** In lower case; unique among those without a home. */
  readonly email: string;
  readonly name: string;
  /**
   * The organisation whose identity provider has made this account. It reaches that organisation alone, has no password ever,
   * and its address is what the provider says: no name to sign in with, and in nobody's way.
   */
  readonly home?: string;
  /** The stored form, see broker/people/password.ts; absent: signs in by identity providers alone. */
  readonly password?: string;
  /** Rises where whoever is signed in must not stay so: with a new password or second factor. */
  readonly epoch: number;
  readonly secondFactor?: SecondFactor;
  /** Since when nobody signs in with it; absent: the account is in use. */
  readonly deactivatedAt?: Instant;
  /** The broker's HMAC over all of the above. */
  readonly witness?: Uint8Array;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** The time-based codes of a person (RFC 6238). The secret is derived by the broker and never stored. */
export interface SecondFactor {
  /** What the secret is derived from, beside the broker's key. */
  readonly salt: Uint8Array;
  /** When its first code was shown; absent: begun, and not asked for yet. */
  readonly since?: Instant;
  /** HMACs of the backup codes that are left, in hexadecimal. */
  readonly backupCodes: readonly string[];
}

const EMAIL = /^[^\s@"<>()[\]\\,;:\p{C}]{1,64}@[^\s@"<>()[\]\\,;:\p{C}]{1,190}$/u;

/** Where a person is known: in lower case, composed. Undefined for what is no address. */
export function normaliseEmail(text: string): string | undefined {
  const email = text.trim().normalize('NFC').toLowerCase();
  return EMAIL.test(email) ? email : undefined;
}

/** In characters, as NIST SP 800-63B counts them. */
const SHORTEST_PASSWORD = 12;
/** Beyond it nothing is gained, and hashing would be work for nothing. */
export const LONGEST_PASSWORD = 256;

const FEWEST_CHARACTERS = 5;

/** Of at least twelve characters and often chosen all the same; what only repeats or counts is refused by rule. */
const COMMON = new Set(
  `password1234 password12345 password123456 passwordpassword passw0rd1234 p@ssword1234 p@ssw0rd1234 mypassword123
  changeme1234 changemeplease letmein12345 letmeinplease welcome12345 welcome123456 iloveyou1234 iloveyouforever
  qwertyuiop12 qwertyuiop123 qwertyuiop[] qwertyuiopasdf qwerty123456 qwerty1234567 qwerty12345678 1qaz2wsx3edc
  1qaz2wsx3edc4rfv zaq12wsxcde3 q1w2e3r4t5y6 q1w2e3r4t5y6u7 1q2w3e4r5t6y asdfghjkl123 asdfghjkl;' zxcvbnm12345
  administrator administrator1 adminadmin12 adminadminadmin admin1234567 administrador superadmin123 rootrootroot
  secretsecret trustno1trustno1 correcthorsebatterystaple correct-horse-battery-staple football1234 baseball1234
  princess1234 sunshine1234 dragon123456 monkey123456 master123456 shadow123456 superman1234 batman123456
  abcdefghijkl abcdefghijklm abcd12345678 abc123abc123 a1b2c3d4e5f6 aa1234567890 123456789abc 123456abcdef
  123456789012 1234567890123 12345678901234 123456123456 123123123123 121212121212 112233445566 987654321098
  012345678901 098765432109 147258369147 111222333444 keywardkeyward keyward12345 keyward123456 starwars1234
  whatever1234 freedom12345 computer1234 internet1234 testtesttest test12345678 testing12345 default12345
  summer202520 winter202520 summer2025!! winter2025!! january12345 november2026 december2026 september2026`.split(
    /\s+/,
  ),
);

/**
 * Whether a password may be chosen: long enough, not among those that are tried first, not the address. What it is made of
 * is nobody's business.
 *
 * @throws Problem `person/password-weak`
 * @see NIST SP 800-63B-4, section 3.1.1.2
 */
export function assertPassword(password: string, email: string): void {
  const characters = [...password.normalize('NFKC')];
  const lower = password.normalize('NFKC').toLowerCase();
  const weakness = (): string | undefined => {
    if (characters.length < SHORTEST_PASSWORD) return `It has fewer than ${SHORTEST_PASSWORD} characters.`;
    if (characters.length > LONGEST_PASSWORD) return `It has more than ${LONGEST_PASSWORD} characters.`;
    if (COMMON.has(lower)) return 'It is one of those that are tried first.';
    if (new Set(characters).size < FEWEST_CHARACTERS) return 'It repeats a few characters.';
    const local = email.split('@')[0]!;
    return lower === email || lower === `${local}${local}` ? 'It is the address.' : undefined;
  };
  const detail = weakness();
  if (detail !== undefined) throw new Problem('person/password-weak', { detail });
}
