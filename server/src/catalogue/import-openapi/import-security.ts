/**
 * Security requirements into methods: one a credential type, the document's common requirement before those of single
 * operations. What is needed together becomes one credential with several secrets, where that can be sent.
 *
 * @see OpenAPI 3.1, section 4.8.30 (Security Requirement Object)
 */
import type { InjectionStep } from '../../domain/injection-rule.ts';
import type { FieldFile, MethodFile, StepFile } from '../provider-schema.ts';
import { apiKey } from '../types/api-key.ts';
import { type Pointer, pointerOf, type ReportWriter } from './import-report.ts';
import { isBounded, type Operation, type Requirement, requirementsOf } from './operations.ts';
import { isObject, type JsonObject, memberOf } from './read-document.ts';
import {
  type BasicScheme,
  type KeyScheme,
  type ReadScheme,
  readScheme,
  type Scheme,
  secretField,
} from './security-schemes.ts';
import { fieldNameOf, shownText } from './texts.ts';

/** A method without what all methods share, and the requirement that it satisfies. */
export interface SecurityMethod {
  readonly type: string;
  readonly requirement: Requirement;
  readonly method: MethodFile;
}

const MOST_REQUIREMENTS = 64;

interface Wanted {
  readonly requirement: Requirement;
  readonly path: Pointer;
}

function keyIn(requirement: Requirement): string {
  return JSON.stringify([...requirement].sort());
}

/** What is asked for anywhere, each once: first by the document, then by operations, then schemes that nothing names. */
function wantedOf(document: JsonObject, operations: readonly Operation[], report: ReportWriter): Wanted[] {
  const wanted = new Map<string, Wanted>();
  const add = (requirement: Requirement, path: Pointer) => {
    if (requirement.length > 0 && !wanted.has(keyIn(requirement)))
      wanted.set(keyIn(requirement), { requirement, path });
  };
  for (const [index, requirement] of (requirementsOf(document) ?? []).entries()) {
    add(requirement, pointerOf('security', index));
  }
  for (const { path, security = [] } of operations) {
    for (const requirement of security) add(requirement, path + pointerOf('security'));
  }
  const schemes = memberOf(memberOf(document, 'components'), 'securitySchemes');
  const named = new Set([...wanted.values()].flatMap(({ requirement }) => requirement));
  for (const id of isObject(schemes) ? Object.keys(schemes) : []) {
    const path = pointerOf('components', 'securitySchemes', id);
    if (named.has(id)) continue;
    if (wanted.size === 0 || named.size === 0) add([id], path);
    else report.leave(path, 'is asked for by nothing in the document');
  }
  return [...wanted.values()];
}

/** The type's own field with what the scheme says of it. */
function keyMethod({ into, name, prefix, help, id }: KeyScheme): MethodFile {
  const title = shownText(id, 64);
  const key: FieldFile = { name: 'apiKey', ...(help !== undefined && { help }), secret: true, required: true };
  const prefixField = apiKey.fields.find((field) => field.name === 'prefix')!;
  const asked: FieldFile[] =
    prefix === undefined ? [{ name: 'prefix', title: prefixField.title, help: prefixField.help }] : [];
  return {
    ...(title !== undefined && { title }),
    fields: [...asked, key],
    values: { in: into, name, ...(prefix !== undefined && { prefix }) },
  };
}

function basicMethod(title: string | undefined, help: string | undefined): MethodFile {
  return {
    ...(title !== undefined && { title }),
    fields: [
      { name: 'username', ...(help !== undefined && { help }), required: true },
      { name: 'password', secret: true, required: true },
    ],
  };
}

function certificateMethod(title: string | undefined): MethodFile {
  const names = ['certificate', 'privateKey', 'passphrase'];
  return { ...(title !== undefined && { title }), fields: names.map((name) => ({ name, secret: true })) };
}

function single(scheme: Scheme): { readonly type: string; readonly method: MethodFile } {
  const title = shownText(scheme.id, 64);
  switch (scheme.kind) {
    case 'key':
      return { type: 'ApiKey', method: keyMethod(scheme) };
    case 'basic':
      return { type: 'BasicAuth', method: basicMethod(title, scheme.help) };
    case 'certificate':
      return { type: 'Certificate', method: certificateMethod(title) };
    case 'oauth':
      return { type: 'OAuth2', method: { ...(title !== undefined && { title }), oauth: scheme.oauth } };
  }
}

/** Where a scheme sends its secret; two of them cannot be in one place. */
function placeOf(scheme: KeyScheme | BasicScheme): string {
  if (scheme.kind === 'basic') return 'header:authorization';
  return `${scheme.into}:${scheme.into === 'header' ? scheme.name.toLowerCase() : scheme.name}`;
}

/** Several secrets in one credential: keys in places of their own, and Basic credentials once at most. */
function combined(schemes: readonly Scheme[]): { readonly type: string; readonly method: MethodFile } | string {
  const parts = schemes.filter((scheme) => scheme.kind === 'key' || scheme.kind === 'basic');
  if (parts.length < schemes.length) return 'asks for OAuth or a certificate together with something else';
  if (new Set(parts.map(placeOf)).size < parts.length) return 'asks for two secrets in one place';
  const basic = parts.find((part) => part.kind === 'basic');
  const keys = parts.filter((part) => part.kind === 'key');
  const taken = new Set(['in', 'name', 'prefix', 'testPath', 'username', 'password', 'server']);
  const fields: FieldFile[] = basic ? [...basicMethod(undefined, basic.help).fields!] : [];
  const steps: StepFile[] = basic ? [{ into: 'basic', value: '${username}:${password}' }] : [];
  for (const [index, { into, name, prefix = '', help, id }] of keys.entries()) {
    const isTypesOwn = !basic && index === 0;
    const field = isTypesOwn ? 'apiKey' : fieldNameOf(id, new Set([...taken, 'apiKey']));
    taken.add(field);
    fields.push(secretField(field, shownText(id, 64) ?? field, help));
    steps.push({ into, name, value: `${prefix}\${${field}}` } satisfies InjectionStep);
  }
  const title = shownText(schemes.map(({ id }) => id).join(', '), 64);
  const method = { ...(title !== undefined && { title }), fields, injection: steps };
  return { type: basic ? 'BasicAuth' : 'ApiKey', method };
}

function methodOf(schemes: readonly Scheme[]): { readonly type: string; readonly method: MethodFile } | string {
  return schemes.length === 1 ? single(schemes[0]!) : combined(schemes);
}

/** The methods of the document; everything else that it asks for is in the report. */
export function importSecurity(
  document: JsonObject,
  operations: readonly Operation[],
  report: ReportWriter,
): SecurityMethod[] {
  const read = new Map<string, ReadScheme>();
  const schemeOf = (id: string): ReadScheme => {
    const known = read.get(id) ?? readScheme(document, id, report);
    read.set(id, known);
    return known;
  };
  const wanted = wantedOf(document, operations, report);
  if (wanted.length > MOST_REQUIREMENTS) report.leave('/security', `more than ${MOST_REQUIREMENTS} different ones`);
  const methods: SecurityMethod[] = [];
  for (const { requirement, path } of wanted.slice(0, MOST_REQUIREMENTS)) {
    if (!isBounded(requirement)) {
      report.leave(path, 'asks for more schemes together than are looked at');
      continue;
    }
    const schemes = requirement.map(schemeOf);
    const missing = schemes.filter((scheme) => 'reason' in scheme);
    for (const { path: at, reason } of missing) report.leave(at, reason);
    if (missing.length > 0) continue;
    const made = methodOf(schemes as Scheme[]);
    if (typeof made === 'string') report.leave(path, made);
    else take(made, { requirement, path, schemes: schemes as Scheme[] }, { methods, report });
  }
  return methods;
}

function take(
  made: { readonly type: string; readonly method: MethodFile },
  { requirement, path, schemes }: Wanted & { readonly schemes: readonly Scheme[] },
  { methods, report }: { readonly methods: SecurityMethod[]; readonly report: ReportWriter },
): void {
  if (methods.some(({ type }) => type === made.type)) {
    report.leave(path, `is another way of the type ${made.type}, of which a provider has one`);
    return;
  }
  methods.push({ ...made, requirement });
  for (const scheme of schemes) {
    const isUnsaid = scheme.kind === 'key' && scheme.prefix === undefined;
    const note = isUnsaid
      ? 'Whether anything stands before the key is not said: the form asks for the prefix.'
      : undefined;
    if (scheme.kind !== 'oauth') report.took(scheme.path, pointerOf('types', made.type), note);
  }
}
