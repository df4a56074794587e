/**
 * The canary: a secret made for one test run, to be found nowhere but at the upstream. Searched for in every form that
 * common software gives it, compressed ones included, so that an encoded leak is a leak. It shares no code with the
 * scrubber, which it judges.
 */
import { randomBytes } from 'node:crypto';
import { brotliDecompressSync, constants, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { compileNeedles, type Needles } from './needles.ts';

/** A new canary: printable, fit for a header, with characters that JSON, URLs and HTML escape. */
export function newCanary(): string {
  return `cnry"/+${randomBytes(18).toString('base64url')}`;
}

/** The forms to search for, longest possible: those that every encoding leaves intact whatever surrounds it. */
export function formsOf(canary: string): string[] {
  const bytes = Buffer.from(canary);
  const base64 = [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const inner = text.slice(offset === 0 ? 0 : offset + 1, -1);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const hex = bytes.toString('hex');
  const percent = encodeURIComponent(canary);
  const json = JSON.stringify(canary).slice(1, -1);
  const html = canary.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const escaped = [
    percent,
    percent.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()),
    encodeURIComponent(percent),
    json,
    JSON.stringify(json).slice(1, -1),
  ];
  return [...new Set([canary, ...base64, hex, hex.toUpperCase(), ...escaped, json.replaceAll('/', '\\/'), html])];
}

/** What begins a compressed stream, and what undoes it, as far as the bytes go. */
const compressions: readonly { readonly magic: Buffer; readonly undo: (bytes: Buffer) => Buffer }[] = [
  // Behind the header of ten bytes, and without the checksum: what follows the stream is no error then.
  { magic: Buffer.from([0x1f, 0x8b, 0x08, 0x00]), undo: (bytes) => inflateRawSync(bytes.subarray(10), TOLERANT) },
  { magic: Buffer.from([0x78, 0x9c]), undo: (bytes) => inflateSync(bytes, TOLERANT) },
  { magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), undo: (bytes) => zstdDecompressSync(bytes, LIMITED) },
];
const LIMITED = { maxOutputLength: 64 * 1024 * 1024 };
const TOLERANT = { ...LIMITED, finishFlush: constants.Z_SYNC_FLUSH };

/** Chance alone gives a large file some beginnings of streams; it gives none that goes on for long. */
const MOST_STREAMS = 2_000;

/** Nearly all of them are no streams: an error without a trace costs a tenth of one. */
function attempt(undo: (bytes: Buffer) => Buffer, bytes: Buffer): Buffer[] {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return [undo(bytes)];
  } catch {
    return [];
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function streamsIn(bytes: Buffer): Buffer[] {
  const found = compressions.flatMap(({ magic, undo }) => {
    const streams: Buffer[] = [];
    for (let at = bytes.indexOf(magic), n = 0; at >= 0 && n < MOST_STREAMS; at = bytes.indexOf(magic, at + 1), n++) {
      streams.push(...attempt(undo, bytes.subarray(at)));
    }
    return streams;
  });
  // Brotli has no beginning by which it is known: tried on what is no longer than an answer.
  return bytes.length > 1_000_000 ? found : [...found, ...attempt((all) => brotliDecompressSync(all, LIMITED), bytes)];
}

/** By canary: there are few, and each is searched for in thousands of values. */
const compiled = new Map<string, Needles>();

function needlesOf(canary: string): Needles {
  const known = compiled.get(canary);
  if (known) return known;
  const forms = [canary, ...formsOf(canary)];
  const inUtf16 = forms.map((form) => Buffer.from(form, 'utf16le').subarray(0, -1));
  const needles = compileNeedles([...forms.map((form) => Buffer.from(form)), ...inUtf16]);
  compiled.set(canary, needles);
  return needles;
}

/** A form of the canary that the bytes contain, in plain or in a compressed stream among them; or undefined. */
export function findCanary(bytes: Uint8Array | string, canary: string): string | undefined {
  const buffer = Buffer.from(bytes as string);
  const needles = needlesOf(canary);
  const plain = needles.findIn(buffer);
  if (plain) return plain.toString();
  for (const stream of streamsIn(buffer)) {
    const form = needles.findIn(stream);
    if (form) return form.toString();
  }
  return undefined;
}
