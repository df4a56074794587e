/** `mtls`: a client certificate, shown in the TLS handshake with the upstream. It adds nothing to a request. */
import { type KeyObject, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { signerSlots } from '../../../domain/injection-rule.ts';
import { Problem } from '../../../domain/problem.ts';
import { readPrivateKey } from '../private-key.ts';
import { type InputRefusal, type SignerInputs, type SignerKind, textOf } from '../signer.ts';

function parseCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

/** In PEM, without a passphrase. */
function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }) as string;
}

/** Whether TLS takes the pair: it reads the issuers behind the certificate, too, and refuses weak ones. */
function isShowable(certificate: string, key: KeyObject): boolean {
  try {
    createSecureContext({ cert: certificate, key: pemOf(key) });
    return true;
  } catch {
    return false;
  }
}

function refusalOf(inputs: SignerInputs): InputRefusal | undefined {
  const [certificatePem, keyPem] = [textOf(inputs, 'certificate'), textOf(inputs, 'privateKey')];
  const certificate = certificatePem === '' ? undefined : parseCertificate(certificatePem);
  if (certificatePem !== '' && !certificate) return { input: 'certificate', message: 'is not a certificate in PEM' };
  const key = keyPem === '' ? undefined : readPrivateKey(keyPem, textOf(inputs, 'passphrase'));
  if (keyPem !== '' && !key) {
    return {
      input: 'privateKey',
      message: 'is not a private key in PEM that the passphrase, if any, opens with little work',
    };
  }
  if (!certificate || !key) return undefined;
  if (!certificate.checkPrivateKey(key)) return { input: 'privateKey', message: 'is not the key of the certificate' };
  return isShowable(certificatePem, key) ? undefined : { input: 'certificate', message: 'is none that TLS can show' };
}

export const mtls: SignerKind = {
  name: 'mtls',
  refusalOf,
  make({ inputs, owner }) {
    const key = readPrivateKey(textOf(inputs, 'privateKey'), textOf(inputs, 'passphrase'));
    if (!key) throw new Problem('credential/incomplete');
    return {
      slots: signerSlots.mtls,
      identity: { id: owner, certificate: textOf(inputs, 'certificate'), privateKey: pemOf(key) },
    };
  },
};
