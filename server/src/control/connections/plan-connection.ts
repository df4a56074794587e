/**
 * A connection thought through before anything is stored: its plain fields, its origins, and the policy that its tokens will be
 * sealed under.
 */
import type { CredentialType } from '../../catalogue/credential-type.ts';
import { shapeMethod } from '../../catalogue/provider.ts';
import { knownType } from '../../catalogue/types/index.ts';
import { assertWithinDomains } from '../../domain/check-oauth-definition.ts';
import type { Credential } from '../../domain/credential.ts';
import type { OAuthDefinition } from '../../domain/oauth-configuration.ts';
import { tokenPolicy } from '../../domain/oauth-flow.ts';
import { canonicalPolicy, type Policy, policyHash } from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import type { CredentialBody } from '../credentials/credential-body.ts';
import { type DraftedMembers, draftOf } from '../credentials/draft.ts';
import { effectiveFields, judgeFields } from '../credentials/field-rules.ts';
import type { GivenValues } from '../credentials/given-values.ts';
import type { OnProvider } from '../credentials/on-provider.ts';
import { policyOf, type WritePlan } from '../credentials/plan.ts';
import { leastPolicyOptions } from '../credentials/policy-options.ts';
import type { WriteShape } from '../credentials/write-shape.ts';
import type { Call } from '../route.ts';

/** What a connection can be. */
export type ConnectionType = 'OAuth2' | 'OAuthAlias' | 'OAuth2Refresh';

/** What a client has said about a connection. */
export interface ConnectionDraft {
  readonly type: ConnectionType;
  readonly on: OnProvider | undefined;
  /** Without values. */
  readonly body: CredentialBody;
  /** Plain alone. */
  readonly given: GivenValues;
}

const WAITING = { path: '/fields/accessToken', message: 'is given by connecting: open the start URL' };

/** The type with its provider's fields and rule. */
export function shapeOfConnection(name: string, on: OnProvider | undefined): WriteShape {
  const type = knownType(name);
  if (!on) return { type, redactFields: undefined, injection: undefined, on };
  const { injection } = on.method;
  const shaped: CredentialType = { ...shapeMethod(type, on.method), injection: injection ?? type.injection };
  return { type: shaped, redactFields: undefined, injection, on };
}

/** Hosts among which the provider names the account's own one in its token answer are permitted until it has. */
function withCaptured({ roles, ...policy }: Policy, { quirks }: OAuthDefinition): Policy {
  const within = Object.values(quirks.captures ?? {}).flatMap((rule) => rule.within ?? []);
  const widened = (role: Policy['roles']['api']) =>
    role && { ...role, origins: [...new Set([...role.origins, ...within])].sort() };
  const [api, verify] = [widened(roles.api), widened(roles.verify)];
  return { ...policy, roles: { ...(api && { api }), ...(verify && { verify }) } };
}

function assertSound({ type }: WriteShape, fields: Readonly<Record<string, string>>): void {
  const secrets = new Set(type.fields.filter(({ secret }) => secret).map(({ name }) => name));
  const { status, errors } = judgeFields(type, fields, secrets);
  // A credential may wait for a field; a consent that cannot lead anywhere is not asked for.
  if (status !== 'valid') throw new Problem('request/invalid', { errors });
}

function assertSomewhere(policy: Policy): void {
  if ((policy.roles.api?.origins ?? []).length > 0) return;
  const errors = [{ path: '/baseUrl', message: 'is required, or `allowedOrigins`, or a `provider` that names them' }];
  throw new Problem('request/invalid', { errors });
}

/** @throws Problem `request/invalid`, `oauth-configuration/domain-refused`, `credential/plain-http-refused` */
function policyFor(shape: WriteShape, draft: Parameters<typeof policyOf>[1], definition: OAuthDefinition): Policy {
  const policy = tokenPolicy(withCaptured(policyOf(shape, draft).policy, definition), definition);
  assertSomewhere(policy);
  assertWithinDomains(definition, policy.roles.api?.origins ?? []);
  return policy;
}

/**
 * @throws Problem `request/invalid`, `credential/origin-invalid`, `credential/plain-http-refused`,
 *   `oauth-configuration/domain-refused`
 */
export function planConnection(
  { services }: Call,
  { type, on, body, given }: ConnectionDraft,
  definition: OAuthDefinition,
): WritePlan {
  const shape = shapeOfConnection(type, on);
  const draft = draftOf(body, shape, given, services.clock());
  assertSound(shape, effectiveFields(shape.type, draft.members.fields));
  const policyBytes = canonicalPolicy(policyFor(shape, draft, definition));
  return {
    type: shape.type,
    provider: on?.name,
    draft,
    given,
    validity: { status: 'incomplete', errors: [WAITING] },
    policyBytes,
    policyHash: policyHash(policyBytes).toString('hex'),
    named: [],
  };
}

/** The policy of a connection that is stored and was never connected, a copy for example. */
export function policyOfRecord(record: Credential, on: OnProvider | undefined, definition: OAuthDefinition): Policy {
  const shape = shapeOfConnection(record.type, on);
  const members: DraftedMembers = record;
  return policyFor(shape, { members, options: leastPolicyOptions }, definition);
}
