/** Solutions: the projects of an organisation, each with credentials of its own, under a slug that is fixed like a key. */
import { randomBytes } from 'node:crypto';
import type { Principal } from './access-token.ts';
import type { Instant } from './instant.ts';
import { toKeyCharacters } from './key.ts';
import { Problem } from './problem.ts';

/** One project of an organisation. */
export interface Solution {
  readonly organisationId: string;
  readonly id: string;
  /** Unique in the organisation; stands wherever the id may; never of the form of an id. */
  readonly slug: string;
  readonly name: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly updatedAt: Instant;
  readonly updatedBy: string;
}

const SLUG = /^[a-z0-9][a-z0-9._-]{0,127}$/;

/** Whether the text is a solution's slug: `[a-z0-9][a-z0-9._-]{0,127}`, not beginning with `sol_` (that is an id). */
export function isSolutionSlug(text: string): boolean {
  return SLUG.test(text) && !text.startsWith('sol_');
}

/** A slug from a display name, as a key is derived from one; `solution` where no character of it is usable. */
export function deriveSolutionSlug(name: string): string {
  const slug = toKeyCharacters(name).replace(/^sol_/, 'sol-');
  return isSolutionSlug(slug) ? slug : 'solution';
}

/** The slug with an end that nobody has chosen, for a derived one that is taken. */
export function withRandomEnd(slug: string): string {
  return `${slug}-${randomBytes(3).toString('hex')}`;
}

/** Whether a token may see the solution: its own where it is limited to some, else all of the organisation. */
export function seesSolution({ solutionIds }: Pick<Principal, 'solutionIds'>, id: string): boolean {
  return solutionIds?.includes(id) ?? true;
}

/**
 * Whether a principal's role manages what is in a scope: that of a token which is limited to solutions holds in these
 * alone, any other in the whole organisation.
 *
 * @param solutionId - The empty string: the organisation's own scope.
 */
export function managesScope({ solutionIds }: Pick<Principal, 'solutionIds'>, solutionId: string): boolean {
  return solutionIds?.includes(solutionId) ?? true;
}

/**
 * Refuses to pass on more than the principal has: one that is limited to solutions passes on none but these.
 *
 * @param solutions - Of the token that is issued; undefined for one that is not limited.
 * @throws Problem `grant/exceeded`
 */
export function assertSolutionsWithin(
  { solutionIds }: Pick<Principal, 'solutionIds'>,
  solutions: readonly string[] | undefined,
): void {
  if (solutionIds === undefined) return;
  const isWithin = solutions?.every((id) => solutionIds.includes(id)) ?? false;
  if (!isWithin) throw new Problem('grant/exceeded');
}
