/** Finds the member that a path names, by the person's id or email address. */
import { isId } from '../../domain/id.ts';
import { normaliseEmail } from '../../domain/person.ts';
import { Problem } from '../../domain/problem.ts';
import { findMember, type Member } from '../../store/memberships.ts';
import type { Call } from '../route.ts';

/** A call whose path names a person. */
export type MemberCall<Body = unknown> = Call<{ person: string }, unknown, Body>;

/** @throws Problem `member/not-found`, the same for a stranger and for nobody */
export async function requireMember({ services, organisation, params }: MemberCall): Promise<Member> {
  const { person } = params;
  // An address as it is stored, and in no other spelling: what resembles a reference is none.
  const isReference = isId('per', person) || normaliseEmail(person) === person;
  const found = isReference ? await findMember(services.store.read, organisation.id, person) : undefined;
  if (!found) throw new Problem('member/not-found');
  return found;
}
