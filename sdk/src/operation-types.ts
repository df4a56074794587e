/** The types of the client's methods, computed from the generated types of the API: a new route costs no code. */
import type { operations as ApiOperations } from './generated/api.ts';
import type { operations } from './generated/operations.ts';

type Table = typeof operations;

/** `credentials.create` … */
export type OperationId = keyof Table & keyof ApiOperations;

type ParametersIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name extends 'organisation'
    ? ParametersIn<Rest>
    : [reference: string, ...ParametersIn<Rest>]
  : [];

/** Where YAML is taken, its text too. */
type TextOf<Content> = Content extends { 'application/yaml': infer Text } ? Text : never;

type BodyOf<Operation> = Operation extends {
  requestBody: { content: infer Content extends { 'application/json': unknown } };
}
  ? [body: Content['application/json'] | TextOf<Content>]
  : [];

type QueryOf<Operation> = Operation extends { parameters: { query?: infer Query } }
  ? [NonNullable<Query>] extends [never]
    ? unknown
    : NonNullable<Query>
  : unknown;

type HeadersOf<Operation> = Operation extends { parameters: { header?: infer Header } } ? NonNullable<Header> : never;

type ConditionOf<Operation> = 'If-Match' extends keyof HeadersOf<Operation>
  ? {
      /** Version that the write is made on; any by default. */
      readonly ifMatch?: number | string;
    }
  : unknown;

type KeyOf<Operation> = 'Idempotency-Key' extends keyof HeadersOf<Operation>
  ? {
      /** Names this write, so that repeating it does nothing twice; a creation makes one of its own. */
      readonly idempotencyKey?: string;
    }
  : unknown;

/** What every call takes beside its query. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** The last parameter of an operation's method: query and headers by name. */
export type OptionsOf<Id extends OperationId> = CallOptions &
  QueryOf<ApiOperations[Id]> &
  ConditionOf<ApiOperations[Id]> &
  KeyOf<ApiOperations[Id]>;

type JsonOf<Response> = Response extends { content: { 'application/json': infer Json } } ? Json : undefined;

type Successes<Responses> = { [Status in keyof Responses & (200 | 201 | 202 | 204 | 207)]: JsonOf<Responses[Status]> };

/** What an operation resolves to; undefined where its answer has no body. */
export type ResultOf<Id extends OperationId> = Successes<ApiOperations[Id]['responses']>[keyof Successes<
  ApiOperations[Id]['responses']
>];

/** Keys or ids of the path, then the body, then the options. */
export type Method<Id extends OperationId> = (
  ...args: [...ParametersIn<Table[Id]['path']>, ...BodyOf<ApiOperations[Id]>, options?: OptionsOf<Id>]
) => Promise<ResultOf<Id>>;

type ItemOf<Result> = Result extends { items: readonly (infer Item)[]; nextCursor?: string } ? Item : never;

type Iterate<Id extends OperationId> = [ItemOf<ResultOf<Id>>] extends [never]
  ? unknown
  : 'cursor' extends keyof OptionsOf<Id>
    ? {
        /** All items of all pages, fetched as they are needed. */
        iterate(
          ...args: [...ParametersIn<Table[Id]['path']>, options?: Omit<OptionsOf<Id>, 'cursor'>]
        ): AsyncGenerator<ItemOf<ResultOf<Id>>, void>;
      }
    : unknown;

type GroupOf<Id> = Id extends `${infer Group}.${string}` ? Group : never;
type VerbIn<Group extends string, Id> = Id extends `${Group}.${infer Verb}` ? Verb : never;

/** The methods of one noun. */
export type Group<Name extends string> = {
  readonly [Verb in VerbIn<Name, OperationId>]: Method<Extract<`${Name}.${Verb}`, OperationId>>;
} & (`${Name}.list` extends OperationId ? Iterate<Extract<`${Name}.list`, OperationId>> : unknown);

/** All nouns of the API. */
export type Groups = { readonly [Name in GroupOf<OperationId>]: Group<Name> };
