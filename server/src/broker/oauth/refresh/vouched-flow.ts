/**
 * What a connection stands on: the flow that its tokens came of, which the broker has vouched for. The row of a connection is
 * anybody's who writes into the database; client, grant and scopes of a renewal are those of the flow, or there is none.
 */
import type { Connection } from '../../../domain/connection.ts';
import type { Credential } from '../../../domain/credential.ts';
import type { OAuthFlow } from '../../../domain/oauth-flow.ts';
import { Problem } from '../../../domain/problem.ts';
import { standingFlow } from '../../../store/oauth-flows.ts';
import type { BrokerParts } from '../../parts.ts';
import { isGenuine } from '../connect/require-flow.ts';

type Parts = Pick<BrokerParts, 'store' | 'keys' | 'logger' | 'refusals'>;

/** @throws Problem `credential/unwitnessed` where the row names another client or grant than the flow, or there is none */
export async function vouchedFlow(parts: Parts, connection: Connection, credential: Credential): Promise<OAuthFlow> {
  const flow = await standingFlow(parts.store.read, credential);
  const isSame = flow?.configurationId === connection.configurationId && flow.grant === connection.grant;
  if (flow && isSame && (await isGenuine(parts, flow))) return flow;
  const { organisationId, id: subject, key: subjectKey } = credential;
  const code = 'credential/unwitnessed';
  parts.logger.warn({ credential: subject, organisation: organisationId, code }, 'a connection is not as it was made');
  await parts.refusals.record({
    organisationId,
    actor: 'keyward',
    action: 'credential.open',
    subject,
    subjectKey,
    code,
  });
  throw new Problem(code);
}
