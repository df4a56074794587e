/** What there can be credentials for: providers with their methods, and types for what has no provider. */
import type { ResultOf } from '@keyward/sdk';
import { queryOptions } from '@tanstack/react-query';
import type { FieldSpec } from '../../forms/field-spec.ts';
import type { Organisation } from '../../session/organisation.tsx';

type Place = Pick<Organisation, 'client' | 'reference'>;

/** A provider with its methods. */
export type Provider = ResultOf<'providers.get'>;
export type ProviderSummary = ResultOf<'providers.list'>['items'][number];
export type CredentialType = ResultOf<'credentialTypes.get'>;

/** How a credential of one kind is filled in. */
export interface Method {
  readonly type: string;
  readonly title: string;
  readonly help?: string | undefined;
  readonly docsUrl?: string | undefined;
  readonly fields: readonly FieldSpec[];
  readonly takesBaseUrl: boolean;
  /** Where it goes unless another is given. */
  readonly baseUrl?: string | undefined;
  readonly openFields: boolean;
  readonly isVerifiable: boolean;
  /** Made by a consent in the browser, not by a form. */
  readonly isConnected: boolean;
}

const AN_HOUR_MS = 3_600_000;

/** All providers, to be searched at once. */
export function providersQuery({ client, reference }: Place) {
  return queryOptions({
    queryKey: [reference, 'providers'],
    staleTime: AN_HOUR_MS,
    queryFn: () => Array.fromAsync(client.providers.iterate({ limit: 200, icons: true })),
  });
}

/** One provider with all that a form needs. */
export function providerQuery({ client, reference }: Place, name: string) {
  return queryOptions({
    queryKey: [reference, 'providers', name],
    staleTime: AN_HOUR_MS,
    queryFn: () => client.providers.get(name),
  });
}

/** All types. */
export function typesQuery({ client, reference }: Place) {
  return queryOptions({
    queryKey: [reference, 'credential-types'],
    staleTime: AN_HOUR_MS,
    queryFn: async () => (await client.credentialTypes.list()).items,
  });
}

/**
 * Patterns of an organisation's own provider are left to the API, whose engine is never held up by one; a browser's could be
 * for good, and with it whoever fills in the form.
 */
function fieldsOf({ name }: Provider, fields: readonly FieldSpec[]): readonly FieldSpec[] {
  return name.startsWith('org/') ? fields.map(({ pattern: _pattern, ...field }) => field) : fields;
}

/** The methods of a provider, in its order. */
export function methodsOf(provider: Provider): Method[] {
  return provider.methods.map(({ ownBaseUrl, baseUrls, fields, ...method }) => ({
    ...method,
    fields: fieldsOf(provider, fields),
    takesBaseUrl: ownBaseUrl,
    baseUrl: baseUrls[0],
    openFields: false,
  }));
}

/** A type as a method of its own. */
export function methodOfType({
  name,
  title,
  description,
  fields,
  openFields,
  connection,
  isConnected,
  testPathField,
}: CredentialType): Method {
  return {
    ...{ type: name, title, help: description, fields, openFields, isConnected },
    takesBaseUrl: connection === undefined,
    isVerifiable: testPathField !== undefined || connection !== undefined,
  };
}
