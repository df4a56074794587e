/** What the client knows by itself about a provider, so that it need not believe the API about where secrets go. */
import { knownProviders } from './generated/providers.ts';
import { KeywardError } from './keyward-error.ts';
import type { InjectionStep } from './known-type.ts';

type Values = Readonly<Record<string, string>>;

/** How a provider works with one type of credentials. */
export interface KnownMethod {
  readonly provider: string;
  readonly type: string;
  /** Fields that it asks for. */
  readonly fields: readonly string[];
  /** Those of them that are sealed. */
  readonly secrets: readonly string[];
  /** Values of fields that are not given, those that are never asked for among them. */
  readonly defaults: Values;
  /** The first that fits counts; templates. */
  readonly baseUrl: readonly {
    readonly when?: { readonly field: string; readonly in: readonly string[] } | undefined;
    readonly url: string;
  }[];
  readonly ownBaseUrl: boolean;
  /** Further permitted origins; templates. */
  readonly origins: readonly string[];
  /** Absent: the type's own. */
  readonly injection?: readonly InjectionStep[] | undefined;
}

/** Whether a credential is on a provider, and of which type. */
export interface OnProvider {
  readonly provider?: string | undefined;
  readonly type?: string | undefined;
}

/**
 * The method of a provider; undefined for a credential without one, and for a provider that this client does not know: an
 * organisation's own, or one that is newer than the client.
 *
 * @throws KeywardError `config/invalid` where a type is missing
 */
export function knownMethod({ provider, type }: OnProvider): KnownMethod | undefined {
  if (provider === undefined) return undefined;
  const methods = knownProviders.filter((method) => method.provider === provider);
  if (methods.length === 0) return undefined;
  const found =
    type === undefined && methods.length === 1 ? methods[0] : methods.find((method) => method.type === type);
  if (found) return found;
  throw new KeywardError('config/invalid', `Name the type: one of ${methods.map((method) => method.type).join(', ')}.`);
}

/** The origins that a method permits with these plain fields. */
export function originsOfMethod({ baseUrl, origins, defaults }: KnownMethod, fields: Values): string[] {
  const values = { ...defaults, ...fields };
  // Labels and segments alone: whatever else stands in a value gives another URL than the one that is asked for.
  const render = (url: string) => url.replace(/\$\{(\w+)\}/g, (_, field: string) => values[field] ?? '');
  const choice = baseUrl.find(({ when }) => !when || when.in.includes(values[when.field] ?? ''));
  const urls = [...(choice ? [choice.url] : []), ...origins].map(render);
  return urls.flatMap((url) => URL.parse(url)?.origin ?? []);
}

/** The templates of a method's addresses without their paths, which decide no origin. */
export function hostsOfMethod({ baseUrl, origins }: KnownMethod): string[] {
  return [...baseUrl.map(({ url }) => url), ...origins].map((url) => url.split('/', 3).join('/'));
}
