/** Recognises values that stand for a secret instead of being one, so that a form's mask is never stored as a secret. */

const WORDS = new Set(['[redacted]', '<redacted>', 'redacted', '[hidden]', '<hidden>', '<secret>', '[secret]']);
const ONLY_MASK = /^[*•●∙·█]{3,}$/u;
const PARTLY_MASKED = /^.{0,8}(?:\*{4,}|[•●█]{3,}).{0,8}$/u;

/** Whether a value looks like `••••••••`, `sk-****1234` or `[redacted]`. */
export function isMaskLike(value: string): boolean {
  const text = value.trim();
  return WORDS.has(text.toLowerCase()) || ONLY_MASK.test(text) || PARTLY_MASKED.test(text);
}
