/**
 * What a credential takes from its provider when it is written: everything that its use depends on, so that nothing asks
 * the provider later and a change of the provider's file moves nothing that is sealed.
 */
import type { InjectionStep } from '../domain/injection-rule.ts';
import { parseAllowedOrigin, parseBaseUrl } from '../domain/origin.ts';
import { brokenRule } from './broken-rule.ts';
import type { FieldSpec } from './credential-type.ts';
import type { ProviderMethod } from './provider.ts';
import { fieldsOfUrl, parseUrlTemplate, renderUrl } from './url-template.ts';

type Fields = Readonly<Record<string, string>>;

/** The members of a record that come from a provider. */
export interface Taken {
  /** Plain fields: those given, with the defaults of the others and the values that are not asked for. */
  readonly fields: Fields;
  /** Absent as long as a field that it reads is missing or breaks its rule. */
  readonly baseUrl?: string;
  readonly allowedOrigins?: readonly string[];
  readonly injection?: readonly InjectionStep[];
}

/** Names of the plain fields on which a method's URLs depend. */
export function fieldsOfTarget({ fields, baseUrl }: ProviderMethod): string[] {
  const inUrls = fields.filter(({ urlPart }) => urlPart !== undefined).map(({ name }) => name);
  return [...new Set([...inUrls, ...baseUrl.flatMap(({ when }) => when?.field ?? [])])];
}

function withDefaults(specs: readonly FieldSpec[], given: Fields, values: Fields): Fields {
  const missing = specs.filter((spec) => !spec.secret && spec.default && !Object.hasOwn(given, spec.name));
  return { ...Object.fromEntries(missing.map(({ name, default: value }) => [name, value!])), ...given, ...values };
}

/** A URL with sound values only: one that breaks its rule makes the credential invalid, and gives no URL at all. */
function render(url: string, specs: readonly FieldSpec[], fields: Fields): string | undefined {
  const template = parseUrlTemplate(url);
  const { host, path } = fieldsOfUrl(template);
  const isSound = [...host, ...path].every((name) => {
    const spec = specs.find((field) => field.name === name);
    return spec && Object.hasOwn(fields, name) && brokenRule(spec, fields[name]!) === undefined;
  });
  return isSound ? renderUrl(template, (name) => fields[name]) : undefined;
}

/** The base URL of a method for these fields, in its normal form; undefined where there is none. */
export function baseUrlOf(method: ProviderMethod, fields: Fields): string | undefined {
  // A value that breaks its rule chooses nothing: the last of the list would count, and the user meant another.
  const isBroken = (spec: FieldSpec) =>
    Object.hasOwn(fields, spec.name) && brokenRule(spec, fields[spec.name]!) !== undefined;
  const deciding = method.baseUrl.flatMap(({ when }) => when?.field ?? []);
  if (method.fields.some((spec) => deciding.includes(spec.name) && isBroken(spec))) return undefined;
  const choice = method.baseUrl.find(({ when }) => !when || when.in.includes(fields[when.field] ?? ''));
  const url = choice && render(choice.url, method.fields, fields);
  return url === undefined ? undefined : parseBaseUrl(url);
}

/**
 * Takes what a credential with these fields needs.
 *
 * @param given - Plain fields that the credential chooses.
 * @param ownBaseUrl - In its normal form; for methods that permit one.
 */
export function takeMethod(method: ProviderMethod, given: Fields, ownBaseUrl?: string): Taken {
  const fields = withDefaults(method.fields, given, method.values);
  const baseUrl = ownBaseUrl ?? baseUrlOf(method, fields);
  const origins = method.origins.flatMap((url) => render(url, method.fields, fields) ?? []).map(parseAllowedOrigin);
  return {
    fields,
    ...(baseUrl !== undefined && { baseUrl }),
    ...(origins.length > 0 && { allowedOrigins: [...new Set(origins)].sort() }),
    ...(method.injection && { injection: method.injection }),
  };
}
