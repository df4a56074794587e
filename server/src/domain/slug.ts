/** Slugs: the names of organisations in paths and headers. Unique in the installation, and never mistaken for an id. */
import { randomBytes } from 'node:crypto';
import { toKeyCharacters } from './key.ts';

const SLUG = /^[a-z0-9][a-z0-9._-]{0,127}$/;
/** Stands for the whole installation in the tables, and is nobody's name. */
const RESERVED = 'installation';

/** Whether the text is a slug: `[a-z0-9][a-z0-9._-]{0,127}`, not beginning with `org_` (that is an id), not `installation`. */
export function isSlug(text: string): boolean {
  return SLUG.test(text) && !text.startsWith('org_') && text !== RESERVED;
}

/** A slug from a display name: `Acme Préprod (EU)` gives `acme-preprod-eu`; a name without usable characters `organisation`. */
export function deriveSlug(name: string): string {
  const slug = toKeyCharacters(name).replace(/^org_/, 'org-');
  return isSlug(slug) ? slug : 'organisation';
}

/** `acme`, `acme-2` … `acme-9`, and one with a random end for a name that very many bear; the first free one is taken. */
export function slugCandidates(slug: string): readonly string[] {
  const numbered = Array.from({ length: 8 }, (_, index) => `${slug}-${index + 2}`);
  return [slug, ...numbered, `${slug}-${randomBytes(3).toString('hex')}`];
}
