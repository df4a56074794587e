/**
 * The canary: a secret made for one test run, to be found nowhere but at the upstream. Searched for in every form that
 * the scrubber knows, so that an encoded leak is a leak.
 */
import { randomBytes } from 'node:crypto';

/** A new canary: printable, fit for a header, with characters that JSON, URLs and HTML escape. */
export function newCanary(): string {
  return `cnry"/+${randomBytes(18).toString('base64url')}`;
}

/** The forms to search for, longest possible: those that every encoding leaves intact whatever surrounds it. */
export function formsOf(canary: string): string[] {
  const base64 = [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), Buffer.from(canary)])
      .toString('base64')
      .replace(/=+$/, '');
    const inner = text.slice(offset === 0 ? 0 : offset + 1, -1);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const hex = Buffer.from(canary).toString('hex');
  const percent = encodeURIComponent(canary);
  const json = JSON.stringify(canary).slice(1, -1);
  return [...new Set([canary, ...base64, hex, hex.toUpperCase(), percent, percent.toLowerCase(), json])];
}

/** The first form of the canary that the bytes contain, or undefined. */
export function findCanary(bytes: Uint8Array | string, canary: string): string | undefined {
  const buffer = typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes);
  return formsOf(canary).find((form) => buffer.includes(form));
}
