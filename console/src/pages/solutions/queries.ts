/** What the pages of solutions ask of the API, under which keys the answers are kept, and where the pages are. */
import type { Credential, ResultOf } from '@keyward/sdk';
import { queryOptions } from '@tanstack/react-query';
import type { Organisation } from '../../session/organisation.tsx';

type Place = Pick<Organisation, 'client' | 'reference'>;

export type Solution = ResultOf<'solutions.get'>;
export type Checklist = ResultOf<'solutions.checklist'>;
export type ChecklistItem = Checklist['items'][number];

/** So many of the organisation's credentials are looked through for keys that a solution hides. */
const LOOKED_THROUGH = 2_000;

/** Everything about solutions and what is in them. */
export const solutionsKey = ({ reference }: Place) => [reference, 'solutions'] as const;

/** Address of a solution's page; `new` is that of another page. */
export function solutionPath({ reference }: Pick<Place, 'reference'>, { id, slug }: Pick<Solution, 'id' | 'slug'>) {
  return `/organisations/${reference}/solutions/${slug === 'new' ? id : slug}`;
}

/** The first solutions, to choose among. */
export function solutionChoiceQuery(place: Place) {
  return queryOptions({
    queryKey: [...solutionsKey(place), 'choice'],
    queryFn: async ({ signal }) => (await place.client.solutions.list({ limit: 200, signal })).items,
  });
}

/** One solution. @param reference - Slug or id. */
export function solutionQuery(place: Place, reference: string) {
  return queryOptions({
    queryKey: [...solutionsKey(place), 'one', reference],
    queryFn: ({ signal }) => place.client.solutions.get(reference, { signal }),
  });
}

/** What is still to fill in. */
export function checklistQuery(place: Place, id: string) {
  return queryOptions({
    queryKey: [...solutionsKey(place), 'checklist', id],
    queryFn: ({ signal }) => place.client.solutions.checklist(id, { signal }),
    staleTime: 0,
  });
}

/** Under which its own credentials are kept. */
export const ownCredentialsKey = (place: Place, id: string) => [...solutionsKey(place), 'credentials', id] as const;

/** The organisation's own credentials by key: what a solution hides, and what it falls back to. */
export function commonCredentialsQuery(place: Place) {
  return queryOptions({
    queryKey: [...solutionsKey(place), 'common-credentials'],
    queryFn: async () => {
      const found = new Map<string, Credential>();
      let seen = 0;
      for await (const credential of place.client.credentials.iterate({ limit: 200, sort: 'key' })) {
        if (credential.solutionId === undefined && credential.status !== 'deleted')
          found.set(credential.key, credential);
        seen += 1;
        if (seen >= LOOKED_THROUGH) break;
      }
      return { byKey: found, isWhole: seen < LOOKED_THROUGH };
    },
  });
}

/** Who may manage in it. */
export function solutionMembersQuery(place: Place, id: string) {
  return queryOptions({
    queryKey: [...solutionsKey(place), 'members', id],
    queryFn: async () => Array.fromAsync(place.client.solutionMembers.iterate(id, { limit: 200 })),
  });
}
