/**
 * The policy of a credential: which secret fields may leave in which role, to which origins, in which placements. Its
 * canonical bytes are authenticated with every envelope, so that editing a policy closes the envelopes.
 *
 * @see RFC 8785 (JSON canonicalization)
 */
import { isDeepStrictEqual } from 'node:util';
import canonicalize from 'canonicalize';
import { sha256 } from './encoding.ts';
import type { Placement } from './injection-rule.ts';
import { isLoopbackHost, type Origin } from './origin.ts';
import { Problem } from './problem.ts';
import type { Release } from './release.ts';
import { isBelow, parentOf } from './suffix-origin.ts';

/** What a secret leaves for: calls of the API, token requests, verification. */
export type PolicyRole = 'api' | 'token' | 'verify';

/** Stands in `Policy.fields` for every secret field of a credential that is not listed itself; no field has this name. */
export const ANY_FIELD = '*';

export interface RolePolicy {
  /** Exact origins and suffix origins (`https://*.example.com`), sorted; for `token` whole URLs. */
  readonly origins: readonly Origin[];
  /** Exact placements, sorted. */
  readonly placements: readonly Placement[];
}

export interface Policy {
  readonly version: 1;
  /** Of a credential on a provider: its name. */
  readonly provider?: string;
  /** For each secret field the roles in which it may leave, sorted. */
  readonly fields: Readonly<Record<string, readonly PolicyRole[]>>;
  readonly roles: Readonly<Partial<Record<PolicyRole, RolePolicy>>>;
  /** Whether origins other than loopback may be plain HTTP. */
  readonly plainHttp: 'loopback' | 'permitted';
  /** Uses that hand a secret out; none by default. */
  readonly release: readonly Release[];
  /** Whether the upstream's Set-Cookie reaches the caller; dropped by default. */
  readonly setCookie: 'dropped' | 'permitted';
  /** Whether answers are searched for the secret; off only for media. */
  readonly scrub: 'on' | 'off';
  /** Present where calls may be upgraded to a WebSocket. Absent is refused: policies from before it say the same as ever. */
  readonly webSocket?: 'permitted';
}

/** What of a policy a request can name; each part stands for itself when two policies are compared. */
export const policyParts = [
  'provider',
  'origins',
  'placements',
  'plainHttp',
  'release',
  'setCookie',
  'scrub',
  'webSocket',
] as const;

export type PolicyPart = (typeof policyParts)[number];

function partOf({ fields, roles, ...options }: Policy, part: PolicyPart): unknown {
  const ofRoles = (name: keyof RolePolicy) => [roles.api, roles.token, roles.verify].map((role) => role?.[name] ?? []);
  if (part === 'origins') return ofRoles('origins');
  return part === 'placements' ? [fields, ofRoles('placements')] : options[part];
}

/** Whether two policies permit the same in this part. */
export function isSamePart(part: PolicyPart, one: Policy, other: Policy): boolean {
  return isDeepStrictEqual(partOf(one, part), partOf(other, part));
}

/** The stored form of a policy: RFC 8785 JSON in UTF-8. */
export function canonicalPolicy(policy: Policy): Buffer {
  return Buffer.from(canonicalize(policy)!, 'utf8');
}

/** SHA-256 of the policy bytes, as authenticated with each envelope. */
export function policyHash(policyBytes: Uint8Array): Buffer {
  return sha256(policyBytes);
}

/**
 * Reads policy bytes. Call it only after an envelope has opened under them: before that they are unauthenticated.
 */
export function parsePolicy(policyBytes: Uint8Array): Policy {
  return JSON.parse(Buffer.from(policyBytes).toString('utf8')) as Policy;
}

function isSchemePermitted(policy: Policy, origin: Origin): boolean {
  const url = new URL(origin);
  // What is not called but connected to says in its placement how.
  return url.protocol !== 'http:' || policy.plainHttp === 'permitted' || isLoopbackHost(url.hostname);
}

/** Origins that a secret may leave to. */
export interface PermittedOrigins {
  /** Whether it may leave to this one, given in its normal form. */
  has(origin: Origin): boolean;
}

/** The origins that the policy permits in a role, over plain HTTP only where that is permitted; ready for many questions. */
export function permittedOriginsOf(policy: Policy, role: PolicyRole): PermittedOrigins {
  const listed = (policy.roles[role]?.origins ?? []).filter((origin) => isSchemePermitted(policy, origin));
  const suffixes = listed.filter((origin) => parentOf(origin) !== undefined);
  // A suffix origin is none itself: a base URL with a star in its host names no host.
  const exact = new Set(listed.filter((origin) => parentOf(origin) === undefined));
  return { has: (origin) => exact.has(origin) || suffixes.some((suffix) => isBelow(origin, suffix)) };
}

/** Whether the field may stand in this placement in this role. */
export function permitsPlacement(policy: Policy, role: PolicyRole, field: string, placement: Placement): boolean {
  const listed = Object.hasOwn(policy.fields, field) ? field : ANY_FIELD;
  const isFieldInRole = Object.hasOwn(policy.fields, listed) && policy.fields[listed]!.includes(role);
  return isFieldInRole && (policy.roles[role]?.placements.includes(placement) ?? false);
}

/**
 * Refuses origins that the policy's own `plainHttp` would never let a secret go to, while it is being written.
 *
 * @throws Problem `credential/plain-http-refused`
 */
export function assertOriginsUsable(policy: Policy): void {
  const origins = Object.values(policy.roles).flatMap((role) => role.origins);
  if (!origins.every((origin) => isSchemePermitted(policy, origin))) throw new Problem('credential/plain-http-refused');
}
