/** A certificate authority of the test's own, and the certificates that it signs: sound ones and others. */
import { generate } from 'selfsigned';

export interface Leaf {
  readonly cert: string;
  readonly key: string;
}

export interface Authority {
  /** Its own certificate, in PEM. */
  readonly pem: string;
  /** @param names - Host names; IPv4 and IPv6 addresses become address entries. */
  issue(names: readonly string[], options?: { readonly notBefore?: Date; readonly notAfter?: Date }): Promise<Leaf>;
}

export async function createAuthority(name = 'Keyward test authority'): Promise<Authority> {
  const own = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return {
    pem: own.cert,
    async issue(names, { notBefore, notAfter } = {}) {
      const altNames = names.map((value) =>
        /^[\d.]+$|:/.test(value) ? ({ type: 7, ip: value } as const) : ({ type: 2, value } as const),
      );
      const { cert, private: key } = await generate([{ name: 'commonName', value: names[0]! }], {
        keyType: 'ec',
        algorithm: 'sha256',
        ca: { cert: own.cert, key: own.private },
        extensions: [{ name: 'subjectAltName', altNames }],
        ...(notBefore && { notBeforeDate: notBefore }),
        ...(notAfter && { notAfterDate: notAfter }),
      });
      return { cert, key };
    },
  };
}
