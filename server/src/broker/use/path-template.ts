/**
 * The caller's path as it may stand in the request log: words stay, everything else becomes `{id}`. What a word is, is
 * told strictly, because ids and pasted secrets come in every form and a lost word costs nothing.
 *
 *     /v1/customers/8471/notes/kw_Zx…  →  /v1/customers/{id}/notes/{id}
 */

const LONGEST_WORD = 40;
const LONGEST_PATH = 300;
const LONGEST_RUN = 24;
const WORD = /^[A-Za-z][A-Za-z0-9._:-]*$/;
const RUN = /[A-Za-z]+/g;
/** `customers`, `getUserProfile`; `SKU`. Random letters change their case more often. */
const CASED_AS_WORDS = /^(?:[A-Z]?[a-z]*(?:[A-Z][a-z]{2,})*|[A-Z]{2,10})$/;
const MOST_DIGITS = 3;
/** What is longer has digits at its end alone, and parts of two letters and more. */
const LONGEST_SHORT = 12;
const LONG_WORD = /^[A-Za-z]{2,}(?:[._:-][A-Za-z]{2,})*\d{0,2}$/;

/** `customers`, `v2.1`, `getUserProfile`, `oauth2`, `documents:search`; not what random characters make. */
function isWord(segment: string): boolean {
  if (segment.length > LONGEST_WORD || !WORD.test(segment)) return false;
  if (segment.length > LONGEST_SHORT && !LONG_WORD.test(segment)) return false;
  if ((segment.match(/\d/g)?.length ?? 0) > MOST_DIGITS) return false;
  return (segment.match(RUN) ?? []).every((run) => run.length <= LONGEST_RUN && CASED_AS_WORDS.test(run));
}

/**
 * @param path - As the caller sent it, normalised, without a query.
 * @returns at most 300 characters; ids, numbers, escapes and whatever else is no word replaced
 */
export function pathTemplate(path: string): string {
  const segments = path.split('/').map((segment) => (segment === '' || isWord(segment) ? segment : '{id}'));
  const template = segments.join('/');
  return template.length > LONGEST_PATH ? `${template.slice(0, LONGEST_PATH)}…` : template;
}
