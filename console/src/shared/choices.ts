/** What forms offer to choose from: credentials, functions and solutions of the organisation, and the names of people. */
import { queryOptions } from '@tanstack/react-query';
import type { Organisation } from '../session/organisation.tsx';

type Place = Pick<Organisation, 'client' | 'reference'>;

/** So many are offered; what is not among them is typed. */
const MOST = 200;

/** One thing to choose. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Solutions, by id. */
export function solutionChoices(place: Place) {
  return queryOptions({
    queryKey: [place.reference, 'solutions', 'choices'],
    queryFn: async ({ signal }): Promise<Choice[]> => {
      const { items } = await place.client.solutions.list({ limit: MOST, signal });
      return items.map(({ id, slug, name }) => ({ value: id, label: name ? `${name} (${slug})` : slug }));
    },
  });
}

/** Keys of credentials that begin so, each once. */
export function keyChoices(place: Place, search: string) {
  return queryOptions({
    queryKey: [place.reference, 'credentials', 'keys', search],
    queryFn: async ({ signal }): Promise<string[]> => {
      const asked = { sort: 'key', limit: 50, ...(search !== '' && { search }) };
      const { items } = await place.client.credentials.list({ ...asked, signal });
      return [...new Set(items.map(({ key }) => key))];
    },
  });
}

/** Names of functions, each once. */
export function functionChoices(place: Place) {
  return queryOptions({
    queryKey: [place.reference, 'functions', 'choices'],
    queryFn: async ({ signal }): Promise<string[]> => {
      const { items: solutions } = await place.client.solutions.list({ limit: MOST, signal });
      const lists = await Promise.all(
        solutions.map(({ id }) => place.client.functions.list(id, { limit: MOST, signal })),
      );
      return [...new Set(lists.flatMap(({ items }) => items.map(({ name }) => name)))].sort();
    },
  });
}

/** Names of members by their id, for what says only who. */
export function memberNames(place: Place) {
  return queryOptions({
    queryKey: [place.reference, 'members', 'names'],
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, string>> => {
      const { items } = await place.client.members.list({ limit: MOST, signal });
      return new Map(items.map(({ personId, name, email }) => [personId, name || email]));
    },
  });
}
