/** Finds the flow that a state means. A row that the broker never vouched for is as unknown as none, and is reported. */
import { sha256 } from '../../../domain/encoding.ts';
import type { OAuthFlow } from '../../../domain/oauth-flow.ts';
import { Problem } from '../../../domain/problem.ts';
import { findFlowByState } from '../../../store/oauth-flows.ts';
import { isWitness, witnessFlow } from '../../admit/witness.ts';
import type { BrokerParts } from '../../parts.ts';

/** 32 random bytes in base64url. */
const STATE = /^[A-Za-z0-9_-]{43}$/;

/**
 * @param state - As the browser has it.
 * @throws Problem `connection/flow-unknown`
 */
export async function requireFlow(parts: BrokerParts, state: string): Promise<OAuthFlow> {
  const flow = STATE.test(state)
    ? await findFlowByState(parts.store.read, sha256(Buffer.from(state, 'ascii')))
    : undefined;
  if (!flow) throw new Problem('connection/flow-unknown');
  if (await isGenuine(parts, flow)) return flow;
  const { organisationId, credentialId: subject } = flow;
  const code = 'connection/flow-unknown';
  parts.logger.warn(
    { organisation: organisationId, credential: subject, code },
    'a flow without a witness was refused',
  );
  await parts.refusals.record({ organisationId, actor: 'keyward', action: 'connection.complete', subject, code });
  throw new Problem(code);
}

/** Whether the broker has vouched for the flow as it is now. */
export async function isGenuine({ keys }: Pick<BrokerParts, 'keys'>, flow: OAuthFlow): Promise<boolean> {
  return isWitness(flow.witness, witnessFlow(await keys.witnessKey(flow.organisationId), flow));
}

/**
 * Refuses a flow that is over.
 *
 * @throws Problem `connection/flow-used`, `connection/flow-expired`
 */
export function assertOpen({ clock }: Pick<BrokerParts, 'clock'>, { usedAt, expiresAt }: OAuthFlow): void {
  if (usedAt !== undefined) throw new Problem('connection/flow-used');
  if (expiresAt <= clock()) throw new Problem('connection/flow-expired');
}
