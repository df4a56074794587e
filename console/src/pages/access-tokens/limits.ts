/** Limits of an access token, as they are typed, sent and said. */
import type { AccessToken } from './queries.ts';

export type Limits = NonNullable<AccessToken['limits']>;

/** Those that there are, in order. */
export const limitNames = ['perSecond', 'perMinute', 'concurrency'] as const;

const words = { perSecond: 'a second', perMinute: 'a minute', concurrency: 'at once' } as const;

/** `10 a second, 5 at once`; undefined where nothing is limited. */
export function limitsInWords(limits: Limits = {}): string | undefined {
  const parts = limitNames.flatMap((name) =>
    limits[name] === undefined ? [] : [`${limits[name].toLocaleString('en')} ${words[name]}`],
  );
  return parts.length === 0 ? undefined : `${parts.join(', ')}, on each broker`;
}
