/** JSON shapes that several routes share. All objects are closed: an unknown member is refused, or never sent. */
import { Type } from 'typebox';
import { MOST_AT_ONCE, MOST_PER_PERIOD } from '../domain/limits.ts';

const closed = { additionalProperties: false } as const;

/** A query or body without members. */
export const noMembers = Type.Object({}, closed);

/** Path of a credential: its id or key. */
export const credentialParams = Type.Object({ organisation: Type.String(), credential: Type.String() });

/** Path of a token of the platform: its id. */
export const platformTokenParams = Type.Object({ accessToken: Type.String() });

/** Path of an access token: its id. */
export const accessTokenParams = Type.Object({ organisation: Type.String(), accessToken: Type.String() });

/** Path of a solution: its id or slug. */
export const solutionParams = Type.Object({ organisation: Type.String(), solution: Type.String() });

/** Path of a member: the person's id or email address. */
export const memberParams = Type.Object({ organisation: Type.String(), person: Type.String() });

/** Path of a person of the platform: their id or email address. */
export const personParams = Type.Object({ person: Type.String() });

/** Path of a member of a solution. */
export const solutionMemberParams = Type.Object({
  organisation: Type.String(),
  solution: Type.String(),
  person: Type.String(),
});

/** Id or slug of the solution in which keys are meant; the organisation's own without it. */
export const inSolution = { solution: Type.Optional(Type.String({ maxLength: 256 })) };

/** A query that names the scope and nothing else. */
export const scopeQuery = Type.Object(inSolution, closed);

/** RFC 3339; UTC with milliseconds in answers. */
export const instant = Type.String({ maxLength: 40, examples: ['2026-01-31T12:00:00.000Z'] });

/** Text for people, without control characters. */
export function text(maxLength: number, minLength?: number) {
  return Type.String({
    ...(minLength !== undefined && { minLength }),
    maxLength,
    pattern: '^[^\\p{Cs}\\u0000-\\u0008\\u000b-\\u001f\\u007f]*$',
  });
}

/** A filter by an id, key or code: none that is stored holds another character, and PostgreSQL refuses NUL with an error of its own. */
export function word(maxLength: number) {
  return Type.Optional(Type.String({ maxLength, pattern: '^[A-Za-z0-9][A-Za-z0-9._/-]*$' }));
}

const rate = Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_PER_PERIOD }));
const rates = {
  perSecond: rate,
  perMinute: rate,
  concurrency: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_AT_ONCE })),
};

/** Requests through the broker, on each of its nodes; what is left out is not limited. */
export const limits = Type.Object(rates, { ...closed, title: 'Limits' });

/** The same of a credential, and whether the upstream's own `Retry-After` is waited for: by default it is. */
export const credentialLimits = Type.Object(
  { ...rates, respectRetryAfter: Type.Optional(Type.Boolean()) },
  { ...closed, title: 'CredentialLimits' },
);

/** One broken rule: where, and which. */
export const violation = Type.Object(
  { path: Type.String(), message: Type.String() },
  { ...closed, title: 'Violation' },
);

/** Where a list goes on: 1 to 200 items (50 by default), from an opaque cursor of the previous page on. */
export const paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  // A name of 200 characters, of four bytes each, makes the longest: some 1,150 characters.
  cursor: Type.Optional(Type.String({ maxLength: 2048 })),
};

/** Items of a page when `limit` is not given. */
export const DEFAULT_LIMIT = 50;

/** A sealing key with the broker's signature; bytes in base64. */
export const sealingKeyView = Type.Object(
  {
    organisationId: Type.String(),
    kid: Type.String(),
    publicKey: Type.String(),
    notAfter: instant,
    signature: Type.String(),
  },
  { ...closed, title: 'SealingKey' },
);

/** The body of a 204: none. */
export const noBody = Type.Unsafe<undefined>({ type: 'null' });
