/** `jwt`: a token that is signed here and sent as it is (RFC 7519), the same one until shortly before its end. */
import { Secret } from '../../../domain/secret.ts';
import { assertionMaker, refusalOfKey } from '../jwt/assertion.ts';
import { BearerSigner } from '../jwt/bearer-signer.ts';
import type { SignerKind } from '../signer.ts';

export const jwt: SignerKind = {
  name: 'jwt',
  refusalOf: refusalOfKey,
  make({ inputs }) {
    const maker = assertionMaker(inputs);
    return new BearerSigner(async (now) => ({ value: new Secret(await maker.sign(now)), termMs: maker.termMs }));
  },
};
