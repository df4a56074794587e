/** Has the broker change what a member is: it alone may write memberships. */
import type { ChangeMemberRequest, IssuedTokens } from '../../broker/rpc/member-protocol.ts';
import { Problem } from '../../domain/problem.ts';
import { findMember, type Member } from '../../store/memberships.ts';
import type { Call } from '../route.ts';
import { type MemberCall, requireMember } from './require-member.ts';

/** @throws Problem `member/not-found`, and those of the broker's verb */
export async function changeMember(
  call: MemberCall,
  change: Pick<ChangeMemberRequest, 'role' | 'inSolution'>,
): Promise<string> {
  const { personId } = await requireMember(call);
  const { services, token, organisation, requestId, address } = call;
  const asked = { token: token.reveal(), organisationId: organisation.id, personId, requestId, address };
  await services.broker.changeMember({ ...asked, ...change });
  return personId;
}

/** Somebody who is a member no longer, for an answer. */
interface Removed {
  readonly personId: string;
  readonly tokens: IssuedTokens;
}

/**
 * Has the broker remove a member, and with `tokens=revoke` the access tokens that they issued.
 *
 * @throws Problem `member/not-found`, `member/last-owner`, `grant/exceeded`
 */
export async function removeMember(
  call: Call<unknown, { tokens?: 'keep' | 'revoke' }>,
  personId: string,
): Promise<Removed> {
  const { services, token, organisation, requestId, address, query } = call;
  const asked = { token: token.reveal(), organisationId: organisation.id, personId, requestId, address };
  const ends = { isRemoval: true, endsTokens: query.tokens === 'revoke' };
  const { revoked = 0, remaining = 0 } = await services.broker.changeMember({ ...asked, ...ends });
  return { personId, tokens: { revoked, remaining } };
}

/** The member after a change that left one. */
export async function readChanged({ services, organisation }: MemberCall, personId: string): Promise<Member> {
  const member = await findMember(services.store.read, organisation.id, personId);
  if (!member) throw new Problem('member/not-found');
  return member;
}
