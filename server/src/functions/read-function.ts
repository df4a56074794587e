/**
 * Reads a function's definition, YAML or JSON. It is taken whole or not at all, and whoever wrote it is told everything
 * that is wrong with it at once, by line and path. Both planes read by this, the broker again before it believes anything.
 */
import canonicalize from 'canonicalize';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { type FileViolation, isYamlFile, readYaml } from '../catalogue/read-yaml.ts';
import { sha256 } from '../domain/encoding.ts';
import { isNameless } from '../domain/injection-rule.ts';
import { parseTemplate } from '../domain/template.ts';
import { checkFunction } from './check-function.ts';
import type {
  CredentialParameter,
  FunctionBody,
  FunctionDefinition,
  FunctionParameter,
  PlacedField,
  ReadFunction,
} from './function-definition.ts';
import { bodies, credentialParameter, outerShape, valueParameter } from './function-schema.ts';
import { parseFunctionUrl } from './function-url.ts';

const FILE = 'function';
const MOST_VIOLATIONS = 50;

/** A function, or why the text gives none. */
export type FunctionReading = { readonly read: ReadFunction } | { readonly violations: readonly FileViolation[] };

type Finding = readonly [path: string, message: string];

interface ShapeError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message: string;
}

const shapes = {
  outer: Compile(outerShape),
  value: Compile(valueParameter),
  credential: Compile(credentialParameter),
  json: Compile(bodies.json),
  form: Compile(bodies.form),
  xml: Compile(bodies.xml),
};

/** One a path; an unknown key is named at itself, not at its parent. */
function faultsOf(shape: ReturnType<typeof Compile<TSchema>>, value: unknown, at: string): Finding[] {
  if (shape.Check(value)) return [];
  const byPath = new Map<string, string>();
  for (const { keyword, instancePath, message } of shape.Errors(value) as readonly ShapeError[]) {
    if (keyword === 'additionalProperties' || byPath.has(instancePath)) continue;
    byPath.set(instancePath, keyword === 'boolean' ? 'is not a key that is taken here' : message);
  }
  return [...byPath].map(([path, message]) => [`${at}${path}`, message]);
}

function memberOf(value: unknown, name: string): unknown {
  const isRecord = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return isRecord ? (value as Record<string, unknown>)[name] : undefined;
}

function bodyFaults(body: unknown): Finding[] {
  const kind = (['json', 'form', 'xml'] as const).find((name) => memberOf(body, name) !== undefined);
  if (kind === undefined) return [['/request/body', 'has one of `json`, `form` and `xml`']];
  return faultsOf(shapes[kind] as never, body, '/request/body');
}

function findShapeFaults(value: unknown): Finding[] {
  const outer = faultsOf(shapes.outer as never, value, '');
  if (outer.length > 0) return outer;
  const { request, parameters = {} } = value as { request: { body?: unknown }; parameters?: object };
  const faults = Object.entries(parameters).flatMap(([name, spec]) => {
    const shape = memberOf(spec, 'type') === 'credential' ? shapes.credential : shapes.value;
    return faultsOf(shape as never, spec, `/parameters/${name}`);
  });
  return request.body === undefined ? faults : [...faults, ...bodyFaults(request.body)];
}

/** Without a body of the author's: an object of the parameters that stand in it. */
function bodyOf({ request, parameters }: FunctionDefinition): FunctionBody | undefined {
  if (request.body) return request.body;
  const inBody = Object.entries(parameters).filter(([, { location }]) => location === 'body');
  if (inBody.length === 0) return undefined;
  return { json: Object.fromEntries(inBody.map(([name, { as = name }]) => [as, `\${${name}}`])) };
}

function placedField(
  parameter: string,
  { location, as = parameter, value: key, field, template = '${value}' }: CredentialParameter,
  place: string,
): PlacedField {
  const named = location === 'body' ? place : location === 'header' ? as.toLowerCase() : as;
  const value = parseTemplate(template.replace(/\$\{value(?=[|}])/g, `\${${field}`));
  return { parameter, key, step: { into: location, name: isNameless(location) ? '' : named, value } };
}

function isCredential(entry: [string, FunctionParameter]): entry is [string, CredentialParameter] {
  return entry[1].type === 'credential';
}

/** What it does, whether it is active or not. */
function digestOf({ state: _, ...doing }: FunctionDefinition): string {
  return sha256(canonicalize(doing)!).toString('hex');
}

function judge(definition: FunctionDefinition, findings: Finding[]): ReadFunction | undefined {
  const url = parseFunctionUrl(definition.request.url);
  if (typeof url === 'string') {
    findings.push(['/request/url', url]);
    return undefined;
  }
  const body = bodyOf(definition);
  const places = checkFunction(definition, { url, body }, (path, message) => findings.push([path, message]));
  if (findings.length > 0) return undefined;
  const placed = Object.entries(definition.parameters)
    .filter(isCredential)
    .map(([name, spec]) => placedField(name, spec, places.get(name) ?? ''));
  return { definition, document: canonicalize(definition)!, digest: digestOf(definition), url, body, placed };
}

/**
 * @param text - At most 64 KiB.
 * @param expectedName - What it has to be called, where something else has said so already.
 */
export function readFunction(text: string, expectedName?: string): FunctionReading {
  const yaml = readYaml(FILE, text);
  if (!isYamlFile(yaml)) return { violations: yaml };
  const findings = findShapeFaults(yaml.value);
  if (findings.length === 0) {
    const { state = 'draft', parameters = {}, ...rest } = yaml.value as FunctionDefinition;
    const definition = { ...rest, state, parameters };
    if (definition.name !== (expectedName ?? definition.name))
      findings.push(['/name', 'is not what it is saved under']);
    const read = judge(definition, findings);
    if (read && findings.length === 0) return { read };
  }
  const violations = findings.slice(0, MOST_VIOLATIONS).map(([path, message]) => {
    return { file: FILE, line: yaml.lineOf(path), path, message };
  });
  return { violations: violations.sort((one, other) => one.line - other.line) };
}
