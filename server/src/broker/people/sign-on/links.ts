/** Links between accounts and subjects at identity providers, as the broker vouches for them. */

import type { KeyObject } from 'node:crypto';
import { type IdentityLink, NOBODY, type SessionOrigin } from '../../../domain/sign-on.ts';
import { INSTALLATION } from '../../../store/schema.ts';
import { findIdentityLink, findIdentityLinkById, loosenIdentityLink } from '../../../store/sign-ons.ts';
import type { Transaction } from '../../../store/store.ts';
import { isWitness } from '../../admit/witness.ts';
import type { PeopleParts } from '../people-parts.ts';
import { report } from '../vouched.ts';
import { witnessIdentityLink } from '../witness.ts';
import type { VouchedProvider } from './identity-provider.ts';

async function vouchedLink(parts: PeopleParts, link: IdentityLink | undefined): Promise<IdentityLink | undefined> {
  if (!link) return undefined;
  const key = await parts.keys.witnessKey(INSTALLATION);
  if (isWitness(link.witness, witnessIdentityLink(key, link))) return link;
  await report(parts, { organisationId: INSTALLATION, action: 'identity-link.unwitnessed', subject: link.id });
  return undefined;
}

/** What is known of a subject at a provider, under the issuer that it has now. */
export interface KnownSubject {
  readonly link: IdentityLink | undefined;
  /** Whether a row stands in the place of one, and nobody vouches for it. */
  readonly isForged: boolean;
}

export async function linkOf(
  parts: PeopleParts,
  { configuration, definition }: VouchedProvider,
  subject: string,
): Promise<KnownSubject> {
  const { organisationId, id: providerId } = configuration;
  const wanted = { organisationId, providerId, issuer: definition.issuer, subject };
  const row = await findIdentityLink(parts.store.read, wanted);
  const link = await vouchedLink(parts, row);
  return { link, isForged: row !== undefined && link === undefined };
}

function isSameProvider(link: IdentityLink, { organisationId, providerId }: SessionOrigin): boolean {
  return link.organisationId === organisationId && link.providerId === providerId;
}

/** Takes links from their account inside the acting transaction. @returns how many there were */
export async function loosenLinks(tx: Transaction, key: KeyObject, links: readonly IdentityLink[]): Promise<number> {
  let loosened = 0;
  for (const link of links) {
    const witness = witnessIdentityLink(key, { ...link, personId: NOBODY });
    if (await loosenIdentityLink(tx, { id: link.id, witness })) loosened += 1;
  }
  return loosened;
}

/** Whether what a session came by still stands: the link, under the issuer that the provider has now. */
export async function isLinked(
  parts: PeopleParts,
  { origin, personId, issuer }: { readonly origin: SessionOrigin; readonly personId: string; readonly issuer: string },
): Promise<boolean> {
  const link = await vouchedLink(parts, await findIdentityLinkById(parts.store.read, origin.linkId));
  return link?.personId === personId && isSameProvider(link, origin) && link.issuer === issuer;
}
