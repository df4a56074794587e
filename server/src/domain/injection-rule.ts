/**
 * Injection rules: where the fields of a credential go in an outgoing request. A type declares steps whose names and
 * conditions may read non-secret fields; resolving them for one credential gives placements, and these are sealed.
 */
import { isBodyPlace } from './body-place.ts';
import { Problem } from './problem.ts';
import { fieldsOf, type Lookup, parseTemplate, renderTemplate, type Template } from './template.ts';

/** Where a step can put its value. */
export const places = ['header', 'query', 'cookie', 'basic', 'path', 'host', 'body'] as const;

/** One declared step. `name` and `value` are templates; `when` compares a non-secret field. */
export interface InjectionStep {
  readonly into: (typeof places)[number];
  /**
   * Name of the header, parameter or cookie; of a body a JSON pointer (`/auth/token`) or a form's field; none for
   * `basic`, `path` and `host`. Reads non-secret fields only.
   */
  readonly name?: string;
  /**
   * The value; for `basic` the user-id and password as `user:password`, for `path` one segment between the base URL's
   * path and the caller's, for `host` the labels before the base URL's host.
   */
  readonly value: string;
  readonly when?: { readonly field: string; readonly equals: string };
}

/** A step for one credential: its name known, its value waiting for the secret. */
export interface ResolvedStep {
  readonly into: InjectionStep['into'];
  /** Lower case for headers; as written for queries and cookies; empty where the place has no name. */
  readonly name: string;
  readonly value: Template;
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
    case 'basic':
    case 'path':
    case 'host':
      return true;
  }
}

/**
 * The steps of a rule for one credential.
 *
 * @param lookup - Non-secret fields, defaults included.
 * @throws Problem `request/invalid` where a field names a header, cookie, parameter or place in a body that cannot carry a value
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
      };
    });
}

/** Where the step puts its value, in the form that policies list. */
export function placementOf(step: ResolvedStep): Placement {
  return isNameless(step.into) ? step.into : `${step.into}:${step.name}`;
}

/** The place that a placement is in; undefined for those of signers, which put nothing anywhere by themselves. */
export function placeOf(placement: Placement): InjectionStep['into'] | undefined {
  const [into] = placement.split(':', 1);
  return places.find((place) => place === into);
}

/** The fields that a step's value reads. */
export function fieldsOfStep(step: ResolvedStep): string[] {
  return fieldsOf(step.value);
}
