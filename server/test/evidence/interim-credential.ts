/** A provider's file as a credential without provider: what stands in until credentials name their provider. */
import { readdir, readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import type { EvidenceCase } from './evidence-case.ts';
import type { Secrets } from './secret-places.ts';

const FOLDER = new URL('../../src/catalogue/providers/', import.meta.url);

// biome-ignore lint/suspicious/noExplicitAny: the file is read as it stands
async function providerFile(name: string): Promise<any> {
  return parse(await readFile(new URL(`${name}.yaml`, FOLDER), 'utf8'));
}

const KNOWN_SECRETS = ['apiKey', 'password', 'value', 'accessToken'];

export async function secretsOf({ provider, type }: EvidenceCase, fields: Secrets): Promise<Secrets> {
  const { fields: asked = [] } = (await providerFile(provider)).types[type];
  const isSecret = (name: string) =>
    KNOWN_SECRETS.includes(name) ||
    asked.some((field: { name: string; secret?: boolean }) => field.name === name && field.secret);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => isSecret(name)));
}

export async function credentialOf(one: EvidenceCase, given: Secrets): Promise<object> {
  const method = (await providerFile(one.provider)).types[one.type];
  const defaults = (method.fields ?? []).flatMap(({ name, default: value }: { name: string; default?: string }) =>
    value ? [[name, value]] : [],
  );
  const values: Record<string, string> = { ...Object.fromEntries(defaults), ...method.values, ...given };
  const secrets = await secretsOf(one, given);
  const plain = Object.fromEntries(Object.entries(values).filter(([name]) => !(name in secrets)));
  const render = (text: string, lookup: Record<string, string>) =>
    text.replace(/\$\{(\w+)\}/g, (whole, name) => lookup[name] ?? whole);
  if (one.baseUrl) method.baseUrl = one.baseUrl;
  const choices = typeof method.baseUrl === 'string' ? [{ url: method.baseUrl }] : method.baseUrl;
  const fits = ({ when }: { when?: { field: string; in: string[] } }) =>
    !when || when.in.includes(values[when.field] ?? '');
  const baseUrl = render(choices.find(fits).url, plain);
  const request = method.verification?.request;
  const testPath = request?.method === 'GET' ? { testPath: render(request.path, plain) } : {};
  const ofType = ['in', 'name', 'prefix', 'apiKey', 'username', 'password'];
  const fields = Object.fromEntries(Object.entries(values).filter(([name]) => ofType.includes(name)));
  if (!method.injection) return { type: one.type, baseUrl, fields: { ...fields, ...testPath } };
  const [name] = Object.keys(secrets);
  if (Object.keys(secrets).length !== 1) throw new Error('two secrets wait for credentials on a provider');
  const toValue = (text?: string) => text && render(text, { ...plain, [name!]: '${value}' });
  const injection = method.injection
    .filter(({ when }: { when?: { field: string; equals: string } }) => !when || values[when.field] === when.equals)
    .map(({ into, name, value }: { into: string; name?: string; value: string }) => ({
      into,
      ...(name && { name: toValue(name) }),
      value: toValue(value),
    }));
  return { type: 'Secret', baseUrl, injection, fields: { value: secrets[name!], ...testPath } };
}

// biome-ignore lint/suspicious/noExplicitAny: the files are read as they stand
export async function providerFiles(): Promise<any[]> {
  return Promise.all((await readdir(FOLDER)).map((file) => providerFile(file.replace('.yaml', ''))));
}
