/**
 * Reads the private key of a signer from PEM that anybody may have made. OpenSSL opens and uses keys on the thread that
 * serves everybody, so what says by itself how much work it is has a limit: the rounds that turn a passphrase into a key,
 * and the length of an RSA modulus.
 */
import { createPrivateKey, type KeyObject } from 'node:crypto';

/** Some tenths of a second; what is written today has from 2,048 to 600,000. */
const MOST_ROUNDS = 1_000_000;
const LONGEST_RSA_BITS = 4_096;

/** RFC 7468, section 11. Nothing may stand beside it: OpenSSL would choose for itself which block it reads. */
const ENCRYPTED =
  /^\s*-----BEGIN ENCRYPTED PRIVATE KEY-----(?<body>[A-Za-z0-9+/=\s]+)-----END ENCRYPTED PRIVATE KEY-----\s*$/;

const [INTEGER, OCTETS, OID, SEQUENCE] = [0x02, 0x04, 0x06, 0x30];
/** RFC 8018, appendices A.4 and A.2: 1.2.840.113549.1.5.13 and .12. */
const [PBES2, PBKDF2] = ['2a864886f70d01050d', '2a864886f70d01050c'];

/**
 * @param passphrase - Opens PKCS#8 under PBES2 with PBKDF2 (RFC 8018, section 6.2); other keys are read without it.
 * @returns undefined for what is none, takes another passphrase or too much work
 */
export function readPrivateKey(pem: string, passphrase = ''): KeyObject | undefined {
  try {
    const key = passphrase === '' ? undefined : openEncrypted(pem, passphrase);
    // Without a passphrase nothing is derived from one, whatever the text asks for.
    return withinLimit(key ?? createPrivateKey({ key: pem, format: 'pem' }));
  } catch {
    return undefined;
  }
}

function withinLimit(key: KeyObject): KeyObject | undefined {
  return (key.asymmetricKeyDetails?.modulusLength ?? 0) > LONGEST_RSA_BITS ? undefined : key;
}

/** @throws Error for a wrong passphrase */
function openEncrypted(pem: string, passphrase: string): KeyObject | undefined {
  const body = ENCRYPTED.exec(pem)?.groups?.body;
  if (body === undefined) return undefined;
  const der = Buffer.from(body, 'base64');
  const rounds = roundsOf(der);
  if (rounds === undefined || rounds > MOST_ROUNDS) throw new RangeError('too much work');
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8', passphrase });
}

/** The iteration count of an EncryptedPrivateKeyInfo (RFC 5958, section 3); undefined where it is derived otherwise. */
function roundsOf(der: Buffer): number | undefined {
  const [info] = childrenOf(der);
  const [encryption] = childrenOf(bodyOf(info, SEQUENCE));
  const [scheme, parameters] = childrenOf(bodyOf(encryption, SEQUENCE));
  const [derivation] = childrenOf(bodyOf(parameters, SEQUENCE));
  const [kind, how] = childrenOf(bodyOf(derivation, SEQUENCE));
  if (bodyOf(scheme, OID).toString('hex') !== PBES2 || bodyOf(kind, OID).toString('hex') !== PBKDF2) return undefined;
  const [salt, count] = childrenOf(bodyOf(how, SEQUENCE));
  bodyOf(salt, OCTETS);
  return Number(`0x${bodyOf(count, INTEGER).toString('hex')}`);
}

interface Element {
  readonly tag: number;
  readonly body: Buffer;
}

/** @throws RangeError */
function bodyOf(element: Element | undefined, tag: number): Buffer {
  if (element?.tag !== tag) throw new RangeError('another element');
  return element.body;
}

/** The elements of definite length, one behind the other (X.690, section 8.1). @throws RangeError where they do not fit */
function childrenOf(bytes: Buffer): Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes.readUInt8(at + 1);
    const more = first < 0x80 ? 0 : first - 0x80;
    if (first === 0x80) throw new RangeError('no definite length');
    const start = at + 2 + more;
    const length = more === 0 ? first : bytes.readUIntBE(at + 2, more);
    if (start + length > bytes.length) throw new RangeError('cut');
    elements.push({ tag: bytes.readUInt8(at), body: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return elements;
}
