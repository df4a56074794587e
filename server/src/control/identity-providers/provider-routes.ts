/**
 * The routes of identity providers, each made twice: for those of an organisation, and for those of the installation. They
 * differ by path and permission alone.
 */
import { Type } from 'typebox';
import { Problem, type ProblemCode } from '../../domain/problem.ts';
import { toSealingKeyJson } from '../../envelope/sealing-key.ts';
import { findIdentityProvider, listIdentityProviders } from '../../store/identity-providers.ts';
import { type CredentialView, policyView } from '../credentials/credential-view.ts';
import { clientProblems } from '../oauth-configurations/write-problems.ts';
import type { Permission } from '../permission.ts';
import { defineRoute } from '../route.ts';
import { noBody, sealingKeyView } from '../schemas.ts';
import { startedView, startFlow } from '../sign-on/start-flow.ts';
import {
  type IdentityProviderBody,
  identityProviderBody,
  identityProviderPatch,
  identityProviderPlanBody,
} from './provider-body.ts';
import {
  identityProvidersPage,
  identityProviderView,
  resolvedProviderView,
  viewIdentityProvider,
} from './provider-view.ts';
import {
  createIdentityProvider,
  planIdentityProvider,
  removeIdentityProvider,
  requireIdentityProvider,
  updateIdentityProvider,
} from './write-provider.ts';

/** Whose they are. */
export interface ProviderPlace {
  /** What the paths begin with. */
  readonly path: string;
  readonly permission: Permission;
  readonly params: { readonly organisation?: Type.TString };
  /** In a summary: “of the organisation”. */
  readonly whose: string;
}

/** Those of an organisation. */
export const ofOrganisation: ProviderPlace = {
  path: '/v1/organisations/:organisation/identity-providers',
  permission: 'manageIdentityProviders',
  params: { organisation: Type.String() },
  whose: 'of the organisation',
};

/** Those of the installation. */
export const ofInstallation: ProviderPlace = {
  path: '/v1/platform/identity-providers',
  permission: 'managePlatform',
  params: {},
  whose: 'of the installation',
};

const writeProblems: readonly ProblemCode[] = [
  ...clientProblems.filter(
    (code) => code !== 'oauth-configuration/stale' && code !== 'oauth-configuration/secret-needed',
  ),
  ...(['identity-provider/key-taken', 'identity-provider/stale', 'grant/exceeded'] as const),
  'identity-provider/secret-needed',
];

function paramsOf({ params }: ProviderPlace) {
  return Type.Object({ ...params, identityProvider: Type.String() });
}

function fingerprintOf({ data, fields, sealed, id, ...rest }: IdentityProviderBody): object {
  const namesOf = (values: object | undefined) => values && Object.keys(values).sort();
  const values = { data: namesOf(data), fields: namesOf(fields), sealed: namesOf(sealed) };
  return { ...rest, ...(!sealed && { id }), ...values };
}

export function createRoute({ path, permission, whose }: ProviderPlace) {
  return defineRoute({
    method: 'POST',
    path,
    summary: `Makes an identity provider ${whose}: an OpenID Connect server that signs people in.`,
    permission,
    audit: 'identity-provider.create',
    request: { body: identityProviderBody },
    response: { 201: identityProviderView },
    problems: [...writeProblems, 'identity-provider/too-many'],
    idempotency: {
      fingerprint: ({ body }) => fingerprintOf(body),
      replay: async ({ services, organisation }, id) => {
        const found = await findIdentityProvider(services.store.read, organisation.id, id);
        if (!found) throw new Problem('identity-provider/not-found');
        return { status: 201, body: viewIdentityProvider(services, found) };
      },
    },
    handle: async (call) => {
      const made = await createIdentityProvider(call, call.body);
      return { status: 201, body: viewIdentityProvider(call.services, made) };
    },
  });
}

export function listRoute({ path, permission, whose }: ProviderPlace) {
  return defineRoute({
    method: 'GET',
    path,
    summary: `Lists the identity providers ${whose}, oldest first.`,
    permission,
    audit: 'identity-provider.list',
    request: {},
    response: { 200: identityProvidersPage },
    problems: ['oauth-configuration/unwitnessed'],
    handle: async ({ services, organisation }) => {
      const all = await listIdentityProviders(services.store.read, organisation.id);
      return { status: 200, body: { items: all.map((each) => viewIdentityProvider(services, each)) } };
    },
  });
}

export function readRoute(place: ProviderPlace) {
  return defineRoute({
    method: 'GET',
    path: `${place.path}/:identityProvider`,
    summary: `Reads an identity provider ${place.whose} by id or key, without its secret.`,
    permission: place.permission,
    audit: 'identity-provider.read',
    request: { params: paramsOf(place) },
    response: { 200: identityProviderView },
    problems: ['identity-provider/not-found', 'oauth-configuration/unwitnessed'],
    handle: async (call) => {
      return { status: 200, body: viewIdentityProvider(call.services, await requireIdentityProvider(call)) };
    },
  });
}

export function updateRoute(place: ProviderPlace) {
  return defineRoute({
    method: 'PATCH',
    path: `${place.path}/:identityProvider`,
    summary: `Changes an identity provider ${place.whose}; another issuer or client, or making it inactive, ends the sessions that came by it.`,
    permission: place.permission,
    audit: 'identity-provider.update',
    request: { params: paramsOf(place), body: identityProviderPatch },
    response: { 200: identityProviderView },
    problems: [...writeProblems, 'identity-provider/not-found'],
    handle: async (call) => {
      return { status: 200, body: viewIdentityProvider(call.services, await updateIdentityProvider(call)) };
    },
  });
}

export function deleteRoute(place: ProviderPlace) {
  return defineRoute({
    method: 'DELETE',
    path: `${place.path}/:identityProvider`,
    summary: `Removes an identity provider ${place.whose} with its secret and links; the sessions that came by it end.`,
    permission: place.permission,
    audit: 'identity-provider.delete',
    request: { params: paramsOf(place) },
    response: { 204: noBody },
    problems: ['identity-provider/not-found', 'identity-provider/stale'],
    handle: async (call) => {
      await removeIdentityProvider(call);
      return { status: 204, body: undefined };
    },
  });
}

const plan = Type.Object(
  {
    id: Type.Optional(Type.String()),
    /** Where and how the secret will go: to be checked before it is sealed. */
    client: resolvedProviderView,
    policy: policyView,
    policyBytes: Type.String(),
    sealingKey: sealingKeyView,
    /** Of the secret field alone; empty for a public client. */
    materialVersions: Type.Record(Type.String(), Type.Integer()),
  },
  { additionalProperties: false, title: 'IdentityProviderSealingPlan' },
);

export function planRoute({ path, permission, whose }: ProviderPlace) {
  return defineRoute({
    method: 'POST',
    path: `${path}::policy`,
    summary: `Answers what a client that seals the secret of an identity provider ${whose} by itself has to bind.`,
    permission,
    audit: 'identity-provider.plan',
    request: { body: identityProviderPlanBody },
    response: { 200: plan },
    problems: [...writeProblems, 'identity-provider/not-found'],
    handle: async (call) => {
      const { policy, policyBytes, sealingKey, ...rest } = await planIdentityProvider(call, call.body);
      const body = {
        ...rest,
        policy: policy as NonNullable<CredentialView['policy']>,
        policyBytes: policyBytes.toString('base64'),
        sealingKey: toSealingKeyJson(sealingKey),
      };
      return { status: 200, body };
    },
  });
}

export function testRoute(place: ProviderPlace) {
  return defineRoute({
    method: 'POST',
    path: `${place.path}/:identityProvider/test`,
    summary: `Begins a sign-in by an identity provider ${place.whose} that signs nobody in, and says at its end what would have come of it.`,
    permission: place.permission,
    audit: 'identity-provider.test',
    request: { params: paramsOf(place) },
    response: { 200: startedView },
    problems: ['identity-provider/not-found', 'request/rate-limited'],
    handle: async (call) => {
      const { id } = await requireIdentityProvider(call);
      const { services, organisation, token, requestId, address } = call;
      const from = { services, requestId, address, token: token.reveal() };
      const { body, cookie } = await startFlow(from, {
        ...{ organisationId: organisation.id, identityProviderId: id, purpose: 'test' },
      });
      return { status: 200, body, headers: { 'set-cookie': cookie } };
    },
  });
}
