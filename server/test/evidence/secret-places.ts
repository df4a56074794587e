/**
 * Where the values of a credential stand in a recorded request, in a form in which two requests can be compared: each
 * place with all that stands around the value, prefix and neighbours included.
 */
import type { RecordedRequest } from './recorder.ts';

/** Secret values by field name. */
export type Secrets = Readonly<Record<string, string>>;

/** `header authorization: Bearer ${apiKey}`, `basic api:${apiKey}`, `query key=${apiKey}`, `path /bot${token}` …, sorted. */
export function secretPlaces({ target, headers, body }: RecordedRequest, secrets: Secrets): string[] {
  const url = new URL(target, 'https://vendor.example');
  const candidates = [
    ...headers.map(([name, value]) => describeHeader(name, value)),
    ...[...url.searchParams].map(([name, value]) => `query ${name}=${value}`),
    ...url.pathname.split('/').map((segment) => `path /${decodeURIComponent(segment)}`),
    ...describeBody(body),
  ];
  return [...new Set(candidates.map((text) => mask(text, secrets)).filter((text) => text.includes('${')))].sort();
}

function describeHeader(name: string, value: string): string {
  const [, basic] = /^basic +(\S+)$/i.exec(value) ?? [];
  return basic === undefined ? `header ${name}: ${value}` : `basic ${Buffer.from(basic, 'base64').toString()}`;
}

function describeBody(body: string): string[] {
  if (body === '') return [];
  try {
    return leaves(JSON.parse(body), '');
  } catch {
    return [...new URLSearchParams(body)].map(([name, value]) => `body ${name}=${value}`);
  }
}

function leaves(value: unknown, pointer: string): string[] {
  if (typeof value !== 'object' || value === null) return [`body ${pointer}=${String(value)}`];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${pointer}/${name}`));
}

/** With the fields' names in place of their values. */
export function mask(text: string, secrets: Secrets): string {
  return Object.entries(secrets).reduce((masked, [name, value]) => masked.replaceAll(value, `\${${name}}`), text);
}
