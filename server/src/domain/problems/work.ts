/** What uses credentials: solutions, functions, consumers, webhooks. */
import type { ProblemEntry } from './problem-entry.ts';

export const workProblems = {
  'solution/not-found': {
    status: 404,
    title: 'There is no such solution',
    retryable: false,
    advice: 'List them with `GET solutions`. A token that is limited to solutions sees no others.',
  },
  'solution/slug-taken': {
    status: 409,
    title: 'Another solution of the organisation has this slug',
    retryable: false,
    advice: 'Choose another slug, or leave it out: one is derived from the name then.',
  },
  'solution/slug-invalid': {
    status: 422,
    title: 'The slug does not have the form of a slug of a solution',
    retryable: false,
    advice: 'Use `[a-z0-9][a-z0-9._-]{0,127}`, not beginning with `sol_`.',
  },
  'solution/stale': {
    status: 412,
    title: 'The solution has changed since the version in If-Match',
    retryable: false,
    advice: 'Read it again and repeat the change on the new version.',
  },
  'solution/not-empty': {
    status: 409,
    title: 'The solution is not empty',
    retryable: false,
    advice:
      'Delete its credentials, functions and consumers first; `GET credentials?solution=…`, `GET solutions/…/functions` and `GET consumers?solution=…` list them.',
  },
  'function/not-found': {
    status: 404,
    title: 'There is no such function, or the token has no grant of it',
    retryable: false,
    advice:
      'Names are looked up in the token’s solution alone. `keyward token create --solution <solution> --function <name>` grants one.',
  },
  'function/invalid': {
    status: 422,
    title: 'The definition of the function cannot be taken',
    retryable: false,
    advice: 'See `errors`: each has the line and the JSON path. docs/functions.md describes the format.',
  },
  'function/stale': {
    status: 412,
    title: 'The function was changed in the meantime',
    retryable: false,
    advice: 'Read it again and repeat the change on what it is now; `If-Match` takes its `version`.',
  },
  'function/move-refused': {
    status: 409,
    title: 'A function could not use the other credential',
    retryable: false,
    advice:
      'See `errors` for each such function and why. Nothing was moved: change these functions first, or choose others with `references`.',
  },
  'function/too-many': {
    status: 409,
    title: 'The solution has as many functions as it may have',
    retryable: false,
    advice: 'Delete functions that nobody invokes, or make another solution: 500 may be in each.',
  },
  'function/draft': {
    status: 409,
    title: 'The function is a draft',
    retryable: false,
    advice: 'Save it with `state: active`; its dry run shows what it would send.',
  },
  'function/changed': {
    status: 403,
    title: 'The function was changed since it was granted',
    retryable: false,
    advice: 'A grant is of one definition. Read what it is now, and issue a new token with `--function <name>`.',
  },
  'function/parameters-invalid': {
    status: 422,
    title: 'The parameters are not those that the function takes',
    retryable: false,
    advice: 'See `errors`: each has the path of a parameter and the rule that it broke.',
  },
  'function/credential-missing': {
    status: 409,
    title: 'A credential that the function names does not exist',
    retryable: false,
    advice: 'See `errors` for the key. Make a credential under it; the function finds it at once.',
  },
  'function/credential-incomplete': {
    status: 409,
    title: 'A credential that the function names lacks a required field',
    retryable: false,
    advice: 'See `errors` for the key, and the credential’s own `errors` for what is missing.',
  },
  'function/credential-expired': {
    status: 409,
    title: 'A credential that the function names has expired',
    retryable: false,
    advice: 'See `errors` for the key. Give the credential a new secret, or a later `expiresAt`.',
  },
  'function/credential-invalid': {
    status: 409,
    title: 'A credential that the function names cannot be used',
    retryable: false,
    advice: 'See `errors` for the key, and the credential’s own `status`, `errors` and `reason`.',
  },
  'solution/too-large': {
    status: 422,
    title: 'The solution has more than 1,000 credentials',
    retryable: false,
    advice: 'Copy what it has in parts: `keyward credential list --json` and `keyward import` have no such limit.',
  },
  'template/invalid': {
    status: 422,
    title: 'The template of a solution cannot be taken',
    retryable: false,
    advice:
      'See `errors`: each entry has the JSON path, the line and the rule. docs/solution-template.schema.json has the form.',
  },
  'webhook/not-found': {
    status: 404,
    title: 'There is no such webhook',
    retryable: false,
    advice: 'List them with `GET webhooks`.',
  },
  'webhook/stale': {
    status: 412,
    title: 'The webhook has changed since the version in If-Match',
    retryable: false,
    advice: 'Read it again and repeat the change on the new version.',
  },
  'webhook/url-invalid': {
    status: 422,
    title: 'The URL of the webhook is none that events can be sent to',
    retryable: false,
    advice: 'Give `https://host/path` without a user, a password or a fragment; `http://` on loopback alone.',
  },
  'webhook/too-many': {
    status: 409,
    title: 'The organisation has as many webhooks as it may have',
    retryable: false,
    advice: 'Delete one that is not needed; an organisation may have 100.',
  },
  'webhook/inactive': {
    status: 409,
    title: 'The webhook is not active',
    retryable: false,
    advice: 'Make it active again with `PATCH webhooks/{webhook}` and `{"active": true}`.',
  },
  'webhook/secret-missing': {
    status: 409,
    title: 'The credential that signs for the webhook is not there, or is not usable',
    retryable: false,
    advice: 'Rotate the webhook to another secret with `POST webhooks/{webhook}/rotate`.',
  },
  'webhook/secret-invalid': {
    status: 422,
    title: 'The credential is none that can sign for a webhook',
    retryable: false,
    advice:
      "Name a credential of type `Secret` of the organisation's own whose value is `whsec_` and base64 of 24 to 64 bytes, or none: Keyward makes one then.",
  },
  'webhook/unwitnessed': {
    status: 409,
    title: 'The broker did not vouch for the webhook as it is stored',
    retryable: false,
    advice: 'Somebody has written to the database past Keyward. Delete the webhook and make it again.',
  },
  'webhook/answer-refused': {
    status: 502,
    title: 'The endpoint of the webhook answered with another status than 2xx',
    retryable: true,
    advice: 'The delivery tells the status. Redirects are not followed: give the final URL.',
  },
  'webhook/delivery-not-found': {
    status: 404,
    title: 'There is no such delivery of the webhook',
    retryable: false,
    advice: 'List them with `GET webhooks/{webhook}/deliveries`; they are kept for `--event-retention`.',
  },
  'reference/dangling': {
    status: 422,
    title: 'A reference names no live credential',
    retryable: false,
    advice:
      'See `errors` for where. A key is looked up in the solution and then in the organisation; `GET credentials?for=consumer` lists what can be named.',
  },
  'consumer/not-found': {
    status: 404,
    title: 'There is no such consumer',
    retryable: false,
    advice: '`keyward consumer list` shows those that are registered.',
  },
  'consumer/name-invalid': {
    status: 422,
    title: 'A consumer cannot be registered under this kind and id',
    retryable: false,
    advice:
      'Each is of letters, digits and `._:@-`, both together 199 characters at most; the kind `function` is kept for functions of Keyward.',
  },
  'consumer/taken': {
    status: 409,
    title: 'A consumer of another solution has this kind and id',
    retryable: false,
    advice: 'Kind and id are unique in the organisation. Take another id, or a token that reaches its solution.',
  },
  'consumer/stale': {
    status: 412,
    title: 'The consumer has changed since the version in If-Match',
    retryable: false,
    advice: 'Read it again and repeat the change on the new version.',
  },
} as const satisfies Record<string, ProblemEntry>;
