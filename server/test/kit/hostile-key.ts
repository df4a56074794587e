/** Private keys in PEM that are well formed, and made to keep whoever reads or uses them busy. */
import { createPrivateKey, type JsonWebKey, randomBytes } from 'node:crypto';

function element(tag: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const sequence = (...parts: Uint8Array[]) => element(0x30, ...parts);
const oid = (hex: string) => element(0x06, Buffer.from(hex, 'hex'));

function integer(value: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.writeUInt32BE(value, 1);
  // The fewest octets whose first bit is no sign (X.690, section 8.3).
  const from = bytes.findIndex((byte, at) => byte !== 0 || at === 4);
  return element(0x02, bytes.subarray(bytes[from]! >= 0x80 ? from - 1 : from));
}

/** PKCS#8 under a passphrase, with so many rounds of PBKDF2, or with N, r and p of scrypt. @see RFC 8018, appendix A; RFC 7914, section 7 */
export function encryptedPkcs8({ rounds = 0, scrypt }: { rounds?: number; scrypt?: readonly number[] }): string {
  const salt = element(0x04, Buffer.alloc(8));
  const hmacSha256 = sequence(oid('2a864886f70d0209'), element(0x05));
  const pbkdf2 = sequence(oid('2a864886f70d01050c'), sequence(salt, integer(rounds), hmacSha256));
  const derivation = scrypt ? sequence(oid('2b06010401da47040b'), sequence(salt, ...scrypt.map(integer))) : pbkdf2;
  const cipher = sequence(oid('60864801650304012a'), element(0x04, Buffer.alloc(16)));
  const encryption = sequence(oid('2a864886f70d01050d'), sequence(derivation, cipher));
  const body = sequence(encryption, element(0x04, Buffer.alloc(64))).toString('base64');
  return `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${body.replace(/.{64}/g, '$&\n')}\n-----END ENCRYPTED PRIVATE KEY-----\n`;
}

/** An RSA key of so many bits; its numbers have nothing to do with each other, which no parser sees. */
export function longRsaKey(bits: number): string {
  const number = (length: number): string => {
    const bytes = randomBytes(length / 8);
    bytes[0]! |= 0x80;
    bytes[bytes.length - 1]! |= 1;
    return bytes.toString('base64url');
  };
  const [n, d] = [number(bits), number(bits)];
  const [p, q, dp, dq, qi] = Array.from({ length: 5 }, () => number(bits / 2));
  const key = { kty: 'RSA', e: 'AQAB', n, d, p, q, dp, dq, qi } as JsonWebKey;
  return createPrivateKey({ key, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' }) as string;
}
