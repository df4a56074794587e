/**
 * Reads one provider's file: YAML, its shape, and whether its parts fit together. A file is taken whole or not at all, and
 * whoever wrote it is told everything that is wrong with it at once.
 */
import { Compile } from 'typebox/compile';
import { checkProvider } from './check-provider.ts';
import type { Provider, ProviderMethod, ProviderOAuth, ProviderVerification } from './provider.ts';
import { fieldsOfMethod } from './provider-fields.ts';
import { type MethodFile, type ProviderFile, providerFile } from './provider-schema.ts';
import { type FileViolation, isYamlFile, readYaml } from './read-yaml.ts';
import { credentialTypes } from './types/index.ts';

const MOST_VIOLATIONS = 50;

/** A provider, or why the file gives none. */
export type ProviderReading = { readonly provider: Provider } | { readonly violations: readonly FileViolation[] };

type Finding = readonly [path: string, message: string];

const shape = Compile(providerFile);

interface ShapeError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message: string;
}

/** One a path; an unknown key is named at itself, not at its parent. */
function findShapeFaults(value: unknown): Finding[] {
  if (shape.Check(value)) return [];
  const byPath = new Map<string, string>();
  for (const { keyword, instancePath, message } of shape.Errors(value) as readonly ShapeError[]) {
    if (keyword === 'additionalProperties' || byPath.has(instancePath)) continue;
    byPath.set(instancePath, keyword === 'boolean' ? 'is not a key that is taken here' : message);
  }
  return [...byPath];
}

function verificationOf({ request, accept = {}, reject, account = [] }: NonNullable<MethodFile['verification']>) {
  return { request, accept, ...(reject && { reject }), account } as ProviderVerification;
}

function oauthOf(file: NonNullable<MethodFile['oauth']>): ProviderOAuth {
  const captures =
    file.captures &&
    Object.entries(file.captures).map(([field, rule]) => [field, typeof rule === 'string' ? { from: rule } : rule]);
  return {
    scopeSeparator: ' ',
    defaultScopes: [],
    scopes: {},
    clientAuthentication: 'basic',
    pkce: 'S256',
    rotatesRefreshToken: true,
    parameters: {},
    ...file,
    ...(captures && { captures: Object.fromEntries(captures) }),
  } as ProviderOAuth;
}

function methodFrom(name: string, file: MethodFile): ProviderMethod {
  const type = credentialTypes.find((known) => known.name === name)!;
  const { title, help, docsUrl, values = {}, baseUrl = [], ownBaseUrl = false, origins = [] } = file;
  const injection = file.injection?.map((step) => ({ ...step, value: step.value ?? '' }));
  return {
    type: name,
    title: title ?? type.title,
    ...(help !== undefined && { help }),
    ...(docsUrl !== undefined && { docsUrl }),
    fields: fieldsOfMethod(type, file),
    values,
    baseUrl: typeof baseUrl === 'string' ? [{ url: baseUrl }] : baseUrl,
    ownBaseUrl,
    origins,
    ...(injection && { injection }),
    ...(file.verification && { verification: verificationOf(file.verification) }),
    ...(file.oauth && { oauth: oauthOf(file.oauth) }),
  };
}

function providerFrom({ types, evidence, ...rest }: ProviderFile): Provider {
  const methods = Object.entries(types).map(([name, method]) => methodFrom(name, method as MethodFile));
  return { ...rest, methods, evidence } as Provider;
}

/**
 * Reads the text of a provider's file.
 *
 * @param file - Its name, for the violations only.
 * @param expectedName - What the provider has to be called: the file's name without its ending, or `org/…`.
 */
export function readProvider(file: string, text: string, expectedName: string): ProviderReading {
  const yaml = readYaml(file, text);
  if (!isYamlFile(yaml)) return { violations: yaml };
  const findings = findShapeFaults(yaml.value);
  if (findings.length === 0) {
    const value = yaml.value as ProviderFile;
    if (value.name !== expectedName) findings.push(['/name', `is not ${expectedName}`]);
    checkProvider(value, (path, message) => findings.push([path, message]));
  }
  if (findings.length === 0) return { provider: providerFrom(yaml.value as ProviderFile) };
  const violations = findings.slice(0, MOST_VIOLATIONS).map(([path, message]) => ({
    file,
    line: yaml.lineOf(path),
    path,
    message,
  }));
  return { violations: violations.sort((one, other) => one.line - other.line) };
}
