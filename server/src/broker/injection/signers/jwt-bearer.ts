/**
 * `jwt-bearer`: a token that is signed here and exchanged for an access token at the one URL that the policy permits for
 * it (RFC 7523). The access token lives in memory alone.
 */
import { Problem } from '../../../domain/problem.ts';
import { assertionMaker, refusalOfKey } from '../jwt/assertion.ts';
import { BearerSigner } from '../jwt/bearer-signer.ts';
import { exchangeAssertion } from '../jwt/exchange.ts';
import type { SignerKind } from '../signer.ts';

export const jwtBearer: SignerKind = {
  name: 'jwt-bearer',
  refusalOf: refusalOfKey,
  make({ inputs, tokenUrl }) {
    if (tokenUrl === undefined) throw new Problem('credential/incomplete');
    const maker = assertionMaker(inputs);
    return new BearerSigner(async (now, parts) => exchangeAssertion(parts, tokenUrl, await maker.sign(now)));
  },
};
