/** Finds the account that a path names, by its id or email address: for owners of the platform. */
import { isId } from '../../domain/id.ts';
import { normaliseEmail, type Person } from '../../domain/person.ts';
import { Problem } from '../../domain/problem.ts';
import { findPerson, findPersonByEmail } from '../../store/people.ts';
import type { Call } from '../route.ts';

/** A call whose path names an account. */
export type AccountCall<Body = unknown> = Call<{ person: string }, unknown, Body>;

/** @throws Problem `person/not-found` */
export async function requireAccount({
  services,
  params: { person },
}: Pick<AccountCall, 'services' | 'params'>): Promise<Person> {
  const { read } = services.store;
  const byAddress = () => (normaliseEmail(person) === person ? findPersonByEmail(read, person) : undefined);
  const found = isId('per', person) ? await findPerson(read, person) : await byAddress();
  if (!found) throw new Problem('person/not-found');
  return found;
}
