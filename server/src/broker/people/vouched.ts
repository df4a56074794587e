/** Rows about people as the broker vouches for them: what has no valid witness is as if it were not there, and is reported. */
import type { Membership } from '../../domain/membership.ts';
import type { Person } from '../../domain/person.ts';
import { Problem } from '../../domain/problem.ts';
import { INSTALLATION } from '../../store/schema.ts';
import { isWitness } from '../admit/witness.ts';
import type { PeopleParts } from './people-parts.ts';
import { witnessMembership, witnessPerson } from './witness.ts';

/** The person, where its witness is valid. */
export async function vouchedPerson(parts: PeopleParts, person: Person | undefined): Promise<Person | undefined> {
  if (!person) return undefined;
  const key = await parts.keys.witnessKey(INSTALLATION);
  if (isWitness(person.witness, witnessPerson(key, person))) return person;
  await report(parts, { organisationId: INSTALLATION, action: 'person.unwitnessed', subject: person.id });
  return undefined;
}

/** The membership, where its witness is valid. */
export async function vouchedMembership(
  parts: PeopleParts,
  membership: Membership | undefined,
): Promise<Membership | undefined> {
  if (!membership || (await isVouched(parts, membership))) return membership;
  await report(parts, forged(membership));
  return undefined;
}

/**
 * The same inside a transaction. Nobody waits for the report: it is written in a transaction of its own, which on SQLite
 * begins when this one has ended.
 */
export async function vouchedWithin(
  parts: PeopleParts,
  membership: Membership | undefined,
): Promise<Membership | undefined> {
  if (!membership || (await isVouched(parts, membership))) return membership;
  report(parts, forged(membership)).catch((error: unknown) => {
    parts.logger.error({ err: error }, 'a row without a valid witness could not be recorded');
  });
  return undefined;
}

async function isVouched(parts: PeopleParts, membership: Membership): Promise<boolean> {
  const key = await keyOf(parts, membership.organisationId);
  return key !== undefined && isWitness(membership.witness, witnessMembership(key, membership));
}

function forged({ organisationId, personId: subject }: Membership) {
  return { organisationId, action: 'member.unwitnessed', subject };
}

async function keyOf({ keys }: PeopleParts, organisationId: string) {
  try {
    return await keys.witnessKey(organisationId);
  } catch (error) {
    // A row may name any organisation; one that does not exist has no key.
    if (error instanceof Problem && error.code === 'organisation/not-found') return undefined;
    throw error;
  }
}

/** A row that somebody has written past the broker leaves a trace. */
export async function report(
  { refusals, logger }: Pick<PeopleParts, 'refusals' | 'logger'>,
  entry: { readonly organisationId: string; readonly action: string; readonly subject: string },
): Promise<void> {
  logger.warn({ subject: entry.subject, action: entry.action }, 'a row about a person has no valid witness');
  await refusals.record({ ...entry, actor: 'keyward', code: 'session/invalid' });
}
