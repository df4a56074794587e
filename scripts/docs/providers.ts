/** docs/providers.md: the providers that Keyward brings, by their first category, with evidence and verification. */
import { builtInFolder } from '../../server/src/catalogue/built-in-folder.ts';
import { isVerifiableMethod } from '../../server/src/catalogue/check-of.ts';
import { type Provider, providerCategories } from '../../server/src/catalogue/provider.ts';
import { readProviderFolder } from '../../server/src/catalogue/read-provider-folder.ts';
import { table } from './markdown.ts';

const isVerifiable = ({ methods }: Provider) => methods.some(isVerifiableMethod);

function evidenceOf({ evidence }: Provider): string {
  return evidence.kind === 'documents' ? `[documents](${evidence.url})` : `${evidence.kind}: \`${evidence.package}\``;
}

function toRow(provider: Provider): string[] {
  const types = provider.methods.map((method) => `\`${method.type}\`${isVerifiableMethod(method) ? ' ✓' : ''}`);
  return [`[${provider.title}](${provider.docsUrl})`, `\`${provider.name}\``, types.join(', '), evidenceOf(provider)];
}

export function renderProviders(): string {
  const { providers } = readProviderFolder(builtInFolder);
  const tested = providers.filter(({ evidence }) => evidence.kind !== 'documents').length;
  const intro = `<!-- Generated from server/src/catalogue/providers by \`npm run docs\`. -->
# Providers

${providers.length} providers; ${providers.filter(isVerifiable).length} can be tried, by a request of their own or a login (✓ beside the type), ${tested} have evidence by test: the
vendor's own SDK or OpenAPI document, run against the same key. Of the others the vendor's documents are the evidence, and no test.
`;
  const parts = providerCategories.map((category) => {
    const rows = providers.filter(({ categories }) => categories[0] === category).map(toRow);
    return rows.length === 0 ? '' : `\n## ${category}\n\n${table(['Provider', 'Name', 'Types', 'Evidence'], rows)}`;
  });
  return intro + parts.join('');
}
