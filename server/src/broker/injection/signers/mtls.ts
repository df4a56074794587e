/** `mtls`: a client certificate, shown in the TLS handshake with the upstream. It adds nothing to a request. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { type InputRefusal, type SignerInputs, type SignerKind, textOf } from '../signer.ts';

const NO_SLOTS: ReadonlySet<string> = new Set();

function parseCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function parseKey(pem: string, passphrase: string): KeyObject | undefined {
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(passphrase !== '' && { passphrase }) });
  } catch {
    return undefined;
  }
}

function refusalOf(inputs: SignerInputs): InputRefusal | undefined {
  const [certificatePem, keyPem] = [textOf(inputs, 'certificate'), textOf(inputs, 'privateKey')];
  const certificate = certificatePem === '' ? undefined : parseCertificate(certificatePem);
  if (certificatePem !== '' && !certificate) return { input: 'certificate', message: 'is not a certificate in PEM' };
  const key = keyPem === '' ? undefined : parseKey(keyPem, textOf(inputs, 'passphrase'));
  if (keyPem !== '' && !key) {
    return { input: 'privateKey', message: 'is not a private key in PEM that the passphrase, if any, opens' };
  }
  if (!certificate || !key || certificate.checkPrivateKey(key)) return undefined;
  return { input: 'privateKey', message: 'is not the key of the certificate' };
}

export const mtls: SignerKind = {
  name: 'mtls',
  refusalOf,
  make({ inputs, owner }) {
    const [certificate, privateKey] = [textOf(inputs, 'certificate'), textOf(inputs, 'privateKey')];
    const passphrase = textOf(inputs, 'passphrase') || undefined;
    return { slots: NO_SLOTS, identity: { id: owner, certificate, privateKey, passphrase } };
  },
};
