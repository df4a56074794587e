/** Every signer. A test asserts that each name of the rule language has its file here. */
import { Problem } from '../../../domain/problem.ts';
import type { Signer, SignerCall, SignerKind } from '../signer.ts';
import { awsSigv4 } from './aws-sigv4.ts';
import { jwt } from './jwt.ts';
import { jwtBearer } from './jwt-bearer.ts';
import { mtls } from './mtls.ts';

export const signerKinds: readonly SignerKind[] = [awsSigv4, jwt, jwtBearer, mtls];

/** @throws Problem `credential/invalid` for a name that is none, which the rule's own check has refused before */
export function signerKind(name: string): SignerKind {
  const kind = signerKinds.find((candidate) => candidate.name === name);
  if (!kind) throw new Problem('credential/invalid');
  return kind;
}

/**
 * Makes the signer of one credential. Run it at a cache fill, not for each request.
 *
 * @throws Problem `credential/invalid` where the inputs do not go together
 */
export function makeSigner(call: SignerCall): Signer {
  const kind = signerKind(call.name);
  const refusal = kind.refusalOf(call.inputs);
  if (refusal)
    throw new Problem('credential/invalid', { detail: `The field for ${refusal.input} ${refusal.message}.` });
  return kind.make(call);
}
