/** The access token in answers: never its hash or witness, and the token itself once only, when it is issued. */
import { type Static, Type } from 'typebox';
import type { AccessToken } from '../../domain/access-token.ts';
import type { Grant } from '../../domain/grant.ts';
import { formatInstant, type Instant } from '../../domain/instant.ts';
import { instant, limits } from '../schemas.ts';

const closed = { additionalProperties: false } as const;
const texts = Type.Array(Type.String());

/** One grant. */
export const grantView = Type.Object(
  {
    credentials: texts,
    /** Several, where the key names another credential in each of the token's solutions. */
    ids: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), texts]))),
    functions: Type.Optional(texts),
    /** Of the definitions that the grant is of. */
    digests: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), texts]))),
    methods: Type.Optional(texts),
    paths: Type.Optional(texts),
    release: Type.Optional(texts),
    expiresAt: Type.Optional(instant),
  },
  { ...closed, title: 'Grant' },
);

const members = {
  id: Type.String(),
  organisationId: Type.String(),
  name: Type.String(),
  role: Type.Optional(Type.String()),
  grants: Type.Array(grantView),
  /** Ids of the solutions that it is limited to. */
  solutions: Type.Optional(texts),
  limits: Type.Optional(limits),
  /** `pending` until the broker has witnessed it. */
  state: Type.Enum(['active', 'pending', 'expired', 'revoked']),
  expiresAt: Type.Optional(instant),
  /** After a rotation with an overlap: until when the value before is valid. */
  previousValidUntil: Type.Optional(instant),
  createdAt: instant,
  createdBy: Type.String(),
  lastUsedAt: Type.Optional(instant),
  revokedAt: Type.Optional(instant),
};

/** An access token's record. */
export const accessTokenView = Type.Object(members, { ...closed, title: 'AccessToken' });

/** The same with the token itself, as answered once. */
export const issuedAccessTokenView = Type.Object(
  { ...members, token: Type.String() },
  { ...closed, title: 'IssuedAccessToken' },
);

export type AccessTokenView = Static<typeof accessTokenView>;

function stateOf({ revokedAt, witness, expiresAt }: AccessToken, now: Instant): AccessTokenView['state'] {
  if (revokedAt !== undefined) return 'revoked';
  if (expiresAt !== undefined && expiresAt <= now) return 'expired';
  return witness === undefined ? 'pending' : 'active';
}

function at(moment: Instant | undefined): string | undefined {
  return moment === undefined ? undefined : formatInstant(moment);
}

function viewIds(ids: NonNullable<Grant['ids']>): Record<string, string | string[]> {
  const entries = Object.entries(ids);
  return Object.fromEntries(entries.map(([key, bound]) => [key, typeof bound === 'string' ? bound : [...bound]]));
}

/** One grant for an answer. */
export function viewGrant(grant: Grant): Static<typeof grantView> {
  const { credentials, ids, functions, digests, methods, paths, release, expiresAt } = grant;
  return {
    credentials: [...credentials],
    ids: ids && viewIds(ids),
    functions: functions && [...functions],
    digests: digests && viewIds(digests),
    methods: methods && [...methods],
    paths: paths && [...paths],
    release: release && [...release],
    expiresAt: at(expiresAt),
  };
}

/** The token's record for an answer. */
export function viewAccessToken(token: AccessToken, now: Instant): AccessTokenView {
  const { id, organisationId, name, role, createdBy } = token;
  return {
    ...{ id, organisationId, name, role, createdBy },
    grants: token.grants.map(viewGrant),
    solutions: token.solutions && [...token.solutions],
    limits: token.limits,
    state: stateOf(token, now),
    expiresAt: at(token.expiresAt),
    previousValidUntil: at(token.previous?.until),
    createdAt: formatInstant(token.createdAt),
    lastUsedAt: at(token.lastUsedAt),
    revokedAt: at(token.revokedAt),
  };
}
