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
  readonly client: KeywardClient;
  readonly who: Who;
  /** Whether credentials may be added, changed and removed here; the API decides, this only spares a click. */
  readonly mayEdit: boolean;
}

const OrganisationContext = createContext<Organisation | undefined>(undefined);

/** Gives what is inside the organisation of the address. */
export function OrganisationProvider({ who, children }: { readonly who: Who; readonly children: ReactNode }) {
  const { client } = useServices();
  const { organisation: reference = 'default' } = useParams({ strict: false }) as { organisation?: string };
  const organisation = useMemo(
    () => ({
      reference,
      client: client.forOrganisation(reference),
      who,
      mayEdit: ['owner', 'admin', 'editor'].includes(who.role ?? ''),
    }),
    [client, reference, who],
  );
  return <OrganisationContext value={organisation}>{children}</OrganisationContext>;
}

/** The organisation of this page. */
export function useOrganisation(): Organisation {
  const organisation = useContext(OrganisationContext);
  if (!organisation) throw new Error('There is no OrganisationProvider around.');
  return organisation;
}
