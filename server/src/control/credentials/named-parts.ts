/**
 * Which parts of its policy a request named itself. All others come from the record, which whoever writes to the database
 * can edit: the broker holds those to what the live secrets were sealed with.
 */
import { fieldsOfTarget } from '../../catalogue/take-method.ts';
import type { Credential } from '../../domain/credential.ts';
import { originOf } from '../../domain/origin.ts';
import { type PolicyPart, policyParts } from '../../domain/policy.ts';
import type { CredentialBody, CredentialPatch } from './credential-body.ts';
import type { Draft } from './draft.ts';
import type { GivenValues } from './given-values.ts';
import type { OnProvider } from './on-provider.ts';
import { secretsBrought } from './plan.ts';
import { takesAnew } from './write-shape.ts';

function originsOf({ baseUrl, allowedOrigins = [] }: Pick<Credential, 'baseUrl' | 'allowedOrigins'>): string[] {
  return [...(baseUrl === undefined ? [] : [originOf(baseUrl)]), ...allowedOrigins];
}

/** Whether no origin is left from the record: naming one of two members vouches for nothing in the other. */
function areOriginsNamed({ baseUrl, allowedOrigins }: CredentialPatch, { members }: Draft): boolean {
  if (baseUrl === undefined && allowedOrigins === undefined) return false;
  const named = originsOf({
    ...(baseUrl !== undefined && members.baseUrl !== undefined && { baseUrl: members.baseUrl }),
    ...(allowedOrigins !== undefined && members.allowedOrigins && { allowedOrigins: members.allowedOrigins }),
  });
  return originsOf(members).every((origin) => named.includes(origin));
}

/** Placements follow from a rule, from plain fields, and of an open type from the names of its secrets. */
function arePlacementsNamed(
  { injection, redactFields, policy }: CredentialPatch,
  given: GivenValues,
  current: Credential,
): boolean {
  const isTold = injection !== undefined || redactFields !== undefined || policy?.placements !== undefined;
  const isFirst = secretsBrought(given).some((field) => !Object.hasOwn(current.secrets, field));
  return isTold || policy === null || isFirst || given.fields.size > 0 || given.binary.size > 0;
}

/** Of a provider the origins follow from plain fields: who names all of them leaves nothing to the record but the provider. */
function isTargetNamed(body: CredentialPatch, on: OnProvider, given: GivenValues): boolean {
  const names = fieldsOfTarget(on.method);
  // A base URL of one's own may be in the record, and no field says so.
  return !on.method.ownBaseUrl && takesAnew(body, on) && names.every((name) => given.fields.has(name));
}

/** What a patch is judged by. */
interface PatchParts {
  readonly draft: Draft;
  readonly given: GivenValues;
  readonly current: Credential;
  readonly on: OnProvider | undefined;
}

/** The parts that a replacement names: all, the provider only where it does. */
export function partsOfReplacement({ provider }: CredentialBody): readonly PolicyPart[] {
  return provider === undefined ? policyParts.filter((part) => part !== 'provider') : policyParts;
}

/** The parts that a patch names; a creation and a replacement name all. */
export function namedParts(body: CredentialPatch, { draft, given, current, on }: PatchParts): PolicyPart[] {
  const options = ['plainHttp', 'release', 'setCookie', 'scrub', 'webSocket'] as const;
  return [
    ...(body.provider === undefined ? [] : (['provider'] as const)),
    ...((on ? isTargetNamed(body, on, given) : areOriginsNamed(body, draft)) ? (['origins'] as const) : []),
    ...(arePlacementsNamed(body, given, current) ? (['placements'] as const) : []),
    ...options.filter((option) => body.policy === null || body.policy?.[option] !== undefined),
  ];
}
