/**
 * A credential as a request wants it to be: everything that a client may say about it, checked and in normal form,
 * without secrets. A replacement says everything anew; a patch changes what it names.
 */
import { baseUrlOf, takeMethod } from '../../catalogue/take-method.ts';
import type { Credential } from '../../domain/credential.ts';
import type { Instant } from '../../domain/instant.ts';
import { parseAllowedOrigin, parseBaseUrl } from '../../domain/origin.ts';
import { Problem, type ProblemCode } from '../../domain/problem.ts';
import { readFutureInstant } from '../read-future-instant.ts';
import { readLimits } from '../read-limits.ts';
import type { CredentialBody, CredentialPatch } from './credential-body.ts';
import type { GivenValues } from './given-values.ts';
import type { OnProvider } from './on-provider.ts';
import { choosePolicy, leastPolicyOptions, type PolicyOptions } from './policy-options.ts';
import { keptPlain, takesAnew, type WriteShape } from './write-shape.ts';

/** The members of a record that a draft decides. */
export type DraftedMembers = Pick<
  Credential,
  | 'name'
  | 'description'
  | 'owner'
  | 'labels'
  | 'baseUrl'
  | 'allowedOrigins'
  | 'fields'
  | 'binaryFields'
  | 'redactFields'
  | 'injection'
  | 'expiresAt'
  | 'limits'
>;

export interface Draft {
  readonly members: DraftedMembers;
  readonly options: PolicyOptions;
}

// `null` removes, absence keeps: `kept` is undefined where a member left out is removed too.
function choose<T>(given: T | null | undefined, kept: T | undefined): T | undefined {
  return given === undefined ? kept : (given ?? undefined);
}

function given<Raw, T>(raw: Raw | null | undefined, read: (raw: Raw) => T): T | null | undefined {
  if (raw === undefined) return undefined;
  return raw === null ? null : read(raw);
}

function parseAt<T>(path: string, code: ProblemCode, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== code) throw error;
    const message = error.detail ?? 'is not an origin or base URL of http or https';
    throw new Problem(code, { errors: [{ path, message }] });
  }
}

function readBaseUrl(text: string): string {
  return parseAt('/baseUrl', 'credential/origin-invalid', () => parseBaseUrl(text));
}

function readOrigins(texts: readonly string[]): readonly string[] {
  const origins = texts.map((text, index) =>
    parseAt(`/allowedOrigins/${index}`, 'credential/origin-invalid', () => parseAllowedOrigin(text)),
  );
  return [...new Set(origins)].sort();
}

type PlainValues = Pick<DraftedMembers, 'fields' | 'binaryFields'>;

/** A field is text or binary, whichever was given last. */
function mergeValues(kept: PlainValues, given: GivenValues): PlainValues {
  const isKept = (field: string) => !given.fields.has(field) && !given.binary.has(field);
  const keptText = Object.entries(kept.fields).filter(([field]) => isKept(field));
  const keptBinary = Object.entries(kept.binaryFields ?? {}).filter(([field]) => isKept(field));
  const text = [...given.fields].filter((pair): pair is [string, string] => pair[1] !== null);
  const binary = [...keptBinary, ...given.binary];
  return {
    fields: Object.fromEntries([...keptText, ...text]),
    ...(binary.length > 0 ? { binaryFields: Object.fromEntries(binary) } : { binaryFields: undefined }),
  };
}

function membersOf(
  body: CredentialBody | CredentialPatch,
  values: PlainValues & Pick<WriteShape, 'redactFields' | 'injection'>,
  kept: Partial<DraftedMembers>,
  now: Instant,
): DraftedMembers {
  const origins = given(body.allowedOrigins, readOrigins);
  // Limits that limit nothing mean the same as none.
  const limits = given(body.limits, (input) => readLimits(input) ?? null);
  return {
    name: choose(body.name, kept.name),
    description: choose(body.description, kept.description),
    owner: choose(body.owner, kept.owner),
    labels: choose(body.labels, kept.labels) ?? {},
    baseUrl: choose(given(body.baseUrl, readBaseUrl), kept.baseUrl),
    // An empty list means the same as none, and one form is kept.
    allowedOrigins: choose(origins?.length === 0 ? null : origins, kept.allowedOrigins),
    ...values,
    limits: choose(limits, kept.limits),
    expiresAt: choose(
      given(body.expiresAt, (text) => readFutureInstant('/expiresAt', text, now)),
      kept.expiresAt,
    ),
  };
}

function taking(members: DraftedMembers, { method }: OnProvider, own: string | undefined): DraftedMembers {
  const { fields, baseUrl, allowedOrigins, injection } = takeMethod(method, members.fields, own);
  return { ...members, fields, baseUrl, allowedOrigins, injection };
}

/** A base URL that was brought stays; one that came from the provider is made anew. */
function ownBaseUrl(current: Credential, { baseUrl }: DraftedMembers, { method }: OnProvider): string | undefined {
  const isBrought = method.ownBaseUrl && baseUrl !== baseUrlOf(method, current.fields);
  return isBrought ? baseUrl : undefined;
}

/**
 * The draft of a creation or replacement: what the body leaves out is not set.
 *
 * @throws Problem `request/invalid`, `credential/origin-invalid`; with the paths
 */
export function draftOf(body: CredentialBody, shape: WriteShape, given: GivenValues, now: Instant): Draft {
  const { redactFields, injection } = shape;
  const values = { ...mergeValues({ fields: {} }, given), redactFields, injection };
  const members = membersOf(body, values, {}, now);
  return {
    members: shape.on ? taking(members, shape.on, members.baseUrl) : members,
    options: choosePolicy(leastPolicyOptions, body.policy),
  };
}

/**
 * The draft of a patch: what the body leaves out stays, null removes.
 *
 * @param options - Those of the sealed policy; the patch's `policy` changes the members that it names.
 * @throws Problem `request/invalid`, `credential/origin-invalid`; with the paths
 */
export function patchedDraft(
  current: Credential,
  options: PolicyOptions,
  body: CredentialPatch,
  shape: WriteShape,
  given: GivenValues,
  now: Instant,
): Draft {
  const { redactFields, injection } = shape;
  const kept = { fields: keptPlain(current.fields, shape), binaryFields: keptPlain(current.binaryFields ?? {}, shape) };
  const members = membersOf(body, { ...mergeValues(kept, given), redactFields, injection }, current, now);
  const isTaken = shape.on !== undefined && takesAnew(body, shape.on);
  return {
    members: isTaken ? taking(members, shape.on!, ownBaseUrl(current, members, shape.on!)) : members,
    options: body.policy === null ? leastPolicyOptions : choosePolicy(options, body.policy),
  };
}
