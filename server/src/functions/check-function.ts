/**
 * What the shape of a definition cannot say: that every parameter stands where it says it does, and nothing of a caller's
 * beside a secret.
 */
import { isBodyPlace } from '../domain/body-place.ts';
import { isInjectableHeader } from '../domain/injection-rule.ts';
import { fieldsOf } from '../domain/template.ts';
import { bodyKindOf } from '../request/edit-body.ts';
import { type BodyLeaf, leavesOf } from './body-leaves.ts';
import { checkCredentialParameter, checkName, checkValueParameter, type Report } from './check-parameters.ts';
import {
  type FunctionBody,
  type FunctionDefinition,
  type FunctionParameter,
  type FunctionUrl,
  referencesOf,
} from './function-definition.ts';
import { namesIn, wholeOf } from './placeholders.ts';

/** Whether a header's name may stand in a definition as it is. */
function isLiteralHeader(name: string): boolean {
  return isInjectableHeader(name) && !/^(?:authorization|cookie2?)$/i.test(name);
}

function checkHeaders({ request, parameters }: FunctionDefinition, report: Report): void {
  const headers = Object.entries(request.headers ?? {});
  const taken = new Set<string>();
  for (const [name, value] of headers) {
    const path = `/request/headers/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!isLiteralHeader(name)) report(path, 'is not a header that a function sets: credentials have their own place');
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) report(path, 'has a character that no header takes');
    if (value.includes('${')) report(path, 'takes no placeholder: give the parameter the location `header`');
    if (taken.has(name.toLowerCase())) report(path, 'stands twice');
    taken.add(name.toLowerCase());
  }
  const queries = new Set<string>();
  for (const [parameter, { location, as = parameter }] of Object.entries(parameters)) {
    const names = location === 'header' ? taken : location === 'query' ? queries : undefined;
    const sent = location === 'header' ? as.toLowerCase() : as;
    if (names?.has(sent)) report(`/parameters/${parameter}`, `stands twice in the ${location}`);
    names?.add(sent);
  }
}

function isWrongType(body: FunctionBody, type: string): boolean {
  if ('xml' in body) return !/^(?:text|application)\/(?:[^/;]+\+)?xml(?:\s*;.*)?$/i.test(type);
  try {
    return bodyKindOf(type) !== ('json' in body ? 'json' : 'form');
  } catch {
    return true;
  }
}

function checkContentType(definition: FunctionDefinition, body: FunctionBody | undefined, report: Report): void {
  const { headers = {}, method } = definition.request;
  const given = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type');
  if (body && method === 'GET') report('/request/method', 'is one that sends no body');
  if (given && !body) report(`/request/headers/${given[0]}`, 'is for a body, and there is none');
  if (given && body && isWrongType(body, given[1])) report(`/request/headers/${given[0]}`, 'is not that of the body');
}

/** A name that stands in a template and is no parameter for that place. */
function checkNames(names: readonly string[], { at, definition, report }: Place): void {
  for (const name of names) {
    const spec = Object.hasOwn(definition.parameters, name) ? definition.parameters[name] : undefined;
    if (spec?.location !== at.location) report(at.path, `has a placeholder that is no parameter of the ${at.location}`);
  }
}

interface Place {
  readonly at: { readonly path: string; readonly location: 'path' | 'body' };
  readonly definition: FunctionDefinition;
  readonly report: Report;
}

function isSecret(definition: FunctionDefinition, name: string): boolean {
  return Object.hasOwn(definition.parameters, name) && definition.parameters[name]!.type === 'credential';
}

function isScalar(spec: FunctionParameter | undefined): boolean {
  return spec?.type !== 'object' && spec?.type !== 'array';
}

function checkUrl(definition: FunctionDefinition, url: FunctionUrl, report: Report): string[] {
  const names = fieldsOf(url.path);
  checkNames(names, { at: { path: '/request/url', location: 'path' }, definition, report });
  const segments = url.path
    .map((part) => (part.kind === 'text' ? part.text : `\${${part.field}}`))
    .join('')
    .split('/');
  for (const segment of segments) {
    const inside = namesIn(segment) ?? [];
    const isMixed = inside.some((name) => isSecret(definition, name)) && wholeOf(segment) === undefined;
    if (isMixed) report('/request/url', 'has a credential that shares its segment');
  }
  if (url.origin === undefined && definition.credential === undefined) {
    report('/request/url', 'is absolute where no credential is named whole');
  }
  return names;
}

function checkLeaf({ path, place, text, isInArray }: BodyLeaf, place_: Omit<Place, 'at'>, isXml: boolean): string[] {
  const { definition, report } = place_;
  const names = namesIn(text);
  if (!names) {
    report(path, 'has a placeholder that is not well formed');
    return [];
  }
  checkNames(names, { at: { path, location: 'body' }, definition, report });
  const isWhole = isXml ? names.length === 1 : wholeOf(text) !== undefined;
  const hasSecret = names.some((name) => isSecret(definition, name));
  if (hasSecret && !isWhole) report(path, 'has a credential that shares its place');
  if (hasSecret && (isInArray || !isBodyPlace(place))) report(path, 'is no place that a policy can name');
  const isStructured = names.some((name) => !isScalar(definition.parameters[name]));
  if (isStructured && !isWhole) report(path, 'has an object or array in the middle of a text');
  return [...names];
}

/** @returns by parameter the place of each credential's field in the body */
function checkBody(
  definition: FunctionDefinition,
  body: FunctionBody | undefined,
  report: Report,
): { readonly names: readonly string[]; readonly places: ReadonlyMap<string, string> } {
  const places = new Map<string, string>();
  const leaves = body ? leavesOf(body) : [];
  if (typeof leaves === 'string') {
    report('/request/body', leaves);
    return { names: [], places };
  }
  const isXml = body !== undefined && 'xml' in body;
  const names = leaves.flatMap((leaf) => {
    const inside = checkLeaf(leaf, { definition, report }, isXml);
    for (const name of inside.filter((inner) => isSecret(definition, inner))) {
      if (places.has(name)) report(leaf.path, 'has a credential that stands elsewhere, too: each place is a parameter');
      places.set(name, leaf.place);
    }
    return inside;
  });
  return { names, places };
}

/**
 * Checks a definition that has the right shape.
 *
 * @param body - The author's, or the object that parameters make without one.
 * @returns by parameter the place of each credential's field in the body
 */
export function checkFunction(
  definition: FunctionDefinition,
  { url, body }: { readonly url: FunctionUrl; readonly body: FunctionBody | undefined },
  report: Report,
): ReadonlyMap<string, string> {
  if (referencesOf(definition).length === 0) report('/credential', 'is missing: a function places at least one');
  checkHeaders(definition, report);
  checkContentType(definition, body, report);
  const inPath = checkUrl(definition, url, report);
  const { names: inBody, places } = checkBody(definition, body, report);
  for (const [name, spec] of Object.entries(definition.parameters)) {
    const at: Report = (path, message) => report(`/parameters/${name}${path}`, message);
    checkName(spec, name, at);
    if (spec.type === 'credential') checkCredentialParameter(spec, at);
    else checkValueParameter(spec, body, at);
    const placed = spec.location === 'path' ? inPath : spec.location === 'body' ? inBody : undefined;
    if (placed && !placed.includes(name)) at('', `does not stand in the ${spec.location === 'path' ? 'URL' : 'body'}`);
    const isTwice = spec.type === 'credential' && inPath.filter((inner) => inner === name).length > 1;
    if (isTwice) at('', 'stands twice in the URL');
  }
  return places;
}
