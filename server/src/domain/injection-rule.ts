/**
 * Injection rules: where the fields of a credential go in an outgoing request. A type declares steps whose names and
 * conditions may read non-secret fields; resolving them for one credential gives placements, and these are sealed.
 */
import { Problem } from './problem.ts';
import { fieldsOf, type Lookup, parseTemplate, renderTemplate, type Template } from './template.ts';

/** One declared step. `name` and `value` are templates; `when` compares a non-secret field. */
export interface InjectionStep {
  readonly into: 'header' | 'query' | 'cookie' | 'basic';
  /** Name of the header, parameter or cookie; not for `basic`. Reads non-secret fields only. */
  readonly name?: string;
  /** The value; for `basic` the user-id and password as `user:password`. */
  readonly value: string;
  readonly when?: { readonly field: string; readonly equals: string };
}

/** A step for one credential: its name known, its value waiting for the secret. */
export interface ResolvedStep {
  readonly into: InjectionStep['into'];
  /** Lower case for headers; as written for queries and cookies; empty for `basic`. */
  readonly name: string;
  readonly value: Template;
}

/** Where a value stands in a request: `header:x-api-key`, `query:token`, `cookie:sid`, `basic`. */
export type Placement = string;

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
    case 'basic':
      return true;
  }
}

/**
 * The steps of a rule for one credential.
 *
 * @param lookup - Non-secret fields, defaults included.
 * @throws Problem `request/invalid` where a field names a header, cookie or parameter that cannot carry a value
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
  return step.into === 'basic' ? 'basic' : `${step.into}:${step.name}`;
}

/** The fields that a step's value reads. */
export function fieldsOfStep(step: ResolvedStep): string[] {
  return fieldsOf(step.value);
}

/**
 * Whether the place can carry the value as it is: header values are visible Latin-1 with inner blanks (RFC 9110,
 * section 5.5), cookie values are cookie-octets (RFC 6265, section 4.1.1), Basic takes no control characters
 * (RFC 7617, section 2), a query takes any text without NUL.
 */
export function canCarry(into: InjectionStep['into'], value: string): boolean {
  switch (into) {
    case 'header':
      return /^(?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?$/.test(value);
    case 'cookie':
      return /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/.test(value);
    case 'basic':
      return value.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(value);
    case 'query':
      return value.isWellFormed() && !value.includes('\u0000');
  }
}
