/** Tokens, what they are granted, and whose they are. */
import type { ProblemEntry } from './problem-entry.ts';

export const accessProblems = {
  'token/missing': {
    status: 401,
    title: 'The request carries no access token',
    retryable: false,
    advice: 'Send `Authorization: Bearer kw_…`; to the broker also where the credential’s own secret would stand.',
  },
  'token/ambiguous': {
    status: 400,
    title: 'The request carries two different access tokens',
    retryable: false,
    advice: 'Send one token, in one place.',
  },
  'token/invalid': {
    status: 401,
    title: 'The access token is unknown, expired, revoked or not witnessed',
    retryable: false,
    advice: 'Create a new one with `keyward token create`. A token written into the database by hand confers nothing.',
  },
  'token/forbidden': {
    status: 403,
    title: 'The access token does not have the role for this',
    retryable: false,
    advice: 'Use a token with one of the roles named in `roles`.',
  },
  'token/not-found': {
    status: 404,
    title: 'There is no such access token',
    retryable: false,
    advice: 'List them with `GET access-tokens`.',
  },
  'token/ended': {
    status: 409,
    title: 'The access token is revoked or has expired, or was rotated at the same time',
    retryable: false,
    advice: 'Read it again; where it has ended, create a new one.',
  },
  'grant/exceeded': {
    status: 403,
    title: 'The grant would pass on more than its issuer may grant',
    retryable: false,
    advice: 'Only who manages a credential grants its use; a role is given only by an equal or higher one.',
  },
  'grant/refused': {
    status: 403,
    title: 'No grant of this token permits the method and path',
    retryable: false,
    advice: 'Widen `methods` or `paths` of a new token: `keyward token create --credential <key> --method <METHOD>`.',
  },
  'organisation/not-found': {
    status: 404,
    title: 'There is no such organisation',
    retryable: false,
    advice:
      'A token sees its own organisation only; the first one has the slug `default`. To the broker a platform token names one in `Keyward-Organisation`.',
  },
  'organisation/slug-taken': {
    status: 409,
    title: 'Another organisation has this slug',
    retryable: false,
    advice: 'Choose another slug, or leave it out: one is derived from the name then.',
  },
  'organisation/slug-invalid': {
    status: 422,
    title: 'The slug does not have the form of a slug',
    retryable: false,
    advice: 'Use `[a-z0-9][a-z0-9._-]{0,127}`, not beginning with `org_`, and not `installation`.',
  },
  'organisation/stale': {
    status: 412,
    title: 'The organisation has changed since the version in If-Match',
    retryable: false,
    advice: 'Read it again and repeat the change on the new version.',
  },
} as const satisfies Record<string, ProblemEntry>;
