/** POST oauth-configurations:policy: what a client that seals the secret by itself has to bind. Stores nothing. */
import { Type } from 'typebox';
import { toSealingKeyJson } from '../../../envelope/sealing-key.ts';
import { type CredentialView, policyView } from '../../credentials/credential-view.ts';
import { configurationPlanBody } from '../../oauth-configurations/client-body.ts';
import { resolvedView } from '../../oauth-configurations/configuration-view.ts';
import { planConfiguration } from '../../oauth-configurations/plan-configuration.ts';
import { clientProblems } from '../../oauth-configurations/write-problems.ts';
import { defineRoute } from '../../route.ts';
import { sealingKeyView } from '../../schemas.ts';

const plan = Type.Object(
  {
    id: Type.Optional(Type.String()),
    /** Where and how the secret will go: to be checked before it is sealed. */
    client: resolvedView,
    policy: policyView,
    policyBytes: Type.String(),
    sealingKey: sealingKeyView,
    /** Of the secret field alone; empty for a public client. */
    materialVersions: Type.Record(Type.String(), Type.Integer()),
  },
  { additionalProperties: false, title: 'OAuthSealingPlan' },
);

/** Answers endpoints, policy and next material version for a body that then goes to POST or PATCH with `sealed`. */
export const planOAuthConfigurationRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/oauth-configurations::policy',
  summary:
    'Answers what a client that seals the secret of an OAuth client by itself has to bind, with the endpoints that it goes to.',
  permission: 'manageOAuth',
  audit: 'oauth-configuration.plan',
  request: { body: configurationPlanBody },
  response: { 200: plan },
  problems: [...clientProblems],
  handle: async (call) => {
    const { policy, policyBytes, sealingKey, ...rest } = await planConfiguration(call, call.body);
    const body = {
      ...rest,
      policy: policy as NonNullable<CredentialView['policy']>,
      policyBytes: policyBytes.toString('base64'),
      sealingKey: toSealingKeyJson(sealingKey),
    };
    return { status: 200, body };
  },
});
