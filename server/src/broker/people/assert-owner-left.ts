/**
 * The last owner stays: of an organisation, and of the platform. Asked in a transaction that has its turn at the place's
 * memberships, so that two who take each other's role away do not both succeed.
 */
import { Problem } from '../../domain/problem.ts';
import { membershipsWithRole } from '../../store/memberships.ts';
import { findPerson } from '../../store/people.ts';
import { INSTALLATION } from '../../store/schema.ts';
import type { Transaction } from '../../store/store.ts';
import { isWitness } from '../admit/witness.ts';
import type { PeopleParts } from './people-parts.ts';
import { vouchedWithin } from './vouched.ts';
import { witnessPerson } from './witness.ts';

/**
 * An owner by a row that was written by hand is none, and one whose account is deactivated helps nobody.
 *
 * @param going - Who is an owner there no longer.
 * @throws Problem `member/last-owner`
 */
export async function assertOwnerLeft(
  parts: PeopleParts,
  tx: Transaction,
  { organisationId, going }: { readonly organisationId: string; readonly going: string },
): Promise<void> {
  const key = await parts.keys.witnessKey(INSTALLATION);
  const owners = await membershipsWithRole(tx, organisationId, 'owner');
  for (const owner of owners.filter(({ personId }) => personId !== going)) {
    if (!(await vouchedWithin(parts, owner))) continue;
    const person = await findPerson(tx, owner.personId);
    if (!person || person.deactivatedAt !== undefined) continue;
    if (isWitness(person.witness, witnessPerson(key, person))) return;
  }
  throw new Problem('member/last-owner');
}
