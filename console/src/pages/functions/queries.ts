/** What the pages of functions ask of the API. */
import type { ResultOf } from '@keyward/sdk';
import { queryOptions } from '@tanstack/react-query';
import type { Organisation } from '../../session/organisation.tsx';

type Place = Pick<Organisation, 'client' | 'reference'>;

/** A function without what is said of its credentials. */
export type FunctionRecord = ResultOf<'functions.list'>['items'][number];
export type FunctionDetails = ResultOf<'functions.get'>;

/** A parameter as the API has judged it. */
export interface Parameter {
  readonly location: 'path' | 'query' | 'header' | 'body';
  readonly type: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  /** Of `type: credential`: the key. */
  readonly value?: string;
  readonly field?: string;
}

/** What these pages read of a definition. */
export interface Definition {
  readonly name?: string;
  readonly credential?: string;
  readonly request?: { readonly method: string; readonly url: string };
  readonly parameters?: Readonly<Record<string, Parameter>>;
}

/** The API has held it to its schema. */
export function asDefinition(definition: object): Definition {
  return definition as Definition;
}

/** Under which those of a solution are kept. */
export const functionsKey = ({ reference }: Place, solutionId: string) => [
  reference,
  'solutions',
  'functions',
  solutionId,
];

/** Everything that a write of a function changes. */
export const functionWritesKey = ({ reference }: Place) => [reference, 'solutions'] as const;

/** One function with its credentials. */
export function functionQuery(place: Place, solutionId: string, name: string) {
  return queryOptions({
    queryKey: [...functionsKey(place, solutionId), 'one', name],
    queryFn: ({ signal }) => place.client.functions.get(solutionId, name, { signal }),
    staleTime: 0,
  });
}

/** Its last hundred versions. */
export function versionsQuery(place: Place, solutionId: string, name: string) {
  return queryOptions({
    queryKey: [...functionsKey(place, solutionId), 'versions', name],
    queryFn: async ({ signal }) => (await place.client.functions.versions(solutionId, name, { signal })).items,
    staleTime: 0,
  });
}
