/**
 * The request of a function, put together of its definition, the caller's values and what credentials put in. The broker
 * sends what this makes, and the preview shows it. What a caller gives is a value everywhere: no step reads it twice.
 */

import { encodeSegment } from '../domain/path-segment.ts';
import { Problem } from '../domain/problem.ts';
import type { Secret } from '../domain/secret.ts';
import { renderTemplate } from '../domain/template.ts';
import { bodyKindOf, editBody } from '../request/edit-body.ts';
import type { CompiledInjection } from '../request/inject.ts';
import type { InjectedValue } from '../request/injected-value.ts';
import { type BuiltTarget, buildTarget, parseCallerTarget } from '../request/target.ts';
import type { FunctionUrl, ReadFunction } from './function-definition.ts';
import type { ParameterValues } from './read-parameters.ts';
import { mediaTypeOf, pairsOf, renderBody, type ValueOf } from './render-body.ts';

export interface RequestParts {
  readonly values: ParameterValues;
  /** The credential that is injected by its own rule. */
  readonly whole?: { readonly injection: CompiledInjection; readonly baseUrl: string | undefined } | undefined;
  /** By parameter: each field that is placed by hand, compiled under its policy. */
  readonly placed: ReadonlyMap<string, CompiledInjection>;
}

/** A request without what belongs to the connection, and without what a signer adds. */
export interface BuiltRequest {
  readonly method: string;
  readonly url: BuiltTarget;
  /** The path with names in the place of all values: for logs and statistics. */
  readonly path: string;
  /** Of the definition and the caller: names and values in turn. */
  readonly headers: readonly string[];
  /** Of the credentials; each name once. */
  readonly injected: readonly InjectedValue[];
  /** Names of the query parameters that credentials put in. */
  readonly injectedQuery: readonly string[];
  /** Undefined for a request without one. It contains what credentials make of it: never log it. */
  readonly body: string | undefined;
}

/** What a compiled step puts in its one place; of a path as it stands there. */
function placedValue({ headers, query, path, body }: CompiledInjection): Secret<string> {
  return headers[0]?.value ?? query[0]?.value ?? body[0]?.value ?? path!;
}

function renderPath({ path }: FunctionUrl, { values, placed }: RequestParts): string {
  return renderTemplate(path, (name) => {
    const injection = placed.get(name);
    return injection ? placedValue(injection).reveal().slice(1) : encodeSegment(String(values.get(name)));
  });
}

/** Below which URL the path lies, judged by what is literal of it: no value decides on it. */
function baseOf({ url }: ReadFunction, whole: RequestParts['whole'], path: string): { base: string; path: string } {
  const baseUrl = whole?.baseUrl;
  if (url.origin === undefined) {
    if (baseUrl === undefined) throw new Problem('target/missing');
    return { base: baseUrl, path };
  }
  const [first] = url.path;
  const literal = url.origin + (first?.kind === 'text' ? first.text : '');
  const isAll = url.path.length <= 1 && literal === baseUrl;
  if (baseUrl === undefined || !(isAll || literal.startsWith(`${baseUrl}/`))) return { base: url.origin, path };
  return { base: baseUrl, path: path.slice(baseUrl.length - url.origin.length) };
}

function queryOf({ definition, url }: ReadFunction, values: ParameterValues): string {
  const pairs = Object.entries(definition.parameters).flatMap(([name, { location, type, as = name }]) =>
    location === 'query' && type !== 'credential' ? pairsOf(as, values.get(name)) : [],
  );
  const given = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return [...(url.query === '' ? [] : [url.query]), ...given].join('&');
}

function headersOf({ definition, body }: ReadFunction, values: ParameterValues): string[] {
  const literal = Object.entries(definition.request.headers ?? {});
  const given = Object.entries(definition.parameters).flatMap(([name, { location, type, as = name }]) =>
    location === 'header' && type !== 'credential' ? pairsOf(as, values.get(name)) : [],
  );
  const names = new Set(literal.map(([name]) => name.toLowerCase()));
  const media = body && !names.has('content-type') ? [['Content-Type', mediaTypeOf(body)] as const] : [];
  return [...literal, ...media, ...given].flat();
}

function assertOnce(values: readonly InjectedValue[]): readonly InjectedValue[] {
  const names = new Set(values.map(({ name }) => name));
  if (names.size !== values.length) {
    throw new Problem('credential/invalid', { detail: 'Two credentials write to the same place.' });
  }
  return values;
}

function injectedInto(place: 'headers' | 'query', { whole, placed }: RequestParts): readonly InjectedValue[] {
  const byHand = [...placed.values()].flatMap((injection) => injection[place]);
  return assertOnce([...(whole?.injection[place] ?? []), ...byHand]);
}

function bodyOf({ body, definition }: ReadFunction, { values, whole, placed }: RequestParts): string | undefined {
  const valueFor: ValueOf = (name) => {
    const injection = placed.get(name);
    return injection ? placedValue(injection).reveal() : values.get(name);
  };
  const text = body && renderBody(body, valueFor);
  const injected = whole?.injection.body ?? [];
  if (injected.length === 0) return text;
  const headers = Object.entries(definition.request.headers ?? {});
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? (body && mediaTypeOf(body));
  return editBody(bodyKindOf(type), text ?? '', injected);
}

/**
 * Builds the request.
 *
 * @throws Problem `target/missing`, `target/invalid`, `credential/invalid`, `request/body-unsupported`,
 *   `request/body-refused`
 */
export function buildFunctionRequest(read: ReadFunction, parts: RequestParts): BuiltRequest {
  const { values, whole } = parts;
  const { base, path } = baseOf(read, whole, renderPath(read.url, parts));
  const query = queryOf(read, values);
  // Judged as a caller's own would be: dot segments in any spelling, empty segments, escapes.
  const target = parseCallerTarget(`/proxy/x${path}${query === '' ? '' : `?${query}`}`);
  const injected = injectedInto('query', parts);
  return {
    method: read.definition.request.method,
    url: buildTarget(base, target, { query: injected, path: whole?.injection.path }),
    path: renderTemplate(read.url.path, (name) => `{${name}}`) || '/',
    headers: headersOf(read, values),
    injected: injectedInto('headers', parts),
    injectedQuery: injected.map(({ name }) => name),
    body: bodyOf(read, parts),
  };
}
