/**
 * What of a token answer becomes a plain field of the connection, such as the address of the customer's own instance. Who
 * writes a provider names the place; a value in which a token stands, in whatever encoding, is taken by nobody.
 */
import type { CaptureRule } from '../../../domain/oauth-quirks.ts';
import { parseAllowedOrigin, parseBaseUrl } from '../../../domain/origin.ts';
import type { Secret } from '../../../domain/secret.ts';
import { isBelow, parentOf } from '../../../domain/suffix-origin.ts';
import { buildScrubber } from '../../scrub/scrubber.ts';
import type { AnswerDocument } from './answer-document.ts';
import { TokenError } from './token-failure.ts';

const LONGEST = 256;
const PLAIN = /^[\x20-\x7e]+$/;

/** @throws TokenError where one is missing, or is not what it may be: without it the connection could not be used */
export function readCaptures(
  rules: Readonly<Record<string, CaptureRule>>,
  document: AnswerDocument,
  tokens: readonly Secret<string>[],
): Readonly<Record<string, string>> {
  const entries = Object.entries(rules);
  if (entries.length === 0) return {};
  const scrubber = buildScrubber(tokens);
  const isFree = (text: string) =>
    scrubber.text(text) === text && tokens.every((token) => !isPartOf(text, token.reveal()));
  const captured = entries.map(([field, rule]): [string, string] => {
    const text = plainText(document.at(rule.from));
    const value = text === undefined || !isFree(text) ? undefined : within(text, rule.within);
    if (value === undefined) throw new TokenError({ kind: 'malformed', fault: 'capture', outcome: 'unknown' });
    return [field, value];
  });
  scrubber.wipe();
  return Object.fromEntries(captured);
}

/** Either in the other; short ones alone could be anything. */
function isPartOf(text: string, token: string): boolean {
  return text.includes(token) || (text.length >= 8 && token.includes(text));
}

function plainText(value: unknown): string | undefined {
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  return typeof text === 'string' && text.length <= LONGEST && PLAIN.test(text) ? text : undefined;
}

/** The text itself, or as the origin that it has to name. */
function within(text: string, limit: string | undefined): string | undefined {
  if (limit === undefined) return text;
  try {
    const { origin } = new URL(parseBaseUrl(text));
    const permitted = parseAllowedOrigin(limit);
    const isWithin = parentOf(permitted) === undefined ? origin === permitted : isBelow(origin, permitted);
    return isWithin ? origin : undefined;
  } catch {
    return undefined;
  }
}
