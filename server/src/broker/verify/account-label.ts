/**
 * The label of the account that a secret belongs to, as its API tells it: one short line, for people to recognise it by.
 * A text in which the secret or a part of it may stand is no label, whatever made it so.
 */
import type { Secret } from '../../domain/secret.ts';
import type { ScrubbedDocument } from './scrubbed-document.ts';

const LONGEST = 120;
/** So much of a secret in a row gives it away. */
const TELLING = 8;

/** Marks that change how other text is read, and those that are not seen. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]+/gu;

/**
 * @param pointers - The first at which there is a text counts.
 * @param secrets - Values injected, and those rendered of them.
 * @returns undefined where none is fit to be shown
 */
export function accountLabel(
  document: ScrubbedDocument,
  pointers: readonly string[],
  secrets: readonly Secret<string>[],
): string | undefined {
  const texts = pointers.map((pointer) => {
    const found = document.at(pointer);
    return found.kind === 'value' && typeof found.value === 'string' ? found.value : '';
  });
  const label = texts.map(toLine).find((text) => text !== '');
  return label === undefined || resembles(label, innermost(secrets)) ? undefined : label;
}

function toLine(text: string): string {
  const line = text.normalize('NFC').replace(UNPRINTABLE, ' ').replace(/\s+/g, ' ').trim();
  return [...line].slice(0, LONGEST).join('');
}

/** Not the joined forms: of `user:password` the user may well be the label. */
function innermost(secrets: readonly Secret<string>[]): string[] {
  const values = secrets.map((secret) => secret.reveal());
  return values.filter((value) => !values.some((other) => other !== '' && other !== value && value.includes(other)));
}

function resembles(label: string, values: readonly string[]): boolean {
  const told = reduced(label);
  return values.some((value) => {
    const kept = reduced(value);
    for (let at = 0; at + TELLING <= kept.length; at++) {
      if (told.includes(kept.slice(at, at + TELLING))) return true;
    }
    return false;
  });
}

/** Letters and digits alone: escapes and separators are what encodings add. */
function reduced(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
