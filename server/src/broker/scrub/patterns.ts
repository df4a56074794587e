/**
 * The byte forms in which a secret may come back from an upstream. Built once for each credential; it only lists forms
 * and never searches.
 *
 *     raw (UTF-8, Latin-1) · base64 and base64url at three offsets · hex in both cases
 *     percent-encoded (component, path, form; both cases) · JSON-escaped (\/, \uXXXX, HTML-safe)
 *
 * Base64 at an offset means: only the characters wholly determined by the secret, whatever stands around it.
 *
 *     bytes      |   x    |   s0   |   s1   |   s2   |  …
 *     characters |  ?  |  ?  |  c2  |  c3  |  c4  |  …
 */
import { isUtf8 } from 'node:buffer';

/** Shorter values would mask ordinary text: they are not searched. In bytes. */
export const SHORTEST_SEARCHED = 8;

/**
 * Longer forms are searched in pieces of this many bytes. It bounds what a stream holds back and the work at a near
 * match, and masks a part of a long key that comes back alone.
 */
export const LONGEST_PATTERN = 512;

export interface PatternSet {
  /** Distinct, each from SHORTEST_SEARCHED to LONGEST_PATTERN bytes. */
  readonly patterns: readonly Buffer[];
  /** How many of the values are too short to be searched; empty values do not count. */
  readonly unsearched: number;
}

function base64At(value: Buffer, offset: number): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), value]).toString('base64');
  return encoded.slice(Math.ceil((8 * offset) / 6), Math.floor((8 * (offset + value.length)) / 6));
}

function base64Forms(value: Buffer): string[] {
  const standard = [0, 1, 2].map((offset) => base64At(value, offset));
  return [...standard, ...standard.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))];
}

function percentEncode(value: Buffer, unreserved: RegExp): string {
  let text = '';
  for (const byte of value) {
    const character = String.fromCharCode(byte);
    text += unreserved.test(character) ? character : `%${byte.toString(16).padStart(2, '0').toUpperCase()}`;
  }
  return text;
}

const COMPONENT = /[A-Za-z0-9\-_.!~*'()]/;
const STRICT = /[A-Za-z0-9\-_.~]/;
const PATH = /[A-Za-z0-9\-_.~/]/;
const FORM = /[A-Za-z0-9\-_.*]/;

function percentForms(value: Buffer): string[] {
  const upper = [COMPONENT, STRICT, PATH, FORM].map((unreserved) => percentEncode(value, unreserved));
  const plus = upper.map((text) => text.replaceAll('%20', '+'));
  const all = [...upper, ...plus];
  return [...all, ...all.map((text) => text.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()))];
}

function escapeUnits(text: string, units: RegExp, isUpper: boolean): string {
  return text.replace(units, (unit) => {
    const hex = unit.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${isUpper ? hex.toUpperCase() : hex}`;
  });
}

function jsonForms(text: string): string[] {
  const plain = JSON.stringify(text).slice(1, -1);
  const slashes = [plain, plain.replaceAll('/', '\\/')];
  const htmlSafe = slashes.flatMap((form) => [form, ...[false, true].map((up) => escapeUnits(form, /[<>&'+]/g, up))]);
  return htmlSafe.flatMap((form) => [form, ...[false, true].map((up) => escapeUnits(form, /[^\x00-\x7f]/g, up))]);
}

function formsOf(value: Buffer): Buffer[] {
  const hex = value.toString('hex');
  const ascii = [hex, hex.toUpperCase(), ...base64Forms(value), ...percentForms(value)];
  const forms = [value, ...ascii.map((text) => Buffer.from(text, 'latin1'))];
  if (!isUtf8(value)) return forms;
  const text = value.toString('utf8');
  if (/^[\x00-\xff]*$/.test(text)) forms.push(Buffer.from(text, 'latin1'));
  return [...forms, ...jsonForms(text).map((form) => Buffer.from(form, 'utf8'))];
}

function piecesOf(form: Buffer): Buffer[] {
  if (form.length <= LONGEST_PATTERN) return [form];
  const pieces: Buffer[] = [];
  for (let at = 0; at + LONGEST_PATTERN < form.length; at += LONGEST_PATTERN) {
    pieces.push(form.subarray(at, at + LONGEST_PATTERN));
  }
  return [...pieces, form.subarray(form.length - LONGEST_PATTERN)];
}

/**
 * Lists what to search for.
 *
 * @param values - The secrets that leave, and the joined forms in which they leave (`user:password`).
 */
export function buildPatterns(values: readonly Buffer[]): PatternSet {
  const distinct = new Map(values.map((value) => [value.toString('latin1'), value]));
  const searched = [...distinct.values()].filter((value) => value.length >= SHORTEST_SEARCHED);
  const forms = searched
    .flatMap(formsOf)
    .flatMap(piecesOf)
    .filter((form) => form.length >= SHORTEST_SEARCHED);
  const unsearched = [...distinct.values()].filter(({ length }) => length > 0 && length < SHORTEST_SEARCHED).length;
  return { patterns: [...new Map(forms.map((form) => [form.toString('latin1'), form])).values()], unsearched };
}
