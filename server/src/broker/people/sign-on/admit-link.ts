/**
 * Links an account to a subject at an identity provider, and takes links away. The account's own person alone does it: signed in,
 * and confirmed once more. A link to a provider of an organisation signs in to that organisation, and to nothing else.
 */
import { appendAudits } from '../../../audit/append.ts';
import type { Principal } from '../../../domain/access-token.ts';
import { newId } from '../../../domain/id.ts';
import { Problem } from '../../../domain/problem.ts';
import { type IdentityLink, NOBODY, type SignOnFlow } from '../../../domain/sign-on.ts';
import { recordChange } from '../../../store/changes.ts';
import { findPerson } from '../../../store/people.ts';
import { INSTALLATION } from '../../../store/schema.ts';
import { findSession } from '../../../store/sessions.ts';
import { deleteIdentityLink, identityLinksOf, insertIdentityLink } from '../../../store/sign-ons.ts';
import { forgive } from '../attempts.ts';
import { type PeopleParts, type RequestTrace, tracedBy } from '../people-parts.ts';
import { vouchedPerson } from '../vouched.ts';
import { witnessIdentityLink } from '../witness.ts';
import { assertDomain, type Proven } from './admit-subject.ts';
import { confirmAccount } from './confirm-account.ts';
import { linkOf, loosenLinks } from './links.ts';

/**
 * @throws Problem `single-sign-on/link-taken`, `session/invalid` where the session that began it has ended,
 *   `single-sign-on/address-unverified`, `single-sign-on/domain-refused`
 */
export async function admitLink(
  parts: PeopleParts,
  { provider, claims, flow }: Proven & { readonly flow: SignOnFlow },
  trace: RequestTrace,
): Promise<void> {
  const { personId = '', sessionId = '' } = flow;
  const { read } = parts.store;
  const person = await vouchedPerson(parts, await findPerson(read, personId));
  const session = await findSession(read, personId, sessionId);
  const isOver = !person || !session || session.expiresAt <= parts.clock() || session.epoch !== person.epoch;
  if (isOver || person.home !== undefined) throw new Problem('session/invalid');
  assertDomain({ provider, claims });
  const known = await linkOf(parts, provider, claims.subject);
  if (known.link?.personId === personId) return;
  const loose = known.link?.personId === NOBODY ? known.link : undefined;
  if ((known.link && !loose) || known.isForged) throw new Problem('single-sign-on/link-taken');
  const { organisationId, id: providerId } = provider.configuration;
  const { issuer } = provider.definition;
  const now = parts.clock();
  const place = { organisationId, providerId, issuer, subject: claims.subject };
  const link: IdentityLink = { id: newId('idl'), personId, ...place, createdAt: now, usedAt: now };
  const key = await parts.keys.witnessKey(INSTALLATION);
  await parts.store.transaction(async (tx) => {
    if (loose) await deleteIdentityLink(tx, loose.id);
    const isFree = await insertIdentityLink(tx, { ...link, witness: witnessIdentityLink(key, link) });
    if (!isFree) throw new Problem('single-sign-on/link-taken');
    const acting = { actor: personId, actorName: person.email, ...tracedBy(trace) };
    const details = { identityProvider: providerId };
    const done = { action: 'person.link-identity', subject: link.id, outcome: 'done', details } as const;
    const places = [...new Set([INSTALLATION, organisationId])];
    await appendAudits(
      tx,
      places.map((each) => ({ organisationId: each, ...acting, ...done })),
      now,
    );
  });
}

interface Unlinking extends RequestTrace {
  readonly linkId: string;
  readonly password?: string;
  readonly code?: string;
}

/**
 * Takes a link away; sessions that came by it end.
 *
 * @throws Problem `single-sign-on/link-not-found`, `single-sign-on/last-way`, and those of `confirmAccount`
 */
export async function unlinkIdentity(parts: PeopleParts, principal: Principal, request: Unlinking): Promise<void> {
  const { linkId, ...shown } = request;
  const { person, take, buckets } = await confirmAccount(parts, principal, shown);
  const links = await identityLinksOf(parts.store.read, person.id);
  const link = links.find(({ id }) => id === linkId);
  if (!link) throw new Problem('single-sign-on/link-not-found');
  const others = links.filter((each) => each.id !== linkId && each.organisationId === INSTALLATION);
  if (person.password === undefined && others.length === 0) throw new Problem('single-sign-on/last-way');
  const key = await parts.keys.witnessKey(INSTALLATION);
  await parts.store.transaction(async (tx) => {
    await take(tx);
    if ((await loosenLinks(tx, key, [link])) === 0) throw new Problem('single-sign-on/link-not-found');
    const acting = { actor: person.id, actorName: person.email, ...tracedBy(request) };
    const details = { identityProvider: link.providerId };
    const done = { action: 'person.unlink-identity', subject: linkId, outcome: 'done', details } as const;
    const places = [...new Set([INSTALLATION, link.organisationId])];
    await appendAudits(
      tx,
      places.map((each) => ({ organisationId: each, ...acting, ...done })),
      parts.clock(),
    );
    await recordChange(tx, { organisationId: INSTALLATION, kind: 'person', subject: person.id });
  });
  await forgive(parts, buckets);
}
