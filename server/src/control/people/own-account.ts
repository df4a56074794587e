/** Calls of people about their own accounts. */
import type { AccountChange } from '../../broker/rpc/protocol.ts';
import { Problem } from '../../domain/problem.ts';
import type { Call } from '../route.ts';

/**
 * The person who calls, with the session that was shown.
 *
 * @throws Problem `session/required` for an access token
 */
export function requirePerson({ principal }: Pick<Call, 'principal'>): { personId: string; sessionId: string } {
  const { sessionId, tokenId: personId } = principal;
  if (sessionId === undefined) throw new Problem('session/required');
  return { personId, sessionId };
}

/** Has the broker change the caller's account. */
export async function changeAccount(call: Call, change: AccountChange): Promise<void> {
  requirePerson(call);
  const { services, token, requestId, address } = call;
  await services.broker.changeAccount({ token: token.reveal(), change, requestId, address });
}
