/** POST credentials:policy: what a client that seals by itself has to bind. Stores nothing. */
import { Type } from 'typebox';
import { toSealingKeyJson } from '../../../envelope/sealing-key.ts';
import { policyBody } from '../../credentials/credential-body.ts';
import { type CredentialView, policyView } from '../../credentials/credential-view.ts';
import { planSealing } from '../../credentials/plan-sealing.ts';
import { changeProblems, inputProblems } from '../../credentials/write-problems.ts';
import { defineRoute } from '../../route.ts';
import { scopeQuery, sealingKeyView } from '../../schemas.ts';

const plan = Type.Object(
  {
    id: Type.Optional(Type.String()),
    policy: policyView,
    policyBytes: Type.String(),
    sealingKey: sealingKeyView,
    materialVersions: Type.Record(Type.String(), Type.Integer()),
  },
  { additionalProperties: false, title: 'SealingPlan' },
);

/** Answers the policy, its bytes and the next material versions for a body that then goes to POST or PUT with `sealed`. */
export const planCredentialRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/credentials::policy',
  summary:
    'Answers what a client that seals by itself has to bind: the policy, its bytes, the next material versions and the key.',
  permission: 'edit',
  audit: 'credential.plan',
  request: { query: scopeQuery, body: policyBody },
  response: { 200: plan },
  problems: [...inputProblems, ...changeProblems, 'credential/id-taken'],
  handle: async (call) => {
    const { id, policy, policyBytes, sealingKey, materialVersions } = await planSealing(call, call.body);
    const body = {
      id,
      policy: policy as NonNullable<CredentialView['policy']>,
      policyBytes: policyBytes.toString('base64'),
      sealingKey: toSealingKeyJson(sealingKey),
      materialVersions,
    };
    return { status: 200, body };
  },
});
