/**
 * Injection rules: where the fields of a credential go in an outgoing request. A type declares steps whose names and
 * conditions may read non-secret fields; resolving them for one credential gives placements, and these are sealed.
 */
import { isBodyPlace } from './body-place.ts';
import { parseTokenUrl } from './origin.ts';
import { Problem } from './problem.ts';
import { fieldsOf, type Lookup, parseTemplate, renderTemplate, type Template } from './template.ts';

/** Where a step of a credential's own rule can put its value. */
export const valuePlaces = ['header', 'query', 'cookie', 'basic', 'path', 'host', 'body'] as const;

/** What a step can do: put a value somewhere, or have a signer make something of several. */
export const places = [...valuePlaces, 'signer'] as const;

/**
 * The signers. They put in what is made anew for each request or connection: a signature, a token that was signed or
 * asked for, a client certificate.
 */
export const signerNames = ['aws-sigv4', 'jwt', 'jwt-bearer', 'mtls'] as const;

export type SignerName = (typeof signerNames)[number];

/** Header fields that each signer writes, in lower case; the caller's of these names are dropped. */
export const signerSlots: Readonly<Record<SignerName, ReadonlySet<string>>> = {
  'aws-sigv4': new Set(['authorization', 'x-amz-date', 'x-amz-content-sha256', 'x-amz-security-token']),
  jwt: new Set(['authorization']),
  'jwt-bearer': new Set(['authorization']),
  mtls: new Set(),
};

/** One declared step. `name`, `value`, `inputs` and `tokenUrl` are templates; `when` compares a non-secret field. */
export interface InjectionStep {
  readonly into: (typeof places)[number];
  /**
   * Name of the header, parameter or cookie; of a body a JSON pointer (`/auth/token`) or a form's field; of a signer its
   * own; none for `basic`, `path` and `host`. Reads non-secret fields only.
   */
  readonly name?: string;
  /**
   * The value; for `basic` the user-id and password as `user:password`, for `path` one segment between the base URL's
   * path and the caller's, for `host` the labels before the base URL's host; empty for a signer.
   */
  readonly value: string;
  /** What a signer works with, under the names that it knows. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Whom a signer asks for a token: sealed as the one URL of the role `token`. Reads non-secret fields only. */
  readonly tokenUrl?: string;
  readonly when?: { readonly field: string; readonly equals: string };
}

/** A step for one credential: its name known, its value waiting for the secret. */
export interface ResolvedStep {
  readonly into: InjectionStep['into'];
  /** Lower case for headers; as written for queries and cookies; empty where the place has no name. */
  readonly name: string;
  readonly value: Template;
  /** Of a signer. */
  readonly inputs?: Readonly<Record<string, Template>>;
  /** Of a signer that asks for a token, in its normal form; absent where the field is not set. */
  readonly tokenUrl?: string;
}

/** Where a value stands in a request: `header:x-api-key`, `query:token`, `body:/auth/token`, `basic`, `path` … */
export type Placement = string;

/** There is one of each. */
const namelessPlaces: readonly InjectionStep['into'][] = ['basic', 'path', 'host'];

/** Whether steps into this place have no name. */
export function isNameless(into: InjectionStep['into']): boolean {
  return namelessPlaces.includes(into);
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_REFUSED = new Set(
  (
    'connection content-encoding content-length expect forwarded host keep-alive proxy-authenticate ' +
    'proxy-authorization proxy-connection te trailer transfer-encoding upgrade via x-http-method ' +
    'x-http-method-override x-method-override'
  ).split(' '),
);

/** Whether a header may carry a credential: a token (RFC 9110, section 5.6.2) that does not steer the connection. */
export function isInjectableHeader(name: string): boolean {
  // Gateway interfaces (RFC 3875, section 4.1.18) fold "_" and "-" into one.
  const lower = name.toLowerCase().replaceAll('_', '-');
  return TOKEN.test(name) && !HEADER_REFUSED.has(lower) && !lower.startsWith('keyward-');
}

function isInjectableName(into: InjectionStep['into'], name: string): boolean {
  switch (into) {
    case 'header':
      return isInjectableHeader(name);
    case 'cookie':
      return TOKEN.test(name);
    case 'query':
      return name.length > 0 && name.length <= 256 && name.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(name);
    case 'body':
      return isBodyPlace(name);
    case 'signer':
      return (signerNames as readonly string[]).includes(name);
    case 'basic':
    case 'path':
    case 'host':
      return true;
  }
}

function resolveSigner({ inputs = {}, tokenUrl }: InjectionStep, lookup: Lookup): Partial<ResolvedStep> {
  const url = tokenUrl && renderTemplate(parseTemplate(tokenUrl), lookup);
  return {
    inputs: Object.fromEntries(Object.entries(inputs).map(([input, value]) => [input, parseTemplate(value)])),
    ...(url && { tokenUrl: parseTokenUrl(url) }),
  };
}

/**
 * The steps of a rule for one credential.
 *
 * @param lookup - Non-secret fields, defaults included.
 * @throws Problem `request/invalid` where a field names a header, cookie, parameter or place in a body that cannot carry a value
 * @throws Problem `credential/origin-invalid` where a token URL is none
 */
export function resolveRule(rule: readonly InjectionStep[], lookup: Lookup): ResolvedStep[] {
  return rule
    .filter((step) => !step.when || lookup(step.when.field) === step.when.equals)
    .map((step) => {
      const name = renderTemplate(parseTemplate(step.name ?? ''), lookup);
      if (!isInjectableName(step.into, name)) {
        throw new Problem('request/invalid', {
          errors: [{ path: '/fields/name', message: `is not the name of a ${step.into} that may carry a credential` }],
        });
      }
      return {
        into: step.into,
        name: step.into === 'header' ? name.toLowerCase() : name,
        value: parseTemplate(step.value),
        ...(step.into === 'signer' && resolveSigner(step, lookup)),
      };
    });
}

/** Where the step puts its value, in the form that policies list. */
export function placementOf(step: ResolvedStep): Placement {
  return isNameless(step.into) ? step.into : `${step.into}:${step.name}`;
}

/** The place that a placement is in; undefined for those of databases, which are in no request. */
export function placeOf(placement: Placement): InjectionStep['into'] | undefined {
  const [into] = placement.split(':', 1);
  return places.find((place) => place === into);
}

/** The fields that a step's value, or its signer, reads. */
export function fieldsOfStep({ value, inputs = {} }: ResolvedStep): string[] {
  return [value, ...Object.values(inputs)].flatMap(fieldsOf);
}
