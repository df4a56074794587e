/**
 * JSON: values by name, or credentials of the API's own shape, by key or as a list, as `keyward credential list --json`
 * writes them. What the API answers holds no secrets: then their structure alone is made anew.
 */
import type { NewCredential } from '@keyward/sdk';
import { usageError } from '../../usage-error.ts';
import { pointer, type Reading, staticValue, toldApart } from '../found-values.ts';
import type { ImportFormat } from '../import-format.ts';
import { isJsonLike, isObject, type JsonObject, readStrictJson } from '../strict-json.ts';

const TAKEN = [
  ...['key', 'type', 'provider', 'name', 'description', 'owner', 'labels', 'baseUrl', 'allowedOrigins', 'fields'],
  ...['redactFields', 'injection', 'expiresAt', 'limits', 'policy'],
];

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isObject(value) && Object.values(value).every((each) => typeof each === 'string');
}

function isAnswer(object: JsonObject): boolean {
  return typeof object.organisationId === 'string' && typeof object.id === 'string';
}

function shaped(place: string, source: string, object: JsonObject): Reading {
  const bad = (reason: string): Reading => ({ place, source, kind: 'bad', reason });
  const isFromApi = isAnswer(object);
  const { secrets, policy, ...rest } = object;
  const names = Object.keys(rest).filter((name) => !TAKEN.includes(name));
  const unknown = isFromApi ? [] : names.filter((name) => name !== 'id');
  if (unknown.length > 0) return bad('has members that a credential has not');
  if (!isFromApi && secrets !== undefined && !isTexts(secrets)) return bad('has secrets that are no texts');
  if (object.fields !== undefined && !isTexts(object.fields)) return bad('has fields that are no texts');
  const isProvided = typeof object.provider === 'string';
  const given = Object.fromEntries(Object.entries(rest).filter(([name]) => TAKEN.includes(name)));
  // On a provider these follow from it, and would be refused.
  if (isFromApi && isProvided) for (const name of ['injection', 'allowedOrigins', 'baseUrl']) delete given[name];
  const credential = { ...given, ...(!isFromApi && policy !== undefined && { policy }) } as NewCredential;
  if (isFromApi)
    return { place, source, credential: { fields: {}, ...credential }, isAnswer: true, notes: ['without its secrets'] };
  return { place, source, credential: { ...credential, ...(secrets !== undefined && { secrets }) } as NewCredential };
}

function isShaped(object: JsonObject): boolean {
  return ['type', 'provider', 'secrets', 'fields'].some((name) => Object.hasOwn(object, name));
}

/** Of an object by name. */
function named(name: string, value: unknown): Reading {
  const origin = { place: pointer(name), source: name };
  if (typeof value === 'string') return staticValue(origin, value);
  if (!isObject(value)) return { ...origin, kind: 'bad', reason: 'is no text and no object' };
  if (isShaped(value)) return shaped(origin.place, name, { key: name, ...value });
  if (!isTexts(value) || Object.keys(value).length === 0)
    return { ...origin, kind: 'bad', reason: 'is no object of texts' };
  return { ...origin, credential: { type: 'Default', secrets: value } };
}

function listed(value: unknown, index: number, at: readonly string[]): Reading {
  const place = pointer(...at, index);
  if (!isObject(value)) return { place, kind: 'bad', reason: 'is no object' };
  const source = [value.key, value.name].find((text) => typeof text === 'string') ?? `item-${index + 1}`;
  return shaped(place, String(source), value);
}

export const json: ImportFormat = {
  name: 'json',
  help: 'values by name, or credentials as the API has them',
  fits: isJsonLike,
  read: (text) => {
    const value = readStrictJson(text);
    if (Array.isArray(value)) return toldApart(value.map((item, index) => listed(item, index, [])));
    if (!isObject(value)) throw usageError('The file is no object and no list.');
    const { items } = value;
    if (Array.isArray(items)) return toldApart(items.map((item, index) => listed(item, index, ['items'])));
    return toldApart(Object.entries(value).map(([name, each]) => named(name, each)));
  },
};
