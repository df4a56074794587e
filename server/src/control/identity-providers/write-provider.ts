/**
 * Makes, changes and removes identity providers: as OAuth configurations are, staged, admitted by the broker and committed, with
 * the rules of signing in as a part of the definition. Who may is judged here and at the broker.
 */
import { auditedOAuthConfiguration } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import { isId, newId } from '../../domain/id.ts';
import {
  epochAfter,
  type FirstMembership,
  faultsOfSignIn,
  isSignInDefinition,
  parseEmailDomain,
  type SignInDefinition,
  type SignInRules,
} from '../../domain/identity-provider.ts';
import { deriveKey, isKey } from '../../domain/key.ts';
import {
  clientPolicy,
  clientSecretField,
  type OAuthConfiguration,
  readOAuthDefinition,
} from '../../domain/oauth-configuration.ts';
import { canonicalPolicy } from '../../domain/policy.ts';
import { Problem, type ProblemCode } from '../../domain/problem.ts';
import {
  findIdentityProvider,
  listIdentityProviders,
  MOST_IDENTITY_PROVIDERS,
} from '../../store/identity-providers.ts';
import { awaitMembershipTurn } from '../../store/memberships.ts';
import { findOrganisation } from '../../store/organisations.ts';
import { INSTALLATION } from '../../store/schema.ts';
import { trustedSealingKey } from '../credentials/sealing-key.ts';
import { nextMaterialVersion } from '../credentials/staged-secrets.ts';
import { assertIfMatch } from '../http/if-match.ts';
import { type ConfigurationDraft, draftConfiguration } from '../oauth-configurations/draft-configuration.ts';
import { refuse } from '../oauth-configurations/resolve-endpoints.ts';
import {
  admitConfiguration,
  type ConfigurationRecord,
  commitConfiguration,
  stageConfiguration,
  unstageConfiguration,
} from '../oauth-configurations/stage-configuration.ts';
import type { Call } from '../route.ts';
import type { IdentityProviderBody, IdentityProviderPatch, IdentityProviderPlanBody } from './provider-body.ts';

/** A call whose path names an identity provider. */
export type IdentityProviderCall<Body = unknown> = Call<{ identityProvider: string }, unknown, Body>;

const DEFAULT_SCOPES = ['openid', 'email', 'profile'];
const MOST_SUFFIXES = 100;

const OWN_CODES: Partial<Record<ProblemCode, ProblemCode>> = {
  'oauth-configuration/not-found': 'identity-provider/not-found',
  'oauth-configuration/stale': 'identity-provider/stale',
  'oauth-configuration/secret-needed': 'identity-provider/secret-needed',
};

/** What is refused of the configuration is refused of the provider that it is. */
async function underOwnCodes<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const own = error instanceof Problem ? OWN_CODES[error.code] : undefined;
    throw own === undefined ? error : new Problem(own, { cause: error });
  }
}

/** @throws Problem `identity-provider/not-found` */
export async function requireIdentityProvider(call: IdentityProviderCall): Promise<OAuthConfiguration> {
  const { identityProvider } = call.params;
  const isReference = isId('idp', identityProvider) || isKey(identityProvider);
  const { read } = call.services.store;
  const found = isReference ? await findIdentityProvider(read, call.organisation.id, identityProvider) : undefined;
  if (!found) throw new Problem('identity-provider/not-found');
  return found;
}

function definitionOf({ document }: OAuthConfiguration): SignInDefinition {
  const definition = readOAuthDefinition(document);
  if (!isSignInDefinition(definition)) throw new Problem('oauth-configuration/unwitnessed');
  return definition;
}

function keyFor({ key, title }: IdentityProviderBody, existing: readonly OAuthConfiguration[]): string {
  const taken = new Set(existing.map((each) => readOAuthDefinition(each.document)?.signIn?.key));
  if (key !== undefined) {
    if (taken.has(key)) throw new Problem('identity-provider/key-taken');
    return key;
  }
  const derived = deriveKey(title, 'single-sign-on').replace(/^idp_/, 'idp-');
  const suffixes = Array.from({ length: MOST_SUFFIXES }, (_, at) => (at === 0 ? '' : `-${at + 1}`));
  const free = suffixes.map((suffix) => `${derived}${suffix}`).find((candidate) => !taken.has(candidate));
  if (free === undefined) throw new Problem('identity-provider/key-taken');
  return free;
}

async function membershipOf(
  { services, organisation }: Call,
  given: NonNullable<IdentityProviderPatch['membership']>,
): Promise<FirstMembership> {
  const isOwn = organisation.id !== INSTALLATION;
  const reference = given.organisation ?? (isOwn ? organisation.id : undefined);
  const found = reference === undefined ? undefined : await findOrganisation(services.store.read, reference);
  if (!found || (isOwn && found.id !== organisation.id)) {
    refuse([{ path: '/membership/organisation', message: isOwn ? 'is this one alone' : 'is no organisation' }]);
  }
  return { organisationId: found!.id, role: given.role };
}

async function rulesOf(
  call: Call,
  body: IdentityProviderPatch,
  { key, former, definition }: RulesContext,
): Promise<SignInRules> {
  const before = former?.signIn;
  const isActive = body.active ?? before?.isActive ?? true;
  const domains = body.allowedDomains?.map((domain) => parseEmailDomain(domain) ?? domain);
  const membership = body.membership === undefined ? before?.membership : body.membership;
  const given = membership && ('organisationId' in membership ? membership : await membershipOf(call, membership));
  return {
    ...{ key, title: body.title?.trim() ?? before?.title ?? '', isActive },
    allowedDomains: domains ? [...new Set(domains)].sort() : (before?.allowedDomains ?? []),
    ...(given && { membership: given }),
    epoch: epochAfter(former, definition as SignInDefinition, isActive),
  };
}

interface RulesContext {
  readonly key: string;
  readonly former: SignInDefinition | undefined;
  readonly definition: ConfigurationDraft['definition'];
}

/** Client and rules in one definition. */
async function draft(
  call: Call,
  body: IdentityProviderPatch,
  { key, former }: { readonly key: string; readonly former?: SignInDefinition },
): Promise<ConfigurationDraft> {
  const { title: _, allowedDomains: __, membership: ___, active: ____, scopes, ...client } = body;
  const wanted = scopes ?? former?.scopes ?? DEFAULT_SCOPES;
  const asked = { ...client, nonce: true, scopes: [...new Set(['openid', ...wanted])] };
  const made = await draftConfiguration(call, asked, { former, isForSignIn: true });
  const signIn = await rulesOf(call, body, { key, former, definition: made.definition });
  const definition = { ...made.definition, signIn };
  refuse(faultsOfSignIn(definition));
  return { ...made, definition };
}

async function write(
  call: Call,
  record: ConfigurationRecord,
  { drafted, former }: { readonly drafted: ConfigurationDraft; readonly former?: OAuthConfiguration },
): Promise<OAuthConfiguration> {
  const staged = await stageConfiguration(call, record, drafted, former);
  try {
    const admitted = await admitConfiguration(call, staged);
    const { configuration } = admitted;
    const { id, version, organisationId } = configuration;
    const subjectKey = definitionOf(configuration).signIn.key;
    const changes = changesOf(former && auditedOAuthConfiguration(former), auditedOAuthConfiguration(configuration));
    await call.services.store.transaction(async (transaction) => {
      await awaitMembershipTurn(transaction, organisationId);
      const others = await listIdentityProviders(transaction, organisationId);
      const isTaken = others.some((each) => each.id !== id && definitionOf(each).signIn.key === subjectKey);
      if (isTaken) throw new Problem('identity-provider/key-taken');
      await commitConfiguration(transaction, admitted);
      await call.recordDone(transaction, { subject: id, subjectKey, details: { version, changes } });
    });
    return configuration;
  } catch (error) {
    // What cannot be taken back now confers nothing; the first failure is the one to tell.
    await unstageConfiguration(call, staged).catch(() => undefined);
    throw error;
  }
}

/** @throws Problem `identity-provider/too-many`, `identity-provider/key-taken`, those of drafting and admission */
export function createIdentityProvider(call: Call, body: IdentityProviderBody): Promise<OAuthConfiguration> {
  return underOwnCodes(async () => {
    const { services, organisation, principal } = call;
    const { id = newId('idp'), key: _, ...rest } = body;
    refuse(isId('idp', id) ? [] : [{ path: '/id', message: 'is not an id of an identity provider' }]);
    const isNamed = body.sealed === undefined || body.id !== undefined;
    refuse(isNamed ? [] : [{ path: '/id', message: 'is required beside `sealed`' }]);
    const existing = await listIdentityProviders(services.store.read, organisation.id);
    if (existing.length >= MOST_IDENTITY_PROVIDERS) throw new Problem('identity-provider/too-many');
    const drafted = await draft(call, rest, { key: keyFor(body, existing) });
    const at = services.clock();
    const by = { createdAt: at, createdBy: principal.tokenId, updatedAt: at, updatedBy: principal.tokenId };
    return write(call, { organisationId: organisation.id, id, version: 1, ...by }, { drafted });
  });
}

/** Changes one; what is left out stays. @throws Problem `identity-provider/stale`, `identity-provider/secret-needed` … */
export function updateIdentityProvider(call: IdentityProviderCall<IdentityProviderPatch>): Promise<OAuthConfiguration> {
  return underOwnCodes(async () => {
    const former = await requireIdentityProvider(call);
    assertIfMatch(call.ifMatch, former.version, 'identity-provider/stale');
    const definition = definitionOf(former);
    const drafted = await draft(call, call.body, { key: definition.signIn.key, former: definition });
    const { document: _, secretVersion: __, witness: ___, ...kept } = former;
    const by = { updatedAt: call.services.clock(), updatedBy: call.principal.tokenId };
    return write(call, { ...kept, version: former.version + 1, ...by }, { drafted, former });
  });
}

/** Has the broker remove one, with its links and sessions. @throws Problem `identity-provider/stale`, `identity-provider/not-found` */
export async function removeIdentityProvider(call: IdentityProviderCall): Promise<void> {
  const { id, version } = await requireIdentityProvider(call);
  assertIfMatch(call.ifMatch, version, 'identity-provider/stale');
  const { services, token, organisation, requestId, address } = call;
  const asked = { token: token.reveal(), organisationId: organisation.id, identityProviderId: id, version };
  await services.broker.removeIdentityProvider({ ...asked, requestId, address });
}

/** What a client that seals the secret by itself has to bind. @throws Problem those of drafting */
export function planIdentityProvider(call: Call, { id, ...body }: IdentityProviderPlanBody) {
  return underOwnCodes(async () => {
    const { services, organisation } = call;
    const { read } = services.store;
    refuse(
      id === undefined || isId('idp', id) ? [] : [{ path: '/id', message: 'is not an id of an identity provider' }],
    );
    const found = id === undefined ? undefined : await findIdentityProvider(read, organisation.id, id);
    const former = found && definitionOf(found);
    const asked = { clientId: 'plan', ...body };
    const { definition } = await draftConfiguration(call, asked, { former, isForSignIn: true });
    const field = clientSecretField(definition.clientAuthentication);
    const owner = { id: id ?? '', secrets: found && field ? { [field]: found.secretVersion } : {} };
    const versionOf = await nextMaterialVersion(read, organisation.id, owner);
    const policy = clientPolicy(definition);
    const { issuer = '', tokenUrl, clientAuthentication } = definition;
    return {
      ...(id !== undefined && { id }),
      client: { issuer, tokenUrl, clientAuthentication, ...(field && { secretField: field }) },
      policy,
      policyBytes: canonicalPolicy(policy),
      sealingKey: await trustedSealingKey(read, organisation.id, services),
      materialVersions: field === undefined ? {} : { [field]: versionOf(field) },
    };
  });
}
