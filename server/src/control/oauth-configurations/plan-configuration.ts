/** Tells a client that seals an OAuth client's secret by itself what to bind: endpoints, policy, version, key. */
import { isId } from '../../domain/id.ts';
import {
  clientPolicy,
  clientSecretField,
  type OAuthDefinition,
  readOAuthDefinition,
} from '../../domain/oauth-configuration.ts';
import { canonicalPolicy } from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import { findOAuthConfiguration } from '../../store/oauth-configurations.ts';
import { trustedSealingKey } from '../credentials/sealing-key.ts';
import { nextMaterialVersion } from '../credentials/staged-secrets.ts';
import type { Call } from '../route.ts';
import type { ConfigurationPlanBody } from './client-body.ts';
import { draftConfiguration } from './draft-configuration.ts';
import { refuse } from './resolve-endpoints.ts';

function resolvedOf(definition: OAuthDefinition) {
  const { provider, issuer, authorizationUrl, tokenUrl, revocationUrl, jwksUrl, clientAuthentication } = definition;
  const secretField = clientSecretField(clientAuthentication);
  const members = { provider, issuer, authorizationUrl, tokenUrl, revocationUrl, jwksUrl, secretField };
  const given = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
  return {
    ...(given as Pick<typeof members, 'tokenUrl'> & Partial<Omit<typeof members, 'tokenUrl'>>),
    clientAuthentication,
  };
}

/**
 * @param body - Of a creation, or of a change of the configuration that `id` or `key` names.
 * @throws Problem `request/invalid` for a secret among the values; those of `draftConfiguration`
 */
export async function planConfiguration(call: Call, { id, key, name: _, ...body }: ConfigurationPlanBody) {
  const { services, organisation } = call;
  const reference = id ?? key;
  if (id !== undefined && !isId('oac', id))
    refuse([{ path: '/id', message: 'is not an id of an OAuth configuration' }]);
  const { read } = services.store;
  const former = reference === undefined ? undefined : await findOAuthConfiguration(read, organisation.id, reference);
  const definition = former && readOAuthDefinition(former.document);
  if (former && !definition) throw new Problem('oauth-configuration/unwitnessed');
  const { sealed: __, ...asked } = body;
  const draft = await draftConfiguration(call, asked, { former: definition });
  const secrets = [...draft.given.secrets.keys()];
  refuse(secrets.map((field) => ({ path: `/fields/${field}`, message: 'is secret and not taken here' })));
  const field = clientSecretField(draft.definition.clientAuthentication);
  const owner = { id: former?.id ?? id ?? '', secrets: former && field ? { [field]: former.secretVersion } : {} };
  const versionOf = await nextMaterialVersion(read, organisation.id, owner);
  const policy = clientPolicy(draft.definition);
  const sealedFor = former?.id ?? id;
  return {
    ...(sealedFor !== undefined && { id: sealedFor }),
    client: resolvedOf(draft.definition),
    policy,
    policyBytes: canonicalPolicy(policy),
    sealingKey: await trustedSealingKey(read, organisation.id, services),
    materialVersions: field === undefined ? {} : { [field]: versionOf(field) },
  };
}
