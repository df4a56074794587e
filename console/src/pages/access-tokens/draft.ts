/** An access token as it is typed, and what of it is sent. */
import type { KeywardClient } from '@keyward/sdk';

type TokenInput = Parameters<KeywardClient['accessTokens']['create']>[0];
type GrantInput = NonNullable<TokenInput['grants']>[number];

/** One grant; empty lists of methods and paths permit all. */
export interface GrantDraft {
  /** For the form alone. */
  readonly number: number;
  readonly credentials: readonly string[];
  readonly functions: readonly string[];
  readonly methods: readonly string[];
  readonly paths: readonly string[];
  readonly release: readonly string[];
  /** A day, or empty. */
  readonly until: string;
}

/** The token. */
export interface TokenDraft {
  readonly name: string;
  readonly role: string | null;
  readonly solutions: readonly string[];
  readonly until: string;
  readonly limits: Readonly<Record<string, number | undefined>>;
  readonly grants: readonly GrantDraft[];
}

/** A grant that grants nothing yet. @param credentials - Chosen already. */
export function emptyGrant(number: number, credentials: readonly string[] = []): GrantDraft {
  return { number, credentials, functions: [], methods: [], paths: [], release: [], until: '' };
}

/** The last moment of a day, here. */
function endOfDay(day: string): string | undefined {
  const at = day === '' ? Number.NaN : Date.parse(`${day}T23:59:59.999`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

function grantInputOf({ credentials, functions, methods, paths, release, until }: GrantDraft): GrantInput {
  const lists = Object.entries({ credentials, functions, methods, paths, release }).filter(
    ([, list]) => list.length > 0,
  );
  const expiresAt = endOfDay(until);
  return { ...(Object.fromEntries(lists) as GrantInput), ...(expiresAt !== undefined && { expiresAt }) };
}

function isEmpty({ credentials, functions }: GrantDraft): boolean {
  return credentials.length === 0 && functions.length === 0;
}

/** What keeps it from being sent, by field. */
export function mistakesOf({ role, grants }: TokenDraft): readonly string[] {
  if (grants.some(isEmpty)) return ['Each grant names credentials or functions. Remove one that is not needed.'];
  if (role === null && grants.length === 0) return ['It confers nothing: add a grant or choose a role.'];
  return [];
}

/** The body of the creation. */
export function inputOf({ name, role, solutions, until, limits, grants }: TokenDraft): TokenInput {
  const given = Object.entries(limits).filter(([, value]) => value !== undefined);
  const expiresAt = endOfDay(until);
  return {
    name: name.trim(),
    ...(role !== null && { role: role as NonNullable<TokenInput['role']> }),
    ...(grants.length > 0 && { grants: grants.map(grantInputOf) }),
    ...(solutions.length > 0 && { solutions: [...solutions] }),
    ...(given.length > 0 && { limits: Object.fromEntries(given) }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
}
