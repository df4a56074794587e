/** A browser sets out: the flow is bound to it by a cookie, and it is told where to ask for consent. */
import { randomBytes } from 'node:crypto';
import { bindFlow } from '../../../store/oauth-flows.ts';
import type { BrokerParts } from '../../parts.ts';
import type { StartedConnection } from '../../rpc/connection-protocol.ts';
import { authorizationUrl } from './authorization-url.ts';
import { codeChallenge, cookieMac } from './flow-secrets.ts';
import { assertOpen, requireFlow } from './require-flow.ts';
import { definitionOfFlow } from './witnessed-definition.ts';

const COOKIE_BYTES = 32;

/**
 * @throws Problem `connection/flow-unknown`, `connection/flow-used`, `connection/flow-expired`, `connection/no-consent`; those of
 *   `definitionOfFlow`
 */
export async function startConnection(parts: BrokerParts, state: string): Promise<StartedConnection> {
  const flow = await requireFlow(parts, state);
  assertOpen(parts, flow);
  const definition = await definitionOfFlow(parts, flow);
  const { organisationId, id: flowId, redirectUrl, expiresAt } = flow;
  const key = await parts.keys.witnessKey(organisationId);
  const challenge = definition.pkce === 'none' ? undefined : codeChallenge(key, flow);
  const url = authorizationUrl(definition, flow, { state, codeChallenge: challenge });
  const cookie = randomBytes(COOKIE_BYTES).toString('base64url');
  // Who starts last finishes: a scanner of links that opened the address first is in nobody's way.
  await parts.store.transaction((tx) => bindFlow(tx, flow, cookieMac(key, flow, cookie)));
  return { organisationId, flowId, authorizationUrl: url, redirectUrl, cookie, expiresAt };
}
