/** Single sign-on on every database: a flow is used once, a subject is one account's, and addresses of a home are in nobody's way. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { newId } from '../../domain/id.ts';
import { type OAuthDefinition, writeOAuthDefinition } from '../../domain/oauth-configuration.ts';
import type { Person } from '../../domain/person.ts';
import type { Session } from '../../domain/session.ts';
import { type IdentityLink, NOBODY, type SignOnFlow } from '../../domain/sign-on.ts';
import { findIdentityProvider, listIdentityProviders } from '../identity-providers.ts';
import { putMembership } from '../memberships.ts';
import { commitOAuthConfiguration, stageOAuthConfiguration } from '../oauth-configurations.ts';
import { findPerson, findPersonByEmail, insertPerson, isAddressOfMember } from '../people.ts';
import { findSession, insertSession } from '../sessions.ts';
import {
  countIdentityLinks,
  deleteIdentityLinksOf,
  deleteOldSignOnFlows,
  findIdentityLink,
  findSignOnFlow,
  identityLinksOf,
  insertIdentityLink,
  insertSignOnFlow,
  loosenIdentityLink,
  type ProviderPlace,
  spendSignOnFlow,
} from '../sign-ons.ts';
import type { Transaction } from '../store.ts';
import { AT, type Suite } from './samples.contract.ts';

const bytes = (text: string) => Buffer.from(text.padEnd(32));

function flow(): SignOnFlow & { witness: Uint8Array } {
  const id = newId('sgn');
  return {
    ...{ id, organisationId: newId('org'), providerId: newId('idp'), providerVersion: 3, purpose: 'link' },
    ...{ stateHash: bytes(id.slice(4)), cookieMac: bytes('c'), personId: newId('per'), sessionId: newId('ses') },
    ...{ returnPath: '/account', redirectUrl: 'https://a.example/b', createdAt: AT, expiresAt: AT + 1 },
    witness: bytes('w'),
  };
}

function link(at: ProviderPlace, subject: string): IdentityLink & { witness: Uint8Array } {
  const known = { ...at, issuer: 'https://a.example', subject };
  return { id: newId('idl'), personId: newId('per'), ...known, createdAt: AT, usedAt: AT, witness: bytes('w') };
}

function person(email: string, home?: string): Person & { witness: Uint8Array } {
  const made = { epoch: 1, createdAt: AT, updatedAt: AT, witness: bytes('w') };
  return { id: newId('per'), email, name: 'A', ...(home && { home }), ...made };
}

export function signOnsContract(suite: () => Suite): void {
  const write = <T>(work: (tx: Transaction) => Promise<T>) => suite().store.transaction(work);
  const read = () => suite().store.read;

  it('a flow is found by the hash of its state, used once by whoever comes first, and gone when it is long over', async () => {
    const [one, late] = [flow(), flow()];
    for (const each of [one, late]) await write((tx) => insertSignOnFlow(tx, each));
    const found = (await findSignOnFlow(read(), one.stateHash))!;
    const plain = (each: SignOnFlow) => JSON.parse(JSON.stringify({ ...each, stateHash: 0, cookieMac: 0, witness: 0 }));
    assert.deepEqual(plain(found), plain(one));
    const spent = await Promise.all([1, 2, 3].map(() => write((tx) => spendSignOnFlow(tx, one.id))));
    assert.equal(spent.filter(Boolean).length, 1);
    await write((tx) => deleteOldSignOnFlows(tx, AT + 1));
    assert.ok(await findSignOnFlow(read(), late.stateHash));
    await write((tx) => deleteOldSignOnFlows(tx, AT + 2));
    assert.equal(await findSignOnFlow(read(), late.stateHash), undefined);
  });

  it('a subject at a provider is linked to one account, and all links go with the provider', async () => {
    const place = { organisationId: newId('org'), providerId: newId('idp') };
    const [one, same, other] = [link(place, 's'), link(place, 's'), link(place, 'S')];
    const elsewhere = { ...place, organisationId: newId('org') };
    const made = await Promise.all([one, same].map((each) => write((tx) => insertIdentityLink(tx, each))));
    assert.deepEqual(made.sort(), [false, true]);
    assert.equal(await write((tx) => insertIdentityLink(tx, other)), true, 'subjects are compared to the letter');
    const found = await findIdentityLink(read(), { ...place, issuer: one.issuer, subject: 's' });
    assert.ok([one.id, same.id].includes(found!.id));
    assert.equal(await findIdentityLink(read(), { ...place, issuer: 'https://b.example', subject: 's' }), undefined);
    assert.deepEqual(
      (await identityLinksOf(read(), other.personId)).map(({ id }) => id),
      [other.id],
    );
    const loosened = [1, 2].map(() => write((tx) => loosenIdentityLink(tx, { id: other.id, witness: bytes('l') })));
    assert.deepEqual((await Promise.all(loosened)).sort(), [false, true]);
    assert.deepEqual(await identityLinksOf(read(), other.personId), []);
    assert.equal((await findIdentityLink(read(), other))?.personId, NOBODY, 'the subject is known on');
    assert.deepEqual(
      [await countIdentityLinks(read(), elsewhere), await write((tx) => deleteIdentityLinksOf(tx, elsewhere))],
      [0, 0],
    );
    assert.deepEqual(
      [await countIdentityLinks(read(), place), await write((tx) => deleteIdentityLinksOf(tx, place))],
      [2, 2],
    );
    assert.equal(await countIdentityLinks(read(), place), 0);
  });

  it('an address of a home is a label: as often as it comes, found by nobody who signs in by it', async () => {
    const [organisationId, email] = [newId('org'), `${newId('per')}@a.example`];
    const [own, first, second] = [person(email), person(email, organisationId), person(email, organisationId)];
    for (const each of [first, second]) assert.equal(await write((tx) => insertPerson(tx, each)), true);
    assert.equal(await findPersonByEmail(read(), email), undefined);
    assert.equal(await write((tx) => insertPerson(tx, own)), true);
    assert.equal((await findPersonByEmail(read(), email))?.id, own.id);
    const stored = (await findPerson(read(), first.id))!;
    assert.deepEqual([stored.home, stored.password], [organisationId, undefined]);
    assert.equal(await isAddressOfMember(read(), organisationId, email), false);
    const by = { createdAt: AT, createdBy: 'tok_a', updatedAt: AT, updatedBy: 'tok_a' };
    const member = { organisationId, personId: first.id, role: 'user' as const, solutions: {}, ...by };
    await write((tx) => putMembership(tx, { ...member, witness: bytes('m') }));
    assert.equal(await isAddressOfMember(read(), organisationId, email), true);
    const origin = { organisationId, providerId: newId('idp'), epoch: 2, linkId: newId('idl') };
    const life = { createdAt: AT, expiresAt: AT + 9, seenAt: AT };
    const session: Session = {
      id: newId('ses'),
      personId: first.id,
      hash: bytes(first.id.slice(4)),
      epoch: 1,
      ...life,
      origin,
    };
    await write((tx) => insertSession(tx, { ...session, witness: bytes('s') }));
    assert.deepEqual((await findSession(read(), first.id, session.id))?.origin, origin);
    assert.equal(await findSession(read(), second.id, session.id), undefined);
  });

  it('an identity provider is found by id and by the key in its definition, and other configurations are none', async () => {
    const organisationId = newId('org');
    const by = { createdAt: AT, createdBy: 'tok_a', updatedAt: AT, updatedBy: 'tok_a' };
    const definition = {
      clientId: 'a',
      tokenUrl: 'https://a.example/t',
      scopeSeparator: ' ',
      clientAuthentication: 'none',
    };
    const lists = { scopes: [], resources: [], allowedDomains: [] };
    const signIn = { key: 'staff', title: 'Staff', isActive: true, allowedDomains: [], epoch: 1 };
    const document = writeOAuthDefinition({ ...definition, ...lists, signIn } as unknown as OAuthDefinition);
    const id = newId('idp');
    for (const each of [id, newId('oac')]) {
      const row = { organisationId, id: each, document, secretVersion: 0, version: 1, ...by };
      await write((tx) => stageOAuthConfiguration(tx, row));
      if (each === id) assert.deepEqual(await listIdentityProviders(read(), organisationId), []);
      await write((tx) => commitOAuthConfiguration(tx, { ...row, witness: bytes('w') }, 1));
    }
    assert.deepEqual(
      (await listIdentityProviders(read(), organisationId)).map((each) => each.id),
      [id],
    );
    for (const reference of [id, 'staff']) {
      assert.equal((await findIdentityProvider(read(), organisationId, reference))?.id, id);
    }
    assert.equal(await findIdentityProvider(read(), newId('org'), id), undefined);
  });
}
