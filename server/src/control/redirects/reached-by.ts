/**
 * How a request says that its browser has come: by the fields that proxies add, else by itself. Nothing here is trusted or
 * decides about a right: it is compared with what is configured, so that a mismatch is told before a browser leaves.
 *
 * @see RFC 7239 (Forwarded)
 */
import type { FastifyRequest } from 'fastify';
import type { ReachedBy } from '../../domain/redirect-check.ts';

const HOST = /^(?:[a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;
const BY_PROXY = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

/** The first of a list: what the proxy next to the browser has said. */
function first(value: string | readonly string[] | undefined): string | undefined {
  const text = typeof value === 'string' ? value : value?.[0];
  return text?.split(',')[0]?.trim();
}

function forwarded(text: string | undefined, name: 'host' | 'proto'): string | undefined {
  const pairs = (text ?? '').split(';').map((pair) => pair.trim().split('='));
  const found = pairs.find(([key]) => key?.toLowerCase() === name)?.[1];
  return found?.replace(/^"|"$/g, '');
}

function schemeOf(text: string | undefined): 'http' | 'https' | undefined {
  const lower = text?.toLowerCase();
  return lower === 'http' || lower === 'https' ? lower : undefined;
}

/** @returns undefined where not even a host is named */
export function reachedBy({ headers, protocol }: Pick<FastifyRequest, 'headers' | 'protocol'>): ReachedBy | undefined {
  const standard = first(headers.forwarded);
  const named = forwarded(standard, 'host') ?? first(headers['x-forwarded-host']) ?? headers.host;
  if (named === undefined || !HOST.test(named)) return undefined;
  const told = schemeOf(forwarded(standard, 'proto') ?? first(headers['x-forwarded-proto']));
  const isByProxy = BY_PROXY.some((name) => headers[name] !== undefined);
  const isLocal = /^(?:localhost|127\.|\[::1\])/i.test(named);
  // Plain HTTP from anywhere but this machine comes through something that may have ended TLS.
  const own = protocol === 'https' ? 'https' : isLocal && !isByProxy ? 'http' : undefined;
  const scheme = told ?? own;
  return { host: named, ...(scheme && { scheme }) };
}
