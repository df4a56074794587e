/** What the shape of a definition cannot say about its parameters. */
import { isUsablePattern } from '../catalogue/matches-pattern.ts';
import { isInjectableHeader } from '../domain/injection-rule.ts';
import { fieldsOf, parseTemplate } from '../domain/template.ts';
import type { CredentialParameter, FunctionBody, FunctionParameter, ValueParameter } from './function-definition.ts';
import { judgeValue } from './judge-value.ts';

export type Report = (path: string, message: string) => void;

/** What only a credential puts in, what says how the body is read, and what never reaches an upstream. */
const NOT_FOR_CALLERS = /^(?:authorization|cookie2?|content-type|accept-encoding|range|if-.+|x-forwarded-.*|sec-.*)$/;

type Rule = 'enum' | 'pattern' | 'minLength' | 'maxLength' | 'minimum' | 'maximum' | 'minItems' | 'maxItems' | 'items';

const rulesOf: Record<ValueParameter['type'], readonly Rule[]> = {
  string: ['enum', 'pattern', 'minLength', 'maxLength'],
  number: ['enum', 'minimum', 'maximum'],
  integer: ['enum', 'minimum', 'maximum'],
  boolean: [],
  object: [],
  array: ['enum', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'items'],
};
const everyRule = rulesOf.array;

function isQueryName(name: string): boolean {
  return name.length > 0 && name.isWellFormed();
}

/** Names of the parts of a request that a parameter may be called by there. */
export function checkName(spec: FunctionParameter, name: string, report: Report): void {
  const { location, as } = spec;
  const sent = as ?? name;
  const isByName = location === 'header' || location === 'query' || location === 'body';
  if (as !== undefined && !isByName) report('/as', 'is for headers, queries and bodies');
  if (location === 'header' && !isInjectableHeader(sent)) report('/as', 'is not the name of a header that may be sent');
  if (location === 'query' && !isQueryName(sent)) report('/as', 'is not the name of a query parameter');
  if (spec.type === 'credential' || location !== 'header') return;
  if (NOT_FOR_CALLERS.test(sent.toLowerCase())) report('/as', 'names a header that no caller gives');
}

function checkType({ type, location, items }: ValueParameter, body: FunctionBody | undefined, report: Report): void {
  const isJson = location === 'body' && body !== undefined && 'json' in body;
  const isList = location === 'query' || (location === 'body' && body !== undefined && !('xml' in body));
  if (type === 'object' && !isJson) report('/type', 'is an object, which stands in a JSON body alone');
  if (type === 'array' && !isList) report('/type', 'is an array, which stands in a query, a form or a JSON body');
  if (items !== undefined && type !== 'array') report('/items', 'is for arrays');
}

/** A caller's parameter. */
export function checkValueParameter(spec: ValueParameter, body: FunctionBody | undefined, report: Report): void {
  checkType(spec, body, report);
  for (const rule of everyRule) {
    const isStray = spec[rule] !== undefined && !rulesOf[spec.type].includes(rule) && rule !== 'items';
    if (isStray) report(`/${rule}`, `is not for values of type ${spec.type}`);
  }
  if (spec.pattern !== undefined && !isUsablePattern(spec.pattern)) {
    report('/pattern', 'is not a pattern that every reader takes: no look-around, no back references');
    return;
  }
  const isSure = spec.required === true || spec.default !== undefined;
  if (spec.location === 'path' && !isSure)
    report('/required', 'is true, or there is a default, of what stands in a path');
  if (spec.default === undefined) return;
  const isInXml = spec.location === 'body' && body !== undefined && 'xml' in body;
  const broken = judgeValue(spec, spec.default, isInXml);
  if (broken !== undefined) report('/default', broken);
}

function fieldsOrNone(template: string): readonly string[] {
  try {
    return fieldsOf(parseTemplate(template));
  } catch {
    return [];
  }
}

/** A credential's field that is placed by hand. */
export function checkCredentialParameter({ template = '${value}' }: CredentialParameter, report: Report): void {
  const names = fieldsOrNone(template);
  if (names.length === 0 || names.some((name) => name !== 'value')) {
    report('/template', 'has `${value}` in it, with filters that there are, and no other placeholder');
  }
}
