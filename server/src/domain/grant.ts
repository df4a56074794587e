/**
 * Grants: what a token may use. A role manages and carries no use; use comes from grants alone.
 */
import type { Instant } from './instant.ts';
import { Problem } from './problem.ts';
import type { Release } from './release.ts';

/** What one grant permits; members left out permit everything of their kind. */
export interface Grant {
  /** Globs over credential keys: `finnhub`, `crm.*`; none of a grant of functions alone. */
  readonly credentials: readonly string[];
  /** Names of functions of the token's solutions, which it may invoke; they use their credentials, the token does not. */
  readonly functions?: readonly string[];
  /**
   * For each function the digest of the definition that the grant was issued for, or the digests, where each of the
   * token's solutions has another one under the name: a changed function is another function.
   */
  readonly digests?: Readonly<Record<string, string | readonly string[]>>;
  /**
   * For each exact key the id that it named when the grant was issued, or the ids, where it named another one in each of
   * the token's solutions: a successor under the same key is another credential.
   */
  readonly ids?: Readonly<Record<string, string | readonly string[]>>;
  /**
   * Of a platform token: its exact keys name a credential in each organisation, and so cannot be bound to ids. They
   * follow the key, to a successor too, as a glob does.
   */
  readonly isUnbound?: true;
  /** HTTP methods in upper case. */
  readonly methods?: readonly string[];
  /** Globs over the caller's path, below the base URL: `/v1/charges`, `/v1/**`. */
  readonly paths?: readonly string[];
  /** Uses that hand the secret out to the token's holder; none by default. */
  readonly release?: readonly Release[];
  readonly expiresAt?: Instant;
}

/** Roles from most to least: each may do what the next may. */
export const roles = ['owner', 'admin', 'editor', 'user'] as const;

/** What a token may manage; it carries no use. */
export type Role = (typeof roles)[number];

/** Whether `role` is at least `needed`. No role at all, or a word that is none, suffices for nothing. */
export function isAtLeast(role: Role | undefined, needed: Role): boolean {
  return role !== undefined && roles.includes(role) && roles.indexOf(role) <= roles.indexOf(needed);
}

/** @throws Problem `token/forbidden`, naming the roles that suffice, where `role` is not at least `needed` */
export function assertAtLeast(role: Role | undefined, needed: Role): void {
  if (isAtLeast(role, needed)) return;
  throw new Problem('token/forbidden', { roles: roles.filter((candidate) => isAtLeast(candidate, needed)) });
}

/**
 * Whether the glob matches the whole text: `*` stands for any run of characters without `/`, `**` for any run at all.
 * Takes time linear in text times glob, whatever the pattern: no position is looked at twice for one token.
 */
export function matchesGlob(glob: string, text: string): boolean {
  let reachable = new Uint8Array(text.length + 1);
  reachable[0] = 1;
  for (const token of glob.split(/(\*\*|\*)/)) {
    if (token === '') continue;
    const isStar = token === '*' || token === '**';
    reachable = isStar ? afterStar(token, text, reachable) : afterText(token, text, reachable);
  }
  return reachable[text.length] === 1;
}

/** The ends of the runs that begin at a reachable position. */
function afterStar(star: string, text: string, reachable: Uint8Array): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(reachable.length);
  let isInRun = false;
  for (let at = 0; at < next.length; at++) {
    isInRun = reachable[at] === 1 || (isInRun && (star === '**' || text[at - 1] !== '/'));
    if (isInRun) next[at] = 1;
  }
  return next;
}

function afterText(literal: string, text: string, reachable: Uint8Array): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(reachable.length);
  for (let at = reachable.indexOf(1); at >= 0; at = reachable.indexOf(1, at + 1)) {
    if (text.startsWith(literal, at)) next[at + literal.length] = 1;
  }
  return next;
}

function isExact(pattern: string): boolean {
  return !pattern.includes('*');
}

/** The exact keys that a grant names, to be bound to ids when it is issued. */
export function exactKeysOf(grant: Grant): string[] {
  return grant.credentials.filter(isExact);
}

/** The ids that an exact key of the grant is bound to. */
export function boundIdsOf({ ids }: Grant, key: string): readonly string[] {
  const bound = ids !== undefined && Object.hasOwn(ids, key) ? ids[key]! : [];
  return typeof bound === 'string' ? [bound] : bound;
}

/** Whether the grant covers this credential at this time, whatever is done with it. */
export function coversCredential(grant: Grant, credential: { key: string; id: string }, now: Instant): boolean {
  if (grant.expiresAt !== undefined && grant.expiresAt <= now) return false;
  return grant.credentials.some((pattern) =>
    isExact(pattern)
      ? pattern === credential.key && (grant.isUnbound === true || boundIdsOf(grant, pattern).includes(credential.id))
      : matchesGlob(pattern, credential.key),
  );
}

/** Whether the grant names the function at this time, whatever its definition was when it was issued. */
export function namesFunction(grant: Grant, name: string, now: Instant): boolean {
  const isCurrent = grant.expiresAt === undefined || grant.expiresAt > now;
  return isCurrent && (grant.functions?.includes(name) ?? false);
}

/** The digests that a function of the grant is bound to. */
export function boundDigestsOf({ digests }: Grant, name: string): readonly string[] {
  const bound = digests !== undefined && Object.hasOwn(digests, name) ? digests[name]! : [];
  return typeof bound === 'string' ? [bound] : bound;
}

/** Whether the grant covers the function as it is defined, at this time. */
export function coversFunction(
  grant: Grant,
  { name, digest }: { name: string; digest: string },
  now: Instant,
): boolean {
  return namesFunction(grant, name, now) && boundDigestsOf(grant, name).includes(digest);
}

/** Whether the grant permits the method on the normalised caller's path. */
export function permitsRequest(grant: Grant, method: string, path: string): boolean {
  const isMethodPermitted = grant.methods?.includes(method) ?? true;
  return isMethodPermitted && (grant.paths?.some((pattern) => matchesGlob(pattern, path)) ?? true);
}
