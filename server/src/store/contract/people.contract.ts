/** People, memberships, sessions and links, the same on both databases; what is done at the same time is done once. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { newId } from '../../domain/id.ts';
import type { Invitation, Membership } from '../../domain/membership.ts';
import type { Person } from '../../domain/person.ts';
import { insertAccessToken } from '../access-tokens.ts';
import { deleteInvitation, deleteInvitationsBy, insertInvitation } from '../invitations.ts';
import { countTokensIssuedBy, tokensIssuedBy } from '../issued-tokens.ts';
import { awaitMembershipTurn, findMember, listMembers, membershipsWithRole, putMembership } from '../memberships.ts';
import {
  countAttempt,
  findPersonByEmail,
  forgiveAttempts,
  insertPerson,
  listPeople,
  type PersonListRequest,
  takeTimeStep,
  updatePerson,
} from '../people.ts';
import { INSTALLATION } from '../schema.ts';
import { deleteSessions, findSessionByHash, insertSession, listSessions, touchSession } from '../sessions.ts';
import { type Suite, sampleToken } from './samples.contract.ts';

const AT = 1_760_000_000_000;
const witness = (text: string) => Buffer.from(text.padEnd(32));

function person(email: string): Person & { witness: Uint8Array } {
  const made = { password: 'scrypt$', epoch: 1, createdAt: AT, updatedAt: AT };
  return { id: newId('per'), email, name: email, ...made, witness: witness(email) };
}

function membership(organisationId: string, personId: string, at: number): Membership & { witness: Uint8Array } {
  const when = { createdAt: at, createdBy: 'tok_a', updatedAt: at, updatedBy: 'tok_a' };
  return { organisationId, personId, role: 'owner', solutions: {}, ...when, witness: witness('m') };
}

export function peopleContract(suite: () => Suite): void {
  it('an address is one person’s, and a change is made upon what was read', async () => {
    const { store } = suite();
    const a = person(`${newId('per')}@a.example`);
    const both = await Promise.all(
      [a, { ...a, id: newId('per') }].map((each) => store.transaction((tx) => insertPerson(tx, each))),
    );
    assert.deepEqual(both.sort(), [false, true]);
    const stored = (await findPersonByEmail(store.read, a.email))!;
    const next = { ...stored, name: 'b', secondFactor: { salt: witness('s'), since: AT, backupCodes: ['00'] } };
    const change = () => store.transaction((tx) => updatePerson(tx, { ...next, witness: witness('next') }, stored));
    assert.deepEqual([await change(), await change()], [true, false]);
    const read = (await findPersonByEmail(store.read, a.email))!;
    assert.deepEqual({ ...read.secondFactor, salt: undefined }, { salt: undefined, since: AT, backupCodes: ['00'] });
  });

  it('accounts are listed in pages, by a part of address or name and by state', async () => {
    const { store } = suite();
    const mark = newId('per');
    const people = [1, 2, 3].map((number) => ({ ...person(`${number}_${mark}@a.example`), createdAt: AT + number }));
    const gone = { ...people[2]!, deactivatedAt: AT + 9, witness: witness('gone') };
    await store.transaction(async (tx) => {
      for (const each of people) await insertPerson(tx, each);
      await updatePerson(tx, gone, people[2]!);
    });
    const list = async (request: Partial<PersonListRequest>) =>
      (await listPeople(store.read, { limit: 9, search: mark, ...request })).items.map(({ id }) => id);
    const newest = people.map(({ id }) => id).reverse();
    assert.deepEqual([await list({}), await list({ search: `1_${mark.toUpperCase()}` })], [newest, [newest[2]]]);
    assert.deepEqual(await list({ search: `1%${mark}` }), [], 'what is asked for is text');
    assert.deepEqual(await list({ state: 'deactivated' }), [gone.id]);
    assert.deepEqual(await list({ state: 'active' }), newest.slice(1));
    const { nextCursor } = await listPeople(store.read, { limit: 1, search: mark });
    assert.deepEqual(await list({ cursor: nextCursor! }), newest.slice(1));
  });

  it('what somebody issued is counted with what was made with it, where they issued it', async () => {
    const { store } = suite();
    const [home, away] = [newId('org'), newId('org')];
    const issuer = person(`${newId('per')}@a.example`);
    const first = sampleToken(home, { createdBy: issuer.id, revokedAt: AT });
    const ofFirst = sampleToken(home, { createdBy: first.id });
    const ofThat = sampleToken(home, { createdBy: ofFirst.id });
    const past = sampleToken(home, { createdBy: issuer.id, expiresAt: AT });
    const platform = sampleToken(INSTALLATION, { createdBy: issuer.id });
    const ofPlatform = sampleToken(away, { createdBy: platform.id });
    const another = sampleToken(home, { createdBy: newId('per') });
    await store.transaction(async (tx) => {
      await insertPerson(tx, issuer);
      await putMembership(tx, membership(home, issuer.id, AT));
      await putMembership(tx, membership(INSTALLATION, issuer.id, AT));
      for (const each of [first, ofFirst, ofThat, past, platform, ofPlatform, another])
        await insertAccessToken(tx, each);
    });
    const issued = async (organisationId?: string) => {
      const asked = { issuer: issuer.id, now: AT, ...(organisationId && { organisationId }) };
      const found = await tokensIssuedBy(store.read, asked);
      assert.equal(await countTokensIssuedBy(store.read, asked), found.length);
      return found.map(({ id }) => id).sort();
    };
    assert.deepEqual(await issued(home), [ofFirst.id, ofThat.id].sort());
    assert.deepEqual(await issued(INSTALLATION), [platform.id, ofPlatform.id].sort());
    assert.deepEqual(await issued(), [ofFirst.id, ofThat.id, platform.id, ofPlatform.id].sort());
    assert.deepEqual(await issued(away), []);
    const link = (createdBy: string, organisationId: string): Invitation & { witness: Uint8Array } => ({
      ...{ organisationId, id: newId('inv'), kind: 'invitation', hash: witness(newId('inv')), solutions: {} },
      ...{ expiresAt: AT, createdAt: AT, createdBy, witness: witness('w') },
    });
    await store.transaction(async (tx) => {
      for (const where of [home, away, INSTALLATION]) await insertInvitation(tx, link(issuer.id, where));
      await insertInvitation(tx, link(first.id, home));
    });
    const withdraw = (where?: string) =>
      store.transaction((tx) =>
        deleteInvitationsBy(tx, issuer.id, where === undefined ? {} : { organisationId: where }),
      );
    assert.deepEqual([await withdraw(away), await withdraw(), await withdraw()], [1, 2, 0]);
  });

  it('a time step is taken once, and none before it', async () => {
    const { store } = suite();
    const a = person(`${newId('per')}@a.example`);
    await store.transaction((tx) => insertPerson(tx, a));
    const take = (step: number) => store.transaction((tx) => takeTimeStep(tx, a.id, step));
    const taken = await Promise.all([take(7), take(7), take(7)]);
    assert.equal(taken.filter(Boolean).length, 1);
    assert.deepEqual([await take(6), await take(8)], [false, true]);
  });

  it('attempts at the same time are all counted, until their window is over', async () => {
    const { store } = suite();
    const bucket = newId('per');
    const count = (now: number) => store.transaction((tx) => countAttempt(tx, bucket, { now, windowMs: 1000 }));
    const counted = await Promise.all([1, 2, 3, 4].map(() => count(AT)));
    assert.deepEqual(counted.map(({ attempts }) => attempts).sort(), [1, 2, 3, 4]);
    await store.transaction((tx) => forgiveAttempts(tx, [bucket]));
    await store.transaction((tx) => forgiveAttempts(tx, []));
    assert.deepEqual(await count(AT + 999), { attempts: 4, since: AT });
    assert.deepEqual(await count(AT + 1000), { attempts: 1, since: AT + 1000 });
  });

  it('members are listed in pages, by organisation and by solution, and take turns where it matters', async () => {
    const { store } = suite();
    const organisationId = newId('org');
    const people = [1, 2, 3].map((number) => person(`${number}-${organisationId}@a.example`));
    for (const [index, each] of people.entries()) {
      await store.transaction(async (tx) => {
        await insertPerson(tx, each);
        await putMembership(tx, membership(organisationId, each.id, AT + index));
      });
    }
    const first = await listMembers(store.read, organisationId, { limit: 2 });
    const second = await listMembers(store.read, organisationId, { limit: 2, cursor: first.nextCursor! });
    const listed = [...first.items, ...second.items].map(({ personId }) => personId);
    assert.deepEqual(listed, people.map(({ id }) => id).reverse());
    assert.equal((await findMember(store.read, organisationId, people[0]!.email))?.personId, people[0]!.id);
    const [limited] = people;
    const solutionId = newId('sol');
    const { role: _, ...rest } = membership(organisationId, limited!.id, AT);
    await store.transaction((tx) => putMembership(tx, { ...rest, solutions: { [solutionId]: 'user' } }));
    const of = async (id: string) =>
      (await listMembers(store.read, organisationId, { limit: 9, solutionId: id })).items.length;
    assert.deepEqual([await of(solutionId), await of(newId('sol'))], [3, 2]);
    const stepDown = (id: string) =>
      store.transaction(async (tx) => {
        await awaitMembershipTurn(tx, organisationId);
        const owners = await membershipsWithRole(tx, organisationId, 'owner');
        if (owners.length < 2) return false;
        await putMembership(tx, { ...membership(organisationId, id, AT), role: 'user' });
        return true;
      });
    const left = await Promise.all(people.slice(1).map(({ id }) => stepDown(id)));
    assert.deepEqual(left.sort(), [false, true]);
  });

  it('sessions are found by hash, seen ever later, and ended one by one or all but one; a link is taken once', async () => {
    const { store } = suite();
    const personId = newId('per');
    const ids = [newId('ses'), newId('ses'), newId('ses')];
    for (const id of ids) {
      const life = { epoch: 1, createdAt: AT, expiresAt: AT + 5000, seenAt: AT };
      await store.transaction((tx) =>
        insertSession(tx, { id, personId, hash: witness(id), ...life, witness: witness('w') }),
      );
    }
    for (const at of [AT + 9, AT + 3]) await store.transaction((tx) => touchSession(tx, ids[0]!, at));
    assert.equal((await findSessionByHash(store.read, witness(ids[0]!)))?.seenAt, AT + 9);
    const live = (now: number, idleMs: number) => listSessions(store.read, personId, { now, idleMs });
    assert.deepEqual(
      [(await live(AT + 10, 5)).length, (await live(AT + 10, 50)).length, (await live(AT + 5000, 9000)).length],
      [1, 3, 0],
    );
    const end = (which: { id: string } | { except?: string }) =>
      store.transaction((tx) => deleteSessions(tx, personId, which));
    assert.deepEqual(
      [await end({ id: ids[1]! }), await end({ id: ids[1]! }), await end({ except: ids[0]! }), await end({})],
      [1, 0, 1, 1],
    );
    const link: Invitation & { witness: Uint8Array } = {
      ...{ organisationId: newId('org'), id: newId('inv'), kind: 'invitation', hash: witness(personId), solutions: {} },
      ...{ expiresAt: AT, createdAt: AT, createdBy: 'tok_a', witness: witness('w') },
    };
    await store.transaction((tx) => insertInvitation(tx, link));
    const take = () => store.transaction((tx) => deleteInvitation(tx, link.organisationId, link.id));
    assert.deepEqual((await Promise.all([take(), take()])).sort(), [false, true]);
  });
}
