/** What a form needs to know of a provider or, for what has none, of a type: its name, its looks and its methods. */
import { useQuery } from '@tanstack/react-query';
import { useOrganisation } from '../../session/organisation.tsx';
import { methodOfType, methodsOf, providerQuery, typesQuery } from './catalogue.ts';

/** One of both; a provider may be given with the type of one of its methods. */
export interface KindChoice {
  readonly provider?: string;
  readonly type?: string;
}

/** Reads it. */
export function useKind({ provider, type }: KindChoice) {
  const place = useOrganisation();
  const found = useQuery({ ...providerQuery(place, provider ?? ''), enabled: provider !== undefined });
  const types = useQuery({ ...typesQuery(place), enabled: provider === undefined && type !== undefined });
  const known = types.data?.find(({ name }) => name === type);
  return {
    title: found.data?.title ?? known?.title,
    icon: found.data?.icon,
    methods: found.data ? methodsOf(found.data) : known && [methodOfType(known)],
    error: found.error ?? types.error,
  };
}

/** Which of both a component is: a type begins with a capital letter, every provider's name is in small ones. */
export function kindOfComponent(component: string): KindChoice {
  return /^[A-Z]/.test(component) ? { type: component } : { provider: component };
}
