/** `GET /metrics` on the broker's listener, for platform tokens: the numbers are of all organisations together. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { actorOf } from '../../audit/actor.ts';
import type { Principal } from '../../domain/access-token.ts';
import { takeBearer } from '../../domain/bearer.ts';
import { assertAtLeast } from '../../domain/grant.ts';
import { Problem } from '../../domain/problem.ts';
import { expose, type Registry } from '../../metrics/registry.ts';
import type { BrokerParts } from '../parts.ts';
import { recordRefusal } from '../record-refusal.ts';
import type { Authenticator } from '../resolve/authenticate.ts';

/** Answers one request. @throws Problem `token/missing`, `token/invalid`, `token/forbidden` */
export type ServeMetrics = (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void>;

/** The broker's side; the control listener has its own, with the same rule. */
export function createServeMetrics(
  parts: Pick<BrokerParts, 'refusals' | 'logger'>,
  authenticator: Pick<Authenticator, 'authenticate'>,
  registry: Registry,
): ServeMetrics {
  return async (request, response, requestId) => {
    const principal = await authenticator.authenticate(takeBearer(request.headers.authorization));
    try {
      assertMayObserve(principal);
    } catch (error) {
      await reportRefusal(parts, principal, { requestId, address: request.socket.remoteAddress });
      throw error;
    }
    const { contentType, text } = await expose(registry);
    response.writeHead(200, {
      'content-type': contentType,
      'cache-control': 'no-store',
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
    });
    response.end(text);
  };
}

function assertMayObserve(principal: Principal): void {
  if (!principal.isPlatform) throw new Problem('token/forbidden', { detail: 'This takes a platform token.' });
  assertAtLeast(principal.role, 'admin');
}

function reportRefusal(
  parts: Pick<BrokerParts, 'refusals' | 'logger'>,
  principal: Principal,
  { requestId, address }: { readonly requestId: string; readonly address: string | undefined },
): Promise<void> {
  const code = 'token/forbidden';
  const { organisationId } = principal;
  const entry = { organisationId, ...actorOf(principal), action: 'metrics.read', code, requestId } as const;
  return recordRefusal(parts, { ...entry, ...(address !== undefined && { address }) });
}
