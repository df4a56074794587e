/** A provider in answers: what a form and a list need, with the schema of each method's fields. */
import { type Static, Type } from 'typebox';
import { isVerifiableMethod } from '../catalogue/check-of.ts';
import { type Provider, type ProviderMethod, providerCategories } from '../catalogue/provider.ts';
import { schemaOf } from '../catalogue/schema-of.ts';
import { credentialTypes } from '../catalogue/types/index.ts';
import { credentialTypeView, viewField } from './credential-type-view.ts';

const closed = { additionalProperties: false } as const;
const optionalText = Type.Optional(Type.String());
const texts = Type.Array(Type.String());

const shared = {
  name: Type.String(),
  title: Type.String(),
  description: optionalText,
  categories: Type.Array(Type.Enum([...providerCategories])),
  docsUrl: Type.String(),
  evidence: Type.Object(
    { kind: Type.Enum(['sdk', 'openapi', 'documents']), package: optionalText, url: optionalText },
    closed,
  ),
};

/** What is drawn beside a title. */
export const iconView = Type.Object(
  {
    title: Type.String(),
    colour: Type.String(),
    path: Type.String({ description: 'Of an SVG whose view box is 24 by 24.' }),
  },
  { ...closed, title: 'ProviderIcon' },
);

/** A provider in a list. */
export const providerSummaryView = Type.Object(
  {
    ...shared,
    types: texts,
    /** Types of which a credential can be tried. */
    verifiable: texts,
    /** Where `icons` was asked for and there is one. */
    icon: Type.Optional(iconView),
  },
  { ...closed, title: 'ProviderSummary' },
);

const methodView = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    help: optionalText,
    docsUrl: optionalText,
    fields: credentialTypeView.properties.fields,
    /** Templates; of several the first whose condition holds. */
    baseUrls: texts,
    ownBaseUrl: Type.Boolean(),
    origins: texts,
    isVerifiable: Type.Boolean(),
    isConnected: Type.Boolean(),
    /** JSON Schema (draft 2020-12) of `fields` in a credential's body, in the order of a form. */
    schema: Type.Record(Type.String(), Type.Unknown()),
  },
  { ...closed, title: 'ProviderMethod' },
);

/** A provider with its methods. */
export const providerView = Type.Object(
  { ...shared, icon: Type.Optional(iconView), methods: Type.Array(methodView) },
  { ...closed, title: 'Provider' },
);

function sharedOf({ name, title, description, categories, docsUrl, evidence }: Provider) {
  return { name, title, description, categories: [...categories], docsUrl, evidence: { ...evidence } };
}

/** The provider for a list. */
export function viewProviderSummary(
  provider: Provider,
  icon?: Static<typeof iconView>,
): Static<typeof providerSummaryView> {
  const { methods } = provider;
  return {
    ...sharedOf(provider),
    ...(icon && { icon }),
    types: methods.map(({ type }) => type),
    verifiable: methods.filter(isVerifiableMethod).map(({ type }) => type),
  };
}

function viewMethod(method: ProviderMethod): Static<typeof methodView> {
  const { type, title, help, docsUrl, fields, baseUrl, ownBaseUrl, origins } = method;
  const known = credentialTypes.find(({ name }) => name === type)!;
  const shape = { ...known, title, description: help ?? known.description, fields, openFields: false };
  return {
    type,
    title,
    help,
    docsUrl,
    fields: fields.map(viewField),
    baseUrls: baseUrl.map(({ url }) => url),
    ownBaseUrl,
    origins: [...origins],
    isVerifiable: isVerifiableMethod(method),
    isConnected: known.isConnected ?? false,
    schema: schemaOf(shape),
  };
}

/** The provider's icon, if it has one. The file is read when the first is looked at: a list of providers needs none. */
export async function iconOf({ icon: slug }: Provider): Promise<Static<typeof iconView> | undefined> {
  if (slug === undefined) return undefined;
  const { default: icons } = await import('../catalogue/provider-icons.json', { with: { type: 'json' } });
  const known: Readonly<Record<string, Static<typeof iconView>>> = icons;
  return Object.hasOwn(known, slug) ? known[slug] : undefined;
}

/** The provider for an answer of its own. */
export async function viewProvider(provider: Provider): Promise<Static<typeof providerView>> {
  const icon = await iconOf(provider);
  return { ...sharedOf(provider), ...(icon && { icon }), methods: provider.methods.map(viewMethod) };
}
