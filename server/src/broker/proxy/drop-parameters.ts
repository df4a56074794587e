/** A query without the parameters that the broker puts in again. */
import { parameterName } from '../../request/parameter-name.ts';

/**
 * @param query - Raw, without its question mark.
 * @param dropped - By name what stands in place of each, not yet percent-encoded; undefined: nothing.
 * @returns what is kept, as it was written
 */
export function dropParameters(query: string, dropped: ReadonlyMap<string, string | undefined>): string {
  if (query === '' || dropped.size === 0) return query;
  const kept = query.split('&').flatMap((parameter) => {
    const name = parameterName(parameter);
    if (!dropped.has(name)) return [parameter];
    const instead = dropped.get(name);
    return instead === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(instead)}`];
  });
  return kept.join('&');
}
