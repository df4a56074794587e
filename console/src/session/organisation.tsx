/** The organisation that the page's address names, and what whoever is signed in may do there. */
import type { KeywardClient, ResultOf } from '@keyward/sdk';
import { useParams } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useServices } from './services.ts';

/** Who is signed in, as the API says. */
export type Who = ResultOf<'whoami.get'>;

/** The place that a page is about. */
export interface Organisation {
  /** Slug or id, as it stands in the address. */
  readonly reference: string;
  /** For people. */
  readonly name: string;
  readonly client: KeywardClient;
  readonly who: Who;
  /** Whether they have anything to do here: a person is a member, of the organisation or of all. */
  readonly isOurs: boolean;
  /** Whether credentials may be added, changed and removed here; the API decides, this only spares a click. */
  readonly mayEdit: boolean;
  /** The role in the whole organisation; none for who has roles in solutions alone. */
  readonly role: Role | undefined;
  /** Whether that role is one of an administrator. */
  readonly mayAdminister: boolean;
  /** Whether members of the platform and accounts are theirs to manage. */
  readonly ownsPlatform: boolean;
}

/** From least to most. */
const roles = ['user', 'editor', 'admin', 'owner'] as const;

/** A role in an organisation or a solution. */
export type Role = (typeof roles)[number];

/** Whether a role suffices where another one is asked for. */
export function isAtLeast(role: string | undefined, needed: Role): boolean {
  return roles.indexOf(role as Role) >= roles.indexOf(needed);
}

type Membership = NonNullable<Who['memberships']>[number];

/** What somebody is in an organisation; undefined where they are no member. @param reference - Its slug or id. */
export function membershipIn({ memberships = [] }: Who, reference: string): Membership | undefined {
  return memberships.find(({ organisation: { id, slug } }) => id === reference || slug === reference);
}

/** Roles that let somebody write, in the organisation or at least in one of its solutions. */
function mayEditIn(who: Who, reference: string): boolean {
  const membership = membershipIn(who, reference);
  const roles = [who.role, membership?.role, ...Object.values(membership?.solutions ?? {})];
  return roles.some((role) => role !== undefined && ['owner', 'admin', 'editor'].includes(role));
}

function roleIn(who: Who, reference: string): Role | undefined {
  // Who is limited to solutions has its role in these alone.
  const given = who.solutions === undefined ? (who.role ?? membershipIn(who, reference)?.role) : undefined;
  return roles.find((role) => role === given);
}

/** Where somebody begins: where they are a member, or their token belongs. */
export function homeOf({ organisation, memberships = [] }: Who): string {
  return organisation?.slug ?? memberships[0]?.organisation.slug ?? 'default';
}

const OrganisationContext = createContext<Organisation | undefined>(undefined);

/** Gives what is inside the organisation of the address. */
export function OrganisationProvider({ who, children }: { readonly who: Who; readonly children: ReactNode }) {
  const { client } = useServices();
  const { organisation: reference = 'default' } = useParams({ strict: false }) as { organisation?: string };
  const named = membershipIn(who, reference)?.organisation ?? who.organisation;
  const organisation = useMemo(
    () => ({
      reference,
      name: named?.name ?? named?.slug ?? reference,
      client: client.forOrganisation(reference),
      who,
      isOurs: who.isPlatform || who.memberships === undefined || membershipIn(who, reference) !== undefined,
      mayEdit: mayEditIn(who, reference),
      role: roleIn(who, reference),
      mayAdminister: isAtLeast(roleIn(who, reference), 'admin'),
      ownsPlatform: who.isPlatform && who.role === 'owner',
    }),
    [client, reference, who, named],
  );
  return <OrganisationContext value={organisation}>{children}</OrganisationContext>;
}

/** The organisation of this page. */
export function useOrganisation(): Organisation {
  const organisation = useContext(OrganisationContext);
  if (!organisation) throw new Error('There is no OrganisationProvider around.');
  return organisation;
}
