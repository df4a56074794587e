/** Has the broker take an open invitation back. */
import { isId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import type { Call } from '../route.ts';

/** @throws Problem `invitation/not-found`, `grant/exceeded` */
export async function withdrawInvitation(call: Call<{ invitation: string }>): Promise<void> {
  const { services, token, organisation, params, requestId, address } = call;
  const { invitation: invitationId } = params;
  if (!isId('inv', invitationId)) throw new Problem('invitation/not-found');
  const asked = { token: token.reveal(), organisationId: organisation.id, requestId, address };
  await services.broker.withdrawInvitation({ ...asked, invitationId });
}
