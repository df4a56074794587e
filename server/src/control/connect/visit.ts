/**
 * A visit by a connect link: who comes by it, as the broker has found, and what the link is for. Looking at a link changes
 * nothing, so that previews and scanners may.
 */
import type { FastifyRequest } from 'fastify';
import type { FieldSpec } from '../../catalogue/credential-type.ts';
import { methodOf, type Provider, type ProviderMethod } from '../../catalogue/provider.ts';
import type { Principal } from '../../domain/access-token.ts';
import type { ConnectLinkDefinition } from '../../domain/connect-link.ts';
import type { Credential } from '../../domain/credential.ts';
import { Problem } from '../../domain/problem.ts';
import { Secret } from '../../domain/secret.ts';
import { findOrganisation } from '../../store/organisations.ts';
import { draftPatched } from '../credentials/change-credential.ts';
import type { CredentialBody } from '../credentials/credential-body.ts';
import { requireCredential } from '../credentials/find-live.ts';
import { onProvider } from '../credentials/on-provider.ts';
import { askedOf, shapeOfNew, type WriteShape } from '../credentials/write-shape.ts';
import type { Call, ControlServices } from '../route.ts';

/** One visit. */
export interface Visit {
  /** By which the credential is written: the link's own, with the verification that it demands. */
  readonly call: Call;
  readonly link: ConnectLinkDefinition;
  /** The credential that is filled in; undefined where one is made. */
  readonly current: Credential | undefined;
  readonly provider: Provider | undefined;
  readonly method: ProviderMethod | undefined;
  /** What its type or provider calls what is connected. */
  readonly title: string;
  /** What the page asks for, in order. */
  readonly asks: readonly FieldSpec[];
  /** What is fixed already and not secret, by title. */
  readonly fixed: readonly (readonly [title: string, value: string])[];
}

async function callOf(request: FastifyRequest, services: ControlServices, token: string): Promise<Call> {
  const principal: Principal = await services.broker.enterConnectLink({ token });
  const organisation = await findOrganisation(services.store.read, principal.organisationId);
  if (!organisation || !principal.link) throw new Problem('connect-link/not-found');
  const { solutionId, verify } = principal.link;
  const nothing = async () => {};
  return {
    ...{ services, principal, organisation, solutionId, token: new Secret(token), ifMatch: undefined },
    ...{
      params: {},
      query: { verify },
      body: undefined,
      reachedBy: undefined,
      requestId: request.id,
      address: request.ip,
    },
    ...{ recordDone: nothing, recordAllDone: nothing, keepResource: nothing, renewClaim: nothing },
  };
}

/** The members of a link's write that were fixed when it was made. */
export function bodyOf(link: ConnectLinkDefinition): CredentialBody {
  const { type, provider, fixed } = link;
  return { ...fixed, type, ...(provider !== undefined && { provider }) };
}

async function shapeFor(call: Call, link: ConnectLinkDefinition, current: Credential | undefined): Promise<WriteShape> {
  if (current) return (await draftPatched(call, current, patchOf(link))).shape;
  const sealed = Object.fromEntries(link.asks.map((name) => [name, '']));
  return shapeOfNew(await onProvider(call, { ...bodyOf(link), sealed }));
}

/** The same members for a credential that is there: what it is, is not changed. */
export function patchOf({ fixed }: ConnectLinkDefinition): Omit<CredentialBody, 'type' | 'id' | 'key'> {
  return fixed;
}

function fixedOf(shape: WriteShape, link: ConnectLinkDefinition, current: Credential | undefined) {
  const { fields = {} } = bodyOf(link);
  const values: Readonly<Record<string, string>> = { ...current?.fields, ...fields };
  const shown = askedOf(shape).fields.filter(
    ({ name, secret }) => !secret && values[name] && !link.asks.includes(name),
  );
  return shown.map(({ name, title }) => [title, values[name]!] as const);
}

/** What leads to a consent asks for nothing itself. */
function consentOf(visit: Pick<Visit, 'call' | 'link' | 'current' | 'provider'>): Visit {
  const { link, current, provider } = visit;
  const method = provider && methodOf(provider, 'OAuth2');
  return { ...visit, method, title: provider?.title ?? current?.name ?? link.key, asks: [], fixed: [] };
}

/**
 * @param token - Of the address.
 * @throws Problem `connect-link/not-found`, `connect-link/used`, `connect-link/revoked`, `connect-link/expired`,
 *   `connect-link/exhausted`; `credential/not-found`, `credential/provider-unknown` where what it is for has gone
 */
export async function enterByLink(request: FastifyRequest, services: ControlServices, token: string): Promise<Visit> {
  const call = await callOf(request, services, token);
  const link = call.principal.link!;
  const named = { ...call, params: { credential: link.credentialId } };
  const current = link.isFilled ? await requireCredential(named) : undefined;
  const { provider: name } = link;
  const provider = name === undefined ? undefined : await services.providers.find(call.organisation.id, name);
  if (link.isConsent) return consentOf({ call, link, current, provider });
  const shape = await shapeFor(call, link, current);
  const specs = askedOf(shape).fields;
  return {
    ...{ call, link, current, provider, method: shape.on?.method, title: provider?.title ?? shape.type.title },
    asks: specs.filter((spec) => link.asks.includes(spec.name)),
    fixed: fixedOf(shape, link, current),
  };
}
