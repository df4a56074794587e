/**
 * The certificate authorities by which upstreams are known: those that Node.js brings, those of the system, and those that
 * the operator gives. They add up; certificates are always checked. The context is made once, since parsing hundreds of
 * certificates for every connection would cost more than the connection.
 */
import { X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { Problem } from '../../domain/problem.ts';

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/**
 * @param givenPem - Further authorities, one or more certificates in PEM, as the operator gave them.
 * @throws Problem `config/invalid` where that holds no certificate, or one that cannot be read
 */
export function createTrust(givenPem?: string): SecureContext {
  // NODE_EXTRA_CA_CERTS is among the default ones.
  const authorities = new Set([...getCACertificates('default'), ...getCACertificates('system')]);
  for (const certificate of givenPem === undefined ? [] : parse(givenPem)) authorities.add(certificate);
  return createSecureContext({ ca: [...authorities] });
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
