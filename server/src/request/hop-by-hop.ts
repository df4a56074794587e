/**
 * Header fields that belong to one connection and never pass the broker, in either direction.
 *
 * @see RFC 9110, section 7.6.1
 */

const CONNECTION_FIELDS = new Set([
  'connection',
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Whether the field belongs to the connection by its own nature. */
export function isHopByHop(lowerName: string): boolean {
  return CONNECTION_FIELDS.has(lowerName) || lowerName.startsWith('proxy-');
}

/**
 * The fields that the Connection fields name, in lower case.
 *
 * @param rawHeaders - Names and values in turn.
 */
export function namedInConnection(rawHeaders: readonly string[]): Set<string> {
  const named = new Set<string>();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    if (rawHeaders[i]!.length !== 10 || rawHeaders[i]!.toLowerCase() !== 'connection') continue;
    for (const name of rawHeaders[i + 1]!.split(',')) named.add(name.trim().toLowerCase());
  }
  return named;
}
