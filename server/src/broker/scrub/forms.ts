/**
 * The byte forms in which a secret may come back from an upstream: what common software makes of a value that it echoes.
 * One entry an encoding. It only lists forms and never searches.
 *
 * Base64 at an offset means: only the characters wholly determined by the secret, whatever stands around it.
 *
 *     bytes      |   x    |   s0   |   s1   |   s2   |  …
 *     characters |  ?  |  ?  |  c2  |  c3  |  c4  |  …
 */
import { isUtf8 } from 'node:buffer';

/** One encoding: all the forms that it gives a value. */
export interface Encoding {
  readonly name: string;
  /** Whether values beyond LONGEST_FOR_ALL are searched in this encoding, too. */
  readonly isForLong: boolean;
  /** From the bytes, and from the text that they are; without text where they are not UTF-8. */
  readonly formsOf: (bytes: Buffer, text: string | undefined) => readonly (Buffer | string)[];
}

/** The encodings that mostly leave ASCII as it is are not worth their memory for longer values. In bytes. */
const LONGEST_FOR_ALL = 1024;

function base64At(value: Buffer, offset: number): string {
  const shifted = Buffer.concat([Buffer.alloc(offset), value]);
  const encoded = shifted.toString('base64');
  shifted.fill(0);
  return encoded.slice(Math.ceil((8 * offset) / 6), Math.floor((8 * (offset + value.length)) / 6));
}

const base64 = (value: Buffer): string[] => [0, 1, 2].map((offset) => base64At(value, offset));

function base64Escaped(text: string): string[] {
  const percent = text.replaceAll('+', '%2B').replaceAll('/', '%2F');
  const json = text.replaceAll('/', '\\/');
  const plus = ['\\u002b', '\\u002B', '&#43;'].map((escaped) => text.replaceAll('+', escaped));
  return [percent, lowerOctets(percent), json, ...plus];
}

function percentEncode(value: Buffer, unreserved: RegExp): string {
  let text = '';
  for (const byte of value) {
    const character = String.fromCharCode(byte);
    text += unreserved.test(character) ? character : `%${byte.toString(16).padStart(2, '0').toUpperCase()}`;
  }
  return text;
}

function lowerOctets(text: string): string {
  return text.replace(/%(?:25)?[0-9A-F]{2}/g, (octet) => octet.toLowerCase());
}

const COMPONENT = /[A-Za-z0-9\-_.!~*'()]/;
const STRICT = /[A-Za-z0-9\-_.~]/;
const PATH = /[A-Za-z0-9\-_.~/]/;
const FORM = /[A-Za-z0-9\-_.*]/;
/** `encodeURI`; a URL parser in a path and in a query: the value was written there as it is, and is escaped in part. */
const WHOLE = [/[A-Za-z0-9\-_.!~*'();/?:@&=+$,#]/, /[^\x00-\x20"#<>?^`{}\x7f-\xff]/, /[^\x00-\x20"#<>'\x7f-\xff]/];

function percentForms(value: Buffer, sets: readonly RegExp[]): string[] {
  const upper = sets.map((unreserved) => percentEncode(value, unreserved));
  const plus = upper.map((text) => text.replaceAll('%20', '+'));
  const all = [...upper, ...plus];
  return [...all, ...all.map(lowerOctets)];
}

function percentTwice(value: Buffer): string[] {
  const twice = [COMPONENT, STRICT].map((set) => percentEncode(value, set).replaceAll('%', '%25'));
  return [...twice, ...twice.map(lowerOctets)];
}

const jsonOf = (text: string): string => JSON.stringify(text).slice(1, -1);

function escapeUnits(text: string, units: RegExp): string[] {
  const escapeAll = (isUpper: boolean): string =>
    text.replace(units, (unit) => {
      const hex = unit.charCodeAt(0).toString(16).padStart(4, '0');
      return `\\u${isUpper ? hex.toUpperCase() : hex}`;
    });
  return [escapeAll(false), escapeAll(true)];
}

/** What encoders escape beyond need: nothing; Go, Rails; Gson; PHP and .NET. */
const ESCAPED_IN_JSON = [/[<>&]/g, /[<>&'=]/g, /[<>&'+]/g, /[<>&'+`]/g];

function jsonForms(text: string): string[] {
  const plain = jsonOf(text);
  const quoted = [plain, plain.replaceAll('\\"', '\\u0022')];
  const slashed = quoted.flatMap((form) => [form, form.replaceAll('/', '\\/')]);
  const escaped = slashed.flatMap((form) => [form, ...ESCAPED_IN_JSON.flatMap((units) => escapeUnits(form, units))]);
  return [...new Set(escaped)].flatMap((form) => [form, ...escapeUnits(form, /[^\x00-\x7f]/g)]);
}

const MARKUP = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const QUOTED = { ...MARKUP, '"': '&quot;' };
/** Text; attributes; Rails; PHP; Python; Go; Go's templates; XML; Mustache; Handlebars. */
const ESCAPED_IN_HTML: readonly Readonly<Record<string, string>>[] = [
  MARKUP,
  QUOTED,
  { ...QUOTED, "'": '&#39;' },
  { ...QUOTED, "'": '&#039;' },
  { ...QUOTED, "'": '&#x27;' },
  { ...MARKUP, '"': '&#34;', "'": '&#39;' },
  { ...MARKUP, '"': '&#34;', "'": '&#39;', '+': '&#43;' },
  { ...QUOTED, "'": '&apos;' },
  { ...QUOTED, "'": '&#39;', '/': '&#x2F;', '`': '&#x60;', '=': '&#x3D;' },
  { ...QUOTED, "'": '&#x27;', '`': '&#x60;', '=': '&#x3D;' },
];

function htmlForms(text: string): string[] {
  return ESCAPED_IN_HTML.map((escapes) => text.replace(/[&<>"'+/`=]/g, (one) => escapes[one] ?? one));
}

/** For ASCII both byte orders share all but the first or last byte, a zero. */
function utf16Forms(text: string): Buffer[] {
  const little = Buffer.from(text, 'utf16le');
  return /^[\x00-\x7f]*$/.test(text) ? [little.subarray(0, -1)] : [little, Buffer.from(little).swap16()];
}

const onText =
  (formsOf: (text: string) => readonly (Buffer | string)[]): Encoding['formsOf'] =>
  (_bytes, text) =>
    text === undefined ? [] : formsOf(text);

/** The encodings that are searched. docs/threat-model.md lists them. */
const encodings: readonly Encoding[] = [
  { name: 'raw', isForLong: true, formsOf: (bytes) => [bytes] },
  { name: 'Latin-1', isForLong: true, formsOf: onText((text) => (/^[\x00-\xff]*$/.test(text) ? [text] : [])) },
  { name: 'hex', isForLong: true, formsOf: (bytes) => [bytes.toString('hex'), bytes.toString('hex').toUpperCase()] },
  {
    name: 'hex, blanks between',
    isForLong: true,
    formsOf: (bytes) => [bytes.toString('hex').replace(/..(?!$)/g, '$& ')],
  },
  { name: 'base64', isForLong: true, formsOf: base64 },
  {
    name: 'base64url',
    isForLong: true,
    formsOf: (bytes) => base64(bytes).map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  },
  { name: 'escaped base64', isForLong: false, formsOf: (bytes) => base64(bytes).flatMap(base64Escaped) },
  { name: 'percent, strict', isForLong: true, formsOf: (bytes) => percentForms(bytes, [STRICT]) },
  { name: 'percent', isForLong: false, formsOf: (bytes) => percentForms(bytes, [COMPONENT, PATH, FORM, ...WHOLE]) },
  { name: 'percent, twice', isForLong: false, formsOf: percentTwice },
  { name: 'JSON, plain', isForLong: true, formsOf: onText((text) => utf8(jsonOf(text))) },
  { name: 'JSON', isForLong: false, formsOf: onText((text) => utf8(...jsonForms(text))) },
  { name: 'JSON, every character', isForLong: false, formsOf: onText((text) => escapeUnits(text, /[\s\S]/g)) },
  {
    name: 'JSON in JSON',
    isForLong: false,
    formsOf: onText((text) => [jsonOf(text), jsonOf(text).replaceAll('/', '\\/')].flatMap((one) => utf8(jsonOf(one)))),
  },
  { name: 'HTML and XML', isForLong: false, formsOf: onText((text) => utf8(...htmlForms(text))) },
  { name: 'UTF-16', isForLong: false, formsOf: onText(utf16Forms) },
];

function utf8(...texts: readonly string[]): Buffer[] {
  return texts.map((text) => Buffer.from(text, 'utf8'));
}

/** All forms of one value, some of them more than once. Strings of forms are Latin-1. */
export function formsOf(value: Buffer): Buffer[] {
  const text = isUtf8(value) ? value.toString('utf8') : undefined;
  return encodings
    .filter(({ isForLong }) => isForLong || value.length <= LONGEST_FOR_ALL)
    .flatMap((encoding) => encoding.formsOf(value, text))
    .map((form) => (typeof form === 'string' ? Buffer.from(form, 'latin1') : form));
}
