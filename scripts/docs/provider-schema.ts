/** docs/provider.schema.json: the shape of a provider's file, for editors and for whoever writes one without Keyward. */
import { providerFile } from '../../server/src/catalogue/provider-schema.ts';

export function renderProviderSchema(): string {
  const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...providerFile };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
