/** A provider's method as a credential without provider: what stands in until credentials name their provider. */
import { builtInFolder } from '../../src/catalogue/built-in-folder.ts';
import { isFieldUsed } from '../../src/catalogue/credential-type.ts';
import { methodOf, type ProviderMethod } from '../../src/catalogue/provider.ts';
import { readProviderFolder } from '../../src/catalogue/read-provider-folder.ts';
import { parseTemplate, renderTemplate } from '../../src/domain/template.ts';
import type { EvidenceCase } from './evidence-case.ts';
import type { Secrets } from './secret-places.ts';

/** The providers that Keyward brings. */
export const { providers } = readProviderFolder(builtInFolder);

/** The method that a case is about. */
export function methodOfCase({ provider, type }: EvidenceCase): ProviderMethod {
  const found = providers.find(({ name }) => name === provider);
  const method = found && methodOf(found, type);
  if (!method) throw new Error(`There is no sound provider ${provider} with the type ${type}.`);
  return method;
}

/** The body that stores the credential. */
export function credentialOf(one: EvidenceCase, given: Secrets): object {
  const method = methodOfCase(one);
  const secrets = method.fields.filter(({ secret }) => secret).map(({ name }) => name);
  const defaults = method.fields.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]]));
  const values: Record<string, string> = { ...Object.fromEntries(defaults), ...method.values, ...given };
  const lookup = (name: string) => (secrets.includes(name) ? '${value}' : values[name]);
  const render = (text: string) => renderTemplate(parseTemplate(text), lookup);
  const choice = method.baseUrl.find(({ when }) =>
    isFieldUsed({ name: '', title: '', help: '', ...(when && { when }) }, lookup),
  );
  const baseUrl = one.baseUrl ?? render(choice!.url);
  if (!method.injection) {
    const ofType = ['in', 'name', 'prefix', 'apiKey', 'username', 'password'];
    const fields = Object.fromEntries(Object.entries(values).filter(([name]) => ofType.includes(name)));
    return { type: one.type, baseUrl, fields };
  }
  const injection = method.injection
    .filter(({ when }) => !when || values[when.field] === when.equals)
    .map(({ into, name, value }) => ({ into, ...(name && { name: render(name) }), value: render(value) }));
  return { type: 'Secret', baseUrl, injection, fields: { value: given[secrets[0]!] } };
}
