/** What browsers bring to the addresses of flows, and how they are answered: with a page. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FLOW_PAGE_POLICY, type FlowPage, renderFlowPage } from './flow-page.ts';

/** A parameter of the query; one that stands twice means nothing (RFC 6749, section 3.1). */
export function textOf(query: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = Object.hasOwn(query, name) ? query[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Answers with the page, which may load nothing. */
export function showPage(reply: FastifyReply, status: number, page: FlowPage): FastifyReply {
  return reply
    .code(status)
    .header('content-security-policy', FLOW_PAGE_POLICY)
    .type('text/html; charset=utf-8')
    .send(renderFlowPage(page));
}

/** A browser that only looks ahead must not take the flow over from the one that is used. */
export function isLookingAhead({ method, headers }: FastifyRequest): boolean {
  const purpose = `${headers['sec-purpose'] ?? ''} ${headers.purpose ?? ''}`;
  return method === 'HEAD' || purpose.includes('prefetch');
}
