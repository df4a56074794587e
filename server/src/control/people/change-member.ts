/** Has the broker change what a member is: it alone may write memberships. */
import type { ChangeMemberRequest } from '../../broker/rpc/protocol.ts';
import { Problem } from '../../domain/problem.ts';
import { findMember, type Member } from '../../store/memberships.ts';
import { type MemberCall, requireMember } from './require-member.ts';

/** @throws Problem `member/not-found`, and those of the broker's verb */
export async function changeMember(
  call: MemberCall,
  change: Pick<ChangeMemberRequest, 'role' | 'inSolution' | 'isRemoval'>,
): Promise<string> {
  const { personId } = await requireMember(call);
  const { services, token, organisation, requestId, address } = call;
  const asked = { token: token.reveal(), organisationId: organisation.id, personId, requestId, address };
  await services.broker.changeMember({ ...asked, ...change });
  return personId;
}

/** The member after a change that left one. */
export async function readChanged({ services, organisation }: MemberCall, personId: string): Promise<Member> {
  const member = await findMember(services.store.read, organisation.id, personId);
  if (!member) throw new Problem('member/not-found');
  return member;
}
