/**
 * sdk/src/generated/providers.ts: where the secrets of each provider go. The client holds policies against it, instead of
 * believing the API.
 */

import { builtInFolder } from '../../server/src/catalogue/built-in-folder.ts';
import type { Provider, ProviderMethod } from '../../server/src/catalogue/provider.ts';
import { readProviderFolder } from '../../server/src/catalogue/read-provider-folder.ts';
import { credentialTypes } from '../../server/src/catalogue/types/index.ts';

const INTRO = `/**
 * Fields, origins and placements of the providers. Generated from server/src/catalogue/providers by \`npm run docs\`; not
 * to be edited.
 */
import type { KnownMethod } from '../known-provider.ts';

export const knownProviders: readonly KnownMethod[] = `;

function isConnected({ type }: ProviderMethod): boolean {
  return credentialTypes.some(({ name, isConnected: made }) => name === type && made === true);
}

function knownMethodOf({ name }: Provider, method: ProviderMethod) {
  const { type, fields, values, baseUrl, ownBaseUrl, origins, injection } = method;
  const presets = fields.flatMap((field) => (field.default ? [[field.name, field.default]] : []));
  return {
    provider: name,
    type,
    fields: fields.map((field) => field.name),
    secrets: fields.filter(({ secret }) => secret).map((field) => field.name),
    defaults: { ...Object.fromEntries(presets), ...values },
    baseUrl,
    ownBaseUrl,
    origins,
    injection: injection?.map(({ into, name: named, tokenUrl, when }) => ({ into, name: named, tokenUrl, when })),
  };
}

export function renderSdkProviders(): string {
  const { providers } = readProviderFolder(builtInFolder);
  const known = providers.flatMap((provider) =>
    provider.methods.filter((method) => !isConnected(method)).map((method) => knownMethodOf(provider, method)),
  );
  return `${INTRO}[\n${known.map((method) => `  ${JSON.stringify(method)},\n`).join('')}];\n`;
}
