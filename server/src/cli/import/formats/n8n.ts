/**
 * n8n: the file of `n8n export:credentials --all --decrypted`, a list of credentials with `name`, `type` and `data`.
 *
 * @see n8n, CLI commands
 */

import { usageError } from '../../usage-error.ts';
import { pointer, type Reading, toldApart } from '../found-values.ts';
import type { ImportFormat } from '../import-format.ts';
import { fromN8n } from '../n8n-types.ts';
import { isObject, jsonOrNothing, readStrictJson, textOf } from '../strict-json.ts';

function readingOf(item: unknown, index: number): Reading {
  const place = pointer(index);
  if (!isObject(item)) return { place, kind: 'bad', reason: 'is no object' };
  const [name, type] = [textOf(item, 'name'), textOf(item, 'type')];
  if (name === undefined || type === undefined) return { place, kind: 'bad', reason: 'has no name or no type' };
  const mapped = fromN8n(type, item.data);
  const origin = { place, source: name };
  if ('unmapped' in mapped) return { ...origin, kind: 'unmapped', reason: mapped.unmapped };
  const { credential, ...rest } = mapped;
  return { ...origin, ...rest, credential: { name: name.slice(0, 200), ...credential } };
}

export const n8n: ImportFormat = {
  name: 'n8n',
  help: '`n8n export:credentials --all --decrypted`',
  fits: (text) => {
    const value = jsonOrNothing(text);
    if (!Array.isArray(value) || !isObject(value[0])) return false;
    const [first] = value;
    return typeof first.type === 'string' && Object.hasOwn(first, 'data') && typeof first.name === 'string';
  },
  read: (text) => {
    const value = readStrictJson(text);
    if (!Array.isArray(value)) throw usageError('The file is no list of credentials.');
    return toldApart(value.map(readingOf));
  },
};
