/** What the doctor looks at of people: the witness of every person, session, membership and link. Reads only. */
import type { KeyObject } from 'node:crypto';
import { allInvitations } from '../../store/invitations.ts';
import { allMemberships } from '../../store/memberships.ts';
import { allPeople } from '../../store/people.ts';
import { INSTALLATION } from '../../store/schema.ts';
import { allSessions } from '../../store/sessions.ts';
import { allIdentityLinks } from '../../store/sign-ons.ts';
import type { Store } from '../../store/store.ts';
import { isWitness } from '../admit/witness.ts';
import type { BrokerKeys } from '../broker-keys.ts';
import { witnessIdentityLink, witnessInvitation, witnessMembership, witnessPerson, witnessSession } from './witness.ts';

/** The rows that confer nothing, as texts that name them. */
export async function unwitnessedPeople(store: Store, keys: BrokerKeys): Promise<string[]> {
  const key = await keys.witnessKey(INSTALLATION);
  const found: string[] = [];
  const check = (what: string, stored: Uint8Array | undefined, expected: Buffer | undefined): void => {
    if (expected === undefined || !isWitness(stored, expected)) found.push(what);
  };
  for (const each of await allPeople(store.read)) check(`person ${each.id}`, each.witness, witnessPerson(key, each));
  for (const each of await allSessions(store.read))
    check(`session ${each.id}`, each.witness, witnessSession(key, each));
  for (const each of await allIdentityLinks(store.read))
    check(`identity link ${each.id}`, each.witness, witnessIdentityLink(key, each));
  for (const each of await allMemberships(store.read)) {
    const own = await keyOrNone(keys, each.organisationId);
    const what = `membership of ${each.personId} in ${each.organisationId}`;
    check(what, each.witness, own && witnessMembership(own, each));
  }
  for (const each of await allInvitations(store.read)) {
    const own = await keyOrNone(keys, each.organisationId);
    check(`link ${each.id}`, each.witness, own && witnessInvitation(own, each));
  }
  return found;
}

/** A row may name any organisation. */
async function keyOrNone(keys: BrokerKeys, organisationId: string): Promise<KeyObject | undefined> {
  return keys.witnessKey(organisationId).catch(() => undefined);
}
