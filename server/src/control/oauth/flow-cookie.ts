/**
 * The cookie by which the browser that set out is known again: one a flow, so that several consents go on side by side. Where
 * Keyward is reached by https it is bound to the host (RFC 6265bis, section 4.1.3.2).
 */
import type { FastifyRequest } from 'fastify';

const NAME = 'keyward-flow';

function isHttps(publicUrl: string): boolean {
  return publicUrl.startsWith('https:');
}

function nameOf(publicUrl: string, flowId: string): string {
  return `${isHttps(publicUrl) ? '__Host-' : ''}${NAME}-${flowId}`;
}

function attributesOf(publicUrl: string): string {
  // Lax: the way back from the provider is a navigation of the whole page, from another site.
  return `Path=/; HttpOnly; SameSite=Lax${isHttps(publicUrl) ? '; Secure' : ''}`;
}

/** The Set-Cookie line that keeps a flow's cookie for so long. */
export function keepFlow(publicUrl: string, flowId: string, value: string, seconds: number): string {
  return `${nameOf(publicUrl, flowId)}=${value}; ${attributesOf(publicUrl)}; Max-Age=${Math.max(1, Math.ceil(seconds))}`;
}

/** The Set-Cookie line that ends it. */
export function forgetFlow(publicUrl: string, flowId: string): string {
  return `${nameOf(publicUrl, flowId)}=; ${attributesOf(publicUrl)}; Max-Age=0`;
}

/** The flow's cookie, if the browser has it once. */
export function flowCookie({ headers }: FastifyRequest, publicUrl: string, flowId: string): string | undefined {
  const wanted = `${nameOf(publicUrl, flowId)}=`;
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const found = pairs.filter((pair) => pair.startsWith(wanted));
  return found.length === 1 ? found[0]!.slice(wanted.length) : undefined;
}
