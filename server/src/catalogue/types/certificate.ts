/** `Certificate`: a client certificate on the TLS connection to the API (mutual TLS). */
import type { CredentialType } from '../credential-type.ts';
import { testPath } from '../test-path.ts';

export const certificate: CredentialType = {
  name: 'Certificate',
  title: 'Client certificate (mTLS)',
  description:
    'A certificate and its key, shown in the TLS handshake with the API. The connections are shared with no other ' +
    'credential. Certificate and key are sealed together, so that the pair is checked whenever one of them changes.',
  fields: [
    {
      name: 'certificate',
      title: 'Certificate',
      help: 'The certificate in PEM, followed by those of its issuers where the API needs them.',
      secret: true,
      required: true,
      multiline: true,
      format: 'pem',
      placeholder: '-----BEGIN CERTIFICATE-----',
    },
    {
      name: 'privateKey',
      title: 'Private key',
      help: 'The key of the first certificate, in PEM; never sent. RSA up to 4,096 bits.',
      secret: true,
      required: true,
      multiline: true,
      format: 'pem',
      placeholder: '-----BEGIN PRIVATE KEY-----',
    },
    {
      name: 'passphrase',
      title: 'Passphrase',
      help: 'Of the private key, where that is encrypted: PKCS#8 with PBKDF2 of up to 1,000,000 rounds.',
      secret: true,
    },
    testPath,
  ],
  injection: [
    {
      into: 'signer',
      name: 'mtls',
      value: '',
      inputs: { certificate: '${certificate}', privateKey: '${privateKey}', passphrase: '${passphrase}' },
    },
  ],
  testPathField: testPath.name,
};
