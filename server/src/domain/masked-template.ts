/** Templates as people may see them: every secret as the same few dots, whatever its length, through no filter. */
import { type Lookup, renderTemplate, type Template } from './template.ts';

/** Stands for a secret of any length. */
export const DOTS = '••••';

/**
 * The text with all plain values in place.
 *
 * @param lookup - Undefined for what is secret.
 * @param mask - What stands for a secret; dots by default.
 */
export function renderMasked(template: Template, lookup: Lookup, mask: string = DOTS): string {
  return template
    .map((part) => (part.kind === 'field' && lookup(part.field) === undefined ? mask : renderTemplate([part], lookup)))
    .join('');
}
