/**
 * The certificate authorities by which upstreams are known: those that Node.js brings, those of the system, and those that
 * the operator gives. They add up; certificates are always checked. The context is made once, and not before the first
 * TLS connection: reading the system's authorities and parsing hundreds of certificates takes some tenths of a second.
 */
import { X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { Problem } from '../../domain/problem.ts';
import type { TlsIdentity } from './tls-identity.ts';

/**
 * @param identity - What the client shows of itself; nothing by default.
 * @returns undefined where Node's own default context trusts all of them and shows nothing
 */
export type Trust = (identity?: TlsIdentity) => SecureContext | undefined;

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/**
 * @param givenPem - Further authorities, one or more certificates in PEM, as the operator gave them.
 * @throws Problem `config/invalid` where that holds no certificate, or one that cannot be read
 */
export function createTrust(givenPem?: string): Trust {
  const given = givenPem === undefined ? [] : parse(givenPem);
  let made: { readonly ca: string[] | undefined; readonly context: SecureContext | undefined } | undefined;
  return (identity) => {
    made ??= makeContext(given);
    return identity ? contextWith(identity, made.ca) : made.context;
  };
}

/** With Node's own authorities where none are given. */
export function contextWith({ certificate, privateKey }: TlsIdentity, ca?: string[]): SecureContext {
  return createSecureContext({ cert: certificate, key: privateKey, ...(ca && { ca }) });
}

function makeContext(given: readonly string[]) {
  // NODE_EXTRA_CA_CERTS is among the default ones.
  const defaults = getCACertificates('default');
  const known = new Set(defaults.map(withoutSpace));
  const others = [...getCACertificates('system'), ...given].filter((pem) => !known.has(withoutSpace(pem)));
  const ca = others.length === 0 ? undefined : [...defaults, ...others];
  return { ca, context: ca && createSecureContext({ ca }) };
}

function withoutSpace(pem: string): string {
  return pem.replaceAll(/\s/g, '');
}

function parse(pem: string): string[] {
  const certificates = pem.match(PEM_CERTIFICATE) ?? [];
  try {
    // A context passes over what it cannot read.
    for (const certificate of certificates) new X509Certificate(certificate);
  } catch (cause) {
    throw new Problem('config/invalid', { detail: '--upstream-ca holds a certificate that cannot be read.', cause });
  }
  if (certificates.length > 0) return certificates;
  throw new Problem('config/invalid', { detail: '--upstream-ca holds no certificate in PEM.' });
}
