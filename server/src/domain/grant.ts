/**
 * Grants: what a token may use. A role manages and carries no use; use comes from grants alone.
 */
import type { Instant } from './instant.ts';

/** What one grant permits; members left out permit everything of their kind. */
export interface Grant {
  /** Globs over credential keys: `finnhub`, `crm.*`. */
  readonly credentials: readonly string[];
  /** For each exact key the id that it named when the grant was issued: a successor under the same key is another credential. */
  readonly ids?: Readonly<Record<string, string>>;
  /** HTTP methods in upper case. */
  readonly methods?: readonly string[];
  /** Globs over the caller's path, below the base URL: `/v1/charges`, `/v1/**`. */
  readonly paths?: readonly string[];
  readonly expiresAt?: Instant;
}

/** Roles from most to least: each may do what the next may. */
export const roles = ['owner', 'admin', 'editor', 'user'] as const;

/** What a token may manage; it carries no use. */
export type Role = (typeof roles)[number];

/** Whether `role` is at least `needed`. No role at all suffices for nothing. */
export function isAtLeast(role: Role | undefined, needed: Role): boolean {
  return role !== undefined && roles.indexOf(role) <= roles.indexOf(needed);
}

/**
 * Whether the glob matches the whole text: `*` stands for any run of characters without `/`, `**` for any run at all.
 * Takes time linear in text times stars, whatever the pattern.
 */
export function matchesGlob(glob: string, text: string): boolean {
  const tokens = glob.split(/(\*\*|\*)/).filter((token) => token !== '');
  let reachable = new Set([0]);
  for (const token of tokens) {
    const next = new Set<number>();
    for (const at of reachable) {
      if (token === '*' || token === '**') {
        let end = at;
        next.add(end);
        while (end < text.length && (token === '**' || text[end] !== '/')) next.add(++end);
      } else if (text.startsWith(token, at)) {
        next.add(at + token.length);
      }
    }
    reachable = next;
  }
  return reachable.has(text.length);
}

function isExact(pattern: string): boolean {
  return !pattern.includes('*');
}

/** The exact keys that a grant names, to be bound to ids when it is issued. */
export function exactKeysOf(grant: Grant): string[] {
  return grant.credentials.filter(isExact);
}

/** Whether the grant covers this credential at this time, whatever is done with it. */
export function coversCredential(grant: Grant, credential: { key: string; id: string }, now: Instant): boolean {
  if (grant.expiresAt !== undefined && grant.expiresAt <= now) return false;
  return grant.credentials.some((pattern) =>
    isExact(pattern)
      ? pattern === credential.key && grant.ids?.[pattern] === credential.id
      : matchesGlob(pattern, credential.key),
  );
}

/** Whether the grant permits the method on the normalised caller's path. */
export function permitsRequest(grant: Grant, method: string, path: string): boolean {
  const isMethodPermitted = grant.methods?.includes(method) ?? true;
  return isMethodPermitted && (grant.paths?.some((pattern) => matchesGlob(pattern, path)) ?? true);
}
