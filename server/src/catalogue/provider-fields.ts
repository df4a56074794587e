/** The fields of a provider's method: those of the type that it refines, with what the type says filled in, and its own. */
import { brokenRule } from './broken-rule.ts';
import type { CredentialType, FieldSpec } from './credential-type.ts';
import { isUsablePattern } from './matches-pattern.ts';
import type { FieldFile, MethodFile } from './provider-schema.ts';
import { fieldsOfUrl, parseUrlTemplate } from './url-template.ts';

/** Takes one finding: a JSON pointer below the thing that is checked, and the rule. */
export type Report = (path: string, message: string) => void;

/** All URL templates of a method whose hosts secrets may go to. */
export function urlsOf({
  baseUrl = [],
  origins = [],
  oauth,
}: MethodFile): readonly (readonly [path: string, url: string])[] {
  const bases = typeof baseUrl === 'string' ? [['/baseUrl', baseUrl] as const] : [];
  const choices = typeof baseUrl === 'string' ? [] : baseUrl.map(({ url }, at) => [`/baseUrl/${at}/url`, url] as const);
  const further = origins.map((url, at) => [`/origins/${at}`, url] as const);
  const { authorizationUrl, tokenUrl, revocationUrl, jwksUrl, issuer } = oauth ?? {};
  const ofOAuth = Object.entries({ authorizationUrl, tokenUrl, revocationUrl, jwksUrl, issuer })
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([name, url]) => [`/oauth/${name}`, url] as const);
  return [...bases, ...choices, ...further, ...ofOAuth];
}

function partsOf(method: MethodFile): Map<string, 'host' | 'path'> {
  const parts = new Map<string, 'host' | 'path'>();
  for (const [, url] of urlsOf(method)) {
    try {
      const { host, path } = fieldsOfUrl(parseUrlTemplate(url));
      for (const field of path) if (!parts.has(field)) parts.set(field, 'path');
      for (const field of host) parts.set(field, 'host');
    } catch {
      // Reported where the templates are checked.
    }
  }
  return parts;
}

/** The fields of a method in their order; all of the type's where the file lists none. */
export function fieldsOfMethod(type: CredentialType, method: MethodFile): readonly FieldSpec[] {
  const parts = partsOf(method);
  const known = new Map(type.fields.map((spec) => [spec.name, spec]));
  // A connection's tokens are handed out, and asked of nobody.
  const own = type.isConnected ? [] : type.fields.map(({ name }) => ({ name }));
  const given: readonly FieldFile[] = method.fields ?? own;
  return given.map((file): FieldSpec => {
    const urlPart = parts.get(file.name);
    const base = known.get(file.name);
    const spec = { title: file.name, help: '', ...base, ...file, ...(urlPart && { urlPart }) } as FieldSpec;
    return settles(spec, method) ? withoutCondition(spec) : spec;
  });
}

/** Whether a field's condition is about a fixed value and holds for it. */
function settles({ when }: FieldSpec, { values = {} }: MethodFile): boolean {
  return when !== undefined && Object.hasOwn(values, when.field) && when.in.includes(values[when.field]!);
}

function withoutCondition({ when: _settled, ...spec }: FieldSpec): FieldSpec {
  return spec;
}

function checkRefinement(file: FieldFile, base: FieldSpec | undefined, report: Report): void {
  if (base?.secret && file.secret === false) report('/secret', 'is a secret field of the type and stays one');
  if (base && !base.secret && file.secret)
    report('/secret', 'is a plain field of the type; a secret takes another name');
  if (!base && file.title === undefined) report('/title', 'is missing: the type has no such field');
  if (!base && file.help === undefined) report('/help', 'is missing: the type has no such field');
  if (file.name in {}) report('/name', 'is a name that every object has');
}

function checkRules(spec: FieldSpec, report: Report): void {
  const { secret, pattern, default: preset, enum: values = [], multiline, mayBeEmpty } = spec;
  if (pattern !== undefined && !isUsablePattern(pattern)) {
    report('/pattern', 'is not a pattern under the flags `u` and `v` without look-around and back references');
    return;
  }
  if (secret && preset !== undefined) report('/default', 'a secret has no default');
  if (secret && spec.enum) report('/enum', 'a secret is not one of a list');
  if (!secret && mayBeEmpty) report('/mayBeEmpty', 'is for secrets');
  if (!secret && multiline && spec.urlPart) report('/multiline', 'cannot stand in a URL');
  const { enum: _values, ...rules } = spec;
  values.forEach((value, at) => {
    if (brokenRule(rules, value) !== undefined) report(`/enum/${at}`, 'breaks another rule of the field');
  });
  if (preset !== undefined && preset !== '' && brokenRule(spec, preset) !== undefined) {
    report('/default', 'breaks a rule of the field');
  }
}

function checkUse(spec: FieldSpec, isCaptured: boolean, report: Report): void {
  if (spec.urlPart === undefined) return;
  if (spec.secret) report('', 'is secret and stands in a URL');
  if (!spec.required && !spec.default && !isCaptured) report('', 'stands in a URL, so it is required or has a default');
}

/** Whether a condition can hold, and is about a plain field. */
export function checkCondition(
  { field, in: wanted }: { readonly field: string; readonly in: readonly string[] },
  plain: readonly FieldSpec[],
  report: Report,
): void {
  const spec = plain.find(({ name }) => name === field);
  if (!spec) report('/field', 'is not a plain field of this method');
  else if (spec.enum && wanted.some((value) => !spec.enum!.includes(value)))
    report('/in', 'has a value that the field never has');
}

/** Checks the fields of a method. */
export function checkFields(type: CredentialType, method: MethodFile, report: Report): void {
  const fields = fieldsOfMethod(type, method);
  const plain = fields.filter(({ secret }) => !secret);
  const captured = Object.keys(method.oauth?.captures ?? {});
  const given: readonly FieldFile[] = method.fields ?? [];
  fields.forEach((spec, at) => {
    const below: Report = (path, message) => report(`/fields/${at}${path}`, message);
    const file = given[at];
    if (file)
      checkRefinement(
        file,
        type.fields.find(({ name }) => name === spec.name),
        below,
      );
    if (fields.findIndex(({ name }) => name === spec.name) < at) below('/name', 'stands twice');
    checkRules(spec, below);
    checkUse(spec, captured.includes(spec.name), below);
    if (spec.when && Object.hasOwn(method.values ?? {}, spec.when.field)) {
      below('', 'is never asked for: its condition does not hold for the fixed values');
    } else if (spec.when) checkCondition(spec.when, plain, (path, message) => below(`/when${path}`, message));
    if (spec.when?.field === spec.name) below('/when/field', 'is the field itself');
  });
}

/** Checks the values that are not asked for, and that nothing which the type needs is left out. */
export function checkValues(type: CredentialType, method: MethodFile, report: Report): void {
  const fields = fieldsOfMethod(type, method);
  const values = method.values ?? {};
  for (const [name, value] of Object.entries(values)) {
    const spec = type.fields.find((field) => field.name === name);
    if (!spec || spec.secret) report(`/values/${name}`, 'is not a plain field of the type');
    else if (fields.some((field) => field.name === name))
      report(`/values/${name}`, 'is asked for, and has a fixed value');
    else if (brokenRule(spec, value) !== undefined) report(`/values/${name}`, 'breaks a rule of the field');
  }
  if (method.injection || type.isConnected) return;
  for (const { name, required, when, default: preset } of type.fields) {
    const isThere = fields.some((field) => field.name === name) || Object.hasOwn(values, name);
    if (required && !when && preset === undefined && !isThere)
      report('/fields', `leaves out ${name}, which the type needs`);
  }
}
