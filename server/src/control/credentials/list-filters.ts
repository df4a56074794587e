/** Filters that lists and counts of credentials have in common. */
import { Problem } from '../../domain/problem.ts';
import type { CredentialFilters } from '../../store/credential-filter.ts';
import type { Call } from '../route.ts';

/** `customer=acme`: up to the first equals sign the name, which holds none. */
function readLabel(text: string): [name: string, value: string] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new Problem('request/invalid', { errors: [{ path: '/label', message: 'is not `name=value`' }] });
}

/** @throws Problem `request/invalid` */
export function readLabels(given: string | readonly string[] | undefined): CredentialFilters['labels'] | undefined {
  return given === undefined ? undefined : [given].flat().map(readLabel);
}

/** One scope where it is named, else all that the token sees. */
export function scopesOf({ principal, solutionId }: Call, named: string | undefined): Partial<CredentialFilters> {
  if (named !== undefined) return { solution: solutionId };
  return principal.solutionIds ? { solutions: ['', ...principal.solutionIds] } : {};
}
