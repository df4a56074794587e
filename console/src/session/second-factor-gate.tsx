/** Keeps who has no second factor at their account page where the organisation requires one; the API lets them nowhere else. */
import { KeywardError } from '@keyward/sdk';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useOrganisation } from './organisation.tsx';

/** Whether whoever is signed in still has to turn one on before they enter. */
export function useNeedsSecondFactor(): boolean {
  const { client, reference, who } = useOrganisation();
  const { error } = useQuery({
    queryKey: [reference, 'entrance'],
    queryFn: () => client.organisations.get(),
    enabled: who.person?.hasSecondFactor === false,
    retry: false,
  });
  const isKeptOut = error instanceof KeywardError && error.code === 'person/second-factor-required';
  return isKeptOut && who.person?.hasSecondFactor === false;
}

/** The page, or the way to the account. */
export function SecondFactorGate({ children }: { readonly children: ReactNode }) {
  const { reference } = useOrganisation();
  const needsOne = useNeedsSecondFactor();
  const { pathname } = useLocation();
  const account = `/organisations/${reference}/account`;
  if (needsOne && pathname !== account) return <Navigate to={account as string} replace />;
  return children;
}
