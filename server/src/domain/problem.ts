/**
 * Every error that Keyward answers with, in one table: a stable code, its HTTP status, its title and what to do about it.
 * docs/errors.md is generated from it. Codes are never renamed. A detail never contains an input value, a secret or an
 * upstream's body: the cause goes to the redacted log, never to the wire.
 *
 * @see RFC 9457 (problem details)
 */
import type { Usage } from './reference.ts';

/** What is known about one error. */
export interface ProblemEntry {
  /** HTTP status of the answer. */
  readonly status: number;
  /** One line for people, the same for each occurrence. */
  readonly title: string;
  /** Whether the same request may succeed later without a change. */
  readonly retryable: boolean;
  /** What the reader can do. */
  readonly advice: string;
}

export const problems = {
  'request/malformed': {
    status: 400,
    title: 'The request body is not valid JSON',
    retryable: false,
    advice: 'Send a JSON object in UTF-8 with `Content-Type: application/json`.',
  },
  'request/invalid': {
    status: 422,
    title: 'The request does not have the shape that this route takes',
    retryable: false,
    advice: 'See `errors`: each entry has the JSON path and the rule that it broke. Unknown members are refused.',
  },
  'request/cursor-invalid': {
    status: 422,
    title: 'The cursor does not belong to this list, filter and order',
    retryable: false,
    advice:
      'Send `nextCursor` of the page before, with the same filters and `sort`; without a cursor a list begins anew.',
  },
  'request/sort-unknown': {
    status: 422,
    title: 'The list cannot be sorted by this field',
    retryable: false,
    advice: 'See `errors` for the fields; a `-` before the name turns the order around.',
  },
  'idempotency/mismatch': {
    status: 422,
    title: 'This Idempotency-Key was used for another request',
    retryable: false,
    advice: 'Make a new key for each new request; a repeated one has the same method, path, query and body.',
  },
  'idempotency/in-progress': {
    status: 409,
    title: 'The first request with this Idempotency-Key is still being worked on',
    retryable: true,
    advice: 'Repeat the same request in a moment.',
  },
  'idempotency/already-shown': {
    status: 409,
    title: 'The first request with this Idempotency-Key has succeeded, and what it showed is shown once only',
    retryable: false,
    advice: 'List the resources to find the one that was made; if its secret is lost, revoke it and make another.',
  },
  'request/too-large': {
    status: 413,
    title: 'The request body is over its limit',
    retryable: false,
    advice:
      'Control API bodies are limited to 1 MiB, those of a bulk to 16 MiB, those that the broker puts a credential into by `--body-limit`, others through the broker by `--max-body`.',
  },
  'request/body-unsupported': {
    status: 415,
    title: 'The body is not of the kind that the credential is injected into',
    retryable: false,
    advice:
      'Send JSON or a form (`application/x-www-form-urlencoded`), as the injection rule says, in UTF-8, without `Content-Encoding`.',
  },
  'request/body-refused': {
    status: 422,
    title: 'The body has no place for the credential that every reader would find',
    retryable: false,
    advice: 'See `detail`: on the way to the place objects stand, each member once.',
  },
  'request/media-type': {
    status: 415,
    title: 'The body has a media type that this route does not take',
    retryable: false,
    advice: 'Send `Content-Type: application/json`.',
  },
  'request/host-refused': {
    status: 421,
    title: 'The Host header names a host that this listener does not serve',
    retryable: false,
    advice: 'Use the address that Keyward listens on, or start it with `--public-url`.',
  },
  'request/rate-limited': {
    status: 429,
    title: 'Too many requests',
    retryable: true,
    advice: 'Wait for the seconds in `Retry-After`.',
  },
  'request/return-refused': {
    status: 422,
    title: 'The browser may not be sent to this address when it is done',
    retryable: false,
    advice:
      "`returnUrl` is `https://…` of an origin in the organisation's setting `returnOrigins`, or of Keyward's own. List the exact origin there; no pattern is taken.",
  },
  'request/origin-refused': {
    status: 403,
    title: 'The request does not come from a page of this Keyward',
    retryable: false,
    advice:
      'A write with a session takes the exact `Origin` of the control API. Behind a proxy start Keyward with `--public-url`.',
  },
  'session/sign-in-failed': {
    status: 401,
    title: 'The email address, the password or the code is not right',
    retryable: false,
    advice: 'Which one it is is not told. An operator makes a new link with `keyward person reset`.',
  },
  'session/code-required': {
    status: 401,
    title: 'The account has a second factor, and no code was sent',
    retryable: false,
    advice: 'Send the six digits of the authenticator app, or a backup code, as `code`.',
  },
  'session/invalid': {
    status: 401,
    title: 'The session is unknown, was ended, or has not been used for too long',
    retryable: false,
    advice: 'Sign in again.',
  },
  'session/required': {
    status: 403,
    title: 'This is for people who are signed in',
    retryable: false,
    advice: 'Sign in with `POST /v1/auth/sign-in`; an access token has no account.',
  },
  'session/not-found': {
    status: 404,
    title: 'There is no such session of yours',
    retryable: false,
    advice: 'List them with `GET /v1/auth/sessions`.',
  },
  'session/limited': {
    status: 403,
    title: 'A session that came by an organisation’s identity provider may not do this',
    retryable: false,
    advice:
      'Accounts are changed in a session that began with the password, or by an identity provider of the installation.',
  },
  'session/fresh-needed': {
    status: 403,
    title: 'The sign-in lies too far back for this',
    retryable: false,
    advice: 'Sign in again and repeat it within ten minutes: the account has no password that could be asked for.',
  },
  'single-sign-on/flow-unknown': {
    status: 404,
    title: 'There is no such sign-in under way',
    retryable: false,
    advice: 'An answer counts once, and the address must be whole. Sign in anew.',
  },
  'single-sign-on/flow-expired': {
    status: 410,
    title: 'The sign-in has taken too long',
    retryable: false,
    advice: 'Sign in anew: it has to be done within ten minutes.',
  },
  'single-sign-on/other-browser': {
    status: 403,
    title: 'This browser is not the one in which the sign-in was begun',
    retryable: false,
    advice: 'Begin and end in one and the same browser, with cookies, at the address that `--public-url` names.',
  },
  'single-sign-on/denied': {
    status: 403,
    title: 'The identity provider has not signed you in',
    retryable: false,
    advice:
      'It was cancelled there, or you may not use this application. Sign in anew, or ask who looks after the provider.',
  },
  'single-sign-on/refused': {
    status: 409,
    title: 'The identity provider has answered without a sign-in',
    retryable: false,
    advice: 'See `detail`. Check client id, scopes and the registered redirect URL with the provider.',
  },
  'single-sign-on/issuer-mismatch': {
    status: 409,
    title: 'The answer does not come from the identity provider that was asked',
    retryable: false,
    advice: 'Nothing was sent to it (RFC 9207). If the issuer is right, somebody may have tried to mix up two servers.',
  },
  'single-sign-on/id-token-invalid': {
    status: 502,
    title: 'The ID token does not prove this sign-in',
    retryable: false,
    advice:
      'Issuer, audience, nonce, time or signature is not right. Look at the identity provider, and at the clocks.',
  },
  'single-sign-on/provider-changed': {
    status: 409,
    title: 'The identity provider is not as it was when the sign-in was begun',
    retryable: false,
    advice: 'It was changed, made inactive or removed. Sign in anew.',
  },
  'single-sign-on/address-unverified': {
    status: 403,
    title: 'The identity provider has given no verified email address',
    retryable: false,
    advice:
      'The provider has to tell `email` with `email_verified: true`, in the ID token or at its UserInfo endpoint. Ask who looks after it, or link an account.',
  },
  'single-sign-on/domain-refused': {
    status: 403,
    title: 'Addresses of this domain are not signed in by this identity provider',
    retryable: false,
    advice: 'Use the account of your organisation, or ask its administrators.',
  },
  'single-sign-on/account-exists': {
    status: 409,
    title: 'An account with this address is there already, and is not linked',
    retryable: false,
    advice:
      'Sign in to it as before, and link it under Account (`POST /v1/auth/identities`). Nobody is signed in to an account by its address alone.',
  },
  'single-sign-on/not-a-member': {
    status: 403,
    title: 'You are signed in there, and are no member here',
    retryable: false,
    advice: 'Ask the administrators for an invitation; who has an account links it under Account.',
  },
  'single-sign-on/required': {
    status: 403,
    title: 'The organisation requires single sign-on',
    retryable: false,
    advice:
      'Sign in by an identity provider of the organisation or of the installation; link your account under Account first. Owners come in with their password, too.',
  },
  'single-sign-on/link-taken': {
    status: 409,
    title: 'This identity is linked to another account',
    retryable: false,
    advice: 'Sign in with it, or have it unlinked there first.',
  },
  'single-sign-on/link-not-found': {
    status: 404,
    title: 'There is no such link of yours',
    retryable: false,
    advice: 'List them with `GET /v1/auth/identities`.',
  },
  'single-sign-on/last-way': {
    status: 409,
    title: 'It is the only way into the account',
    retryable: false,
    advice: 'Set a password first, or link another identity provider of the installation.',
  },
  'identity-provider/not-found': {
    status: 404,
    title: 'There is no such identity provider here',
    retryable: false,
    advice: 'Check the key: `GET identity-providers` lists them.',
  },
  'identity-provider/stale': {
    status: 412,
    title: 'The identity provider was changed since you read it',
    retryable: false,
    advice: 'Read it again and repeat the change on top of the new version.',
  },
  'identity-provider/secret-needed': {
    status: 409,
    title: 'The change alters where or how the client secret may go, and the secret is not given again',
    retryable: false,
    advice: 'Send `fields.clientSecret`, or `fields.privateKey`, together with the change.',
  },
  'identity-provider/key-taken': {
    status: 409,
    title: 'There is an identity provider of this key',
    retryable: false,
    advice: 'Choose another key, or change the one that there is with PATCH.',
  },
  'identity-provider/too-many': {
    status: 409,
    title: 'There are as many identity providers as there may be',
    retryable: false,
    advice: 'Remove one that nobody uses.',
  },
  'person/password-weak': {
    status: 422,
    title: 'The password may not be chosen',
    retryable: false,
    advice: 'Choose one of at least 12 characters that is not among those tried first. Anything may be in it.',
  },
  'person/second-factor-on': {
    status: 409,
    title: 'The account has a second factor already',
    retryable: false,
    advice: 'Remove it first, with the password and a code.',
  },
  'person/second-factor-missing': {
    status: 409,
    title: 'There is no second factor that this could be done to',
    retryable: false,
    advice: 'Begin with `POST /v1/auth/second-factor`, then confirm it with a first code.',
  },
  'person/no-password': {
    status: 409,
    title: 'The account belongs to an identity provider of an organisation, and has no password',
    retryable: false,
    advice: 'Its person signs in there. Whoever needs more is invited, and makes an account of their own.',
  },
  'person/second-factor-required': {
    status: 403,
    title: 'The organisation requires a second factor, and the account has none',
    retryable: false,
    advice: 'Turn one on for your account; signing in again is not needed.',
  },
  'person/stale': {
    status: 409,
    title: 'The account was changed at the same time',
    retryable: true,
    advice: 'Repeat the request.',
  },
  'person/not-found': {
    status: 404,
    title: 'There is no such account',
    retryable: false,
    advice: 'List them with `GET /v1/platform/people`.',
  },
  'person/deactivated': {
    status: 403,
    title: 'The account is deactivated',
    retryable: false,
    advice: 'An owner of the platform lets its person sign in again: `POST platform/people/{person}/reactivate`.',
  },
  'person/own-account': {
    status: 409,
    title: 'This is not done to one’s own account',
    retryable: false,
    advice: 'Change your own password and second factor with the password; another owner does what is left.',
  },
  'invitation/invalid': {
    status: 404,
    title: 'The link is unknown, was used, or has expired',
    retryable: false,
    advice: 'Ask for a new one. On the machine `keyward person reset` makes one.',
  },
  'invitation/other-account': {
    status: 403,
    title: 'The link is for another email address',
    retryable: false,
    advice: 'Accept with the address that the link was made for.',
  },
  'invitation/not-found': {
    status: 404,
    title: 'There is no such open invitation',
    retryable: false,
    advice: 'List them with `GET invitations`.',
  },
  'member/not-found': {
    status: 404,
    title: 'There is no such member',
    retryable: false,
    advice: 'List them with `GET members`.',
  },
  'member/last-owner': {
    status: 409,
    title: 'The last owner of an organisation, and of the platform, stays',
    retryable: false,
    advice: 'Make somebody else an owner first.',
  },
  'route/not-found': {
    status: 404,
    title: 'There is no such route',
    retryable: false,
    advice: 'See docs/api.md for the paths.',
  },
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
  'provider/not-found': {
    status: 404,
    title: 'There is no such provider',
    retryable: false,
    advice: '`GET providers` lists what there is; those of your own begin with `org/`.',
  },
  'provider/invalid': {
    status: 422,
    title: 'The provider is not sound',
    retryable: false,
    advice:
      'See `errors`: each entry has the JSON path, the line and the rule. docs/provider.schema.json has the form.',
  },
  'provider/name-taken': {
    status: 409,
    title: 'The organisation has a provider of this name',
    retryable: false,
    advice: 'Take another name, or change the one that there is with `PUT providers/org/{name}`.',
  },
  'provider/stale': {
    status: 412,
    title: 'The provider is at another version',
    retryable: false,
    advice: 'Read it again and apply the change to that version.',
  },
  'provider/in-use': {
    status: 409,
    title: 'Credentials name the provider',
    retryable: false,
    advice:
      'See `usages` for the first of them and `detail` for how many; `GET credentials?provider=…` lists them. `?force=true` deletes it all the same: the credentials keep what they took from it.',
  },
  'provider/too-many': {
    status: 409,
    title: 'The organisation has as many providers of its own as it may have',
    retryable: false,
    advice: 'Delete some: 200 are the most.',
  },
  'provider/document-invalid': {
    status: 422,
    title: 'This is no OpenAPI 3 document that can be imported',
    retryable: false,
    advice: 'See `errors` for the place: a document of OpenAPI 3, in JSON or YAML, at most 4 MiB, all in one.',
  },
  'oauth-configuration/not-found': {
    status: 404,
    title: 'There is no such OAuth configuration here',
    retryable: false,
    advice:
      'Check the key: `GET oauth-configurations` lists them. A connection of a configuration that is gone is made again.',
  },
  'oauth-configuration/stale': {
    status: 412,
    title: 'The OAuth configuration was changed since you read it',
    retryable: false,
    advice: 'Read it again and repeat the change on top of the new version.',
  },
  'oauth-configuration/key-taken': {
    status: 409,
    title: 'The organisation has an OAuth configuration of this key',
    retryable: false,
    advice: 'Choose another key, or change the one that there is with PATCH.',
  },
  'oauth-configuration/unwitnessed': {
    status: 409,
    title: 'The broker did not vouch for the OAuth configuration as it is stored',
    retryable: false,
    advice:
      'Somebody has written to the database past Keyward. Delete the configuration, make it again, and connect its connections again.',
  },
  'connection/redirect-mismatch': {
    status: 409,
    title: 'The browser could not come back from the provider as things are set',
    retryable: false,
    advice:
      'See `keyward oauth-configuration redirect`: public URL, redirect URI and the address that the browser uses have to agree. It has the lines to copy.',
  },
  'connect-link/not-found': {
    status: 404,
    title: 'There is no such connect link',
    retryable: false,
    advice:
      'List them with `GET connect-links`. Of an address that was sent to you: see that it is whole, or ask for a new one.',
  },
  'connect-link/used': {
    status: 410,
    title: 'The connect link has been used',
    retryable: false,
    advice: 'What it was made for is done. Make another link to change the credential again.',
  },
  'connect-link/revoked': {
    status: 410,
    title: 'The connect link was withdrawn',
    retryable: false,
    advice: 'Ask whoever sent it for a new one.',
  },
  'connect-link/expired': {
    status: 410,
    title: 'The connect link has expired',
    retryable: false,
    advice: 'Ask whoever sent it for a new one; `expiresIn` gives up to 30 days.',
  },
  'connect-link/exhausted': {
    status: 410,
    title: 'Values were handed in through the connect link too often',
    retryable: false,
    advice: 'Ten times at most. Make a new link, and see in the events why the values were refused.',
  },
  'connect-link/exceeded': {
    status: 403,
    title: 'The connect link does not permit this',
    retryable: false,
    advice:
      'A link stores one credential, with the fields and the policy that it was made for. Where the credential or its provider has changed since, make a new link.',
  },
  'connect-link/nothing-asked': {
    status: 422,
    title: 'The connect link would ask for nothing',
    retryable: false,
    advice:
      'A link takes at least one secret. For a credential that an authorisation server hands out, name a `configuration`.',
  },
  'connect-link/origin-refused': {
    status: 403,
    title: 'The form was not sent by its own page',
    retryable: false,
    advice:
      'Open the link again and use the form there. Behind a proxy, `--public-url` has to be the address that people see.',
  },
  'oauth-configuration/secret-needed': {
    status: 409,
    title: 'The change alters where or how the client secret may go, and the secret is not given again',
    retryable: false,
    advice:
      'Send `fields.clientSecret`, or `fields.privateKey`, together with the change: it is sealed for the token URL, the revocation URL and one way of client authentication.',
  },
  'oauth-configuration/in-use': {
    status: 409,
    title: 'Connections use the OAuth configuration',
    retryable: false,
    advice:
      'See `usages` for the first of them and `detail` for how many. `?force=true` (`keyward oauth-configuration delete --force`) deletes it all the same: its connections are not renewed any more.',
  },
  'oauth-configuration/domain-refused': {
    status: 422,
    title: 'The OAuth configuration does not allow tokens to be sent there',
    retryable: false,
    advice: 'Stay within `allowedDomains` of the configuration, or have an administrator widen them.',
  },
  'oauth-configuration/discovery-failed': {
    status: 422,
    title: 'The issuer does not tell its endpoints as it should',
    retryable: false,
    advice:
      'Give the issuer to the letter as the server names itself, or give the endpoints: `authorizationUrl`, `tokenUrl` and `revocationUrl`.',
  },
  'oauth-configuration/too-many': {
    status: 409,
    title: 'The organisation has as many OAuth configurations as it may',
    retryable: false,
    advice: 'Delete one that no connection uses.',
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
  'credential/shadows': {
    status: 409,
    title: 'The key is that of a credential of the organisation, which this one would hide in its solution',
    retryable: false,
    advice: 'Choose another key, or send `shadows: true` where everything in the solution is to use this one instead.',
  },
  'credential/shadow-refused': {
    status: 403,
    title: 'Hiding a credential of the organisation takes the right to both',
    retryable: false,
    advice: 'Use a token that is not limited to solutions, or one with a grant of the credential that is hidden.',
  },
  'credential/not-found': {
    status: 404,
    title: 'There is no such credential, or its use is not granted to this token',
    retryable: false,
    advice: 'Check the key. To grant its use: `keyward token create --credential <key>`.',
  },
  'credential/key-taken': {
    status: 409,
    title: 'Another credential has this key',
    retryable: false,
    advice: 'Choose another key, or change the existing credential with PATCH or PUT.',
  },
  'credential/key-invalid': {
    status: 422,
    title: 'The key does not have the form of a key',
    retryable: false,
    advice: 'Use `[a-z0-9][a-z0-9._-]{0,127}`, not beginning with `cred_`.',
  },
  'credential/id-taken': {
    status: 409,
    title: 'This credential id was used before',
    retryable: false,
    advice: 'Ids are never reused: seal again under a new one.',
  },
  'credential/immutable': {
    status: 422,
    title: 'Key, type and id of a credential are fixed',
    retryable: false,
    advice: 'Create a new credential instead.',
  },
  'credential/stale': {
    status: 412,
    title: 'The credential has changed since the version in If-Match',
    retryable: false,
    advice: 'Read it again and repeat the change on the new version.',
  },
  'credential/type-unknown': {
    status: 422,
    title: 'There is no such credential type',
    retryable: false,
    advice: 'See docs/credential-types.md for the types.',
  },
  'credential/provider-unknown': {
    status: 422,
    title: 'The credential names a provider that there is not',
    retryable: false,
    advice: 'List them: `keyward provider list`. One of the organisation’s own is named `org/<name>`.',
  },
  'connection/flow-unknown': {
    status: 404,
    title: 'There is no such connection under way',
    retryable: false,
    advice: 'The address is incomplete, or its flow was begun elsewhere or removed. Begin anew: connect, or reconnect.',
  },
  'connection/flow-used': {
    status: 409,
    title: 'This flow has had its answer already',
    retryable: false,
    advice: 'An answer counts once; what it came to can be seen at the connection. Begin anew to connect again.',
  },
  'connection/flow-expired': {
    status: 410,
    title: 'This flow has taken too long',
    retryable: false,
    advice: 'Begin anew; `expiresIn` gives people more time.',
  },
  'connection/other-browser': {
    status: 403,
    title: 'This browser is not the one that set out',
    retryable: false,
    advice:
      'Open the start URL and give consent in one and the same browser, with cookies, at the address that `--public-url` names.',
  },
  'connection/configuration-changed': {
    status: 409,
    title: 'The OAuth configuration was changed since the flow was begun',
    retryable: false,
    advice: 'Begin anew: the new configuration holds then.',
  },
  'connection/no-consent': {
    status: 422,
    title: 'The OAuth configuration has no authorisation endpoint',
    retryable: false,
    advice: 'Give the configuration its authorisation URL or issuer, or use the grant `client_credentials`.',
  },
  'connection/denied': {
    status: 409,
    title: 'Consent was denied',
    retryable: false,
    advice: 'Whoever owns the account has said no; what was connected before goes on. Begin anew to ask again.',
  },
  'connection/refused': {
    status: 409,
    title: 'The provider has answered without consent',
    retryable: false,
    advice:
      'See `detail`. Check scopes, client id and the registered redirect URI with the provider’s console, then begin anew.',
  },
  'connection/issuer-mismatch': {
    status: 409,
    title: 'The answer does not come from the authorisation server that was asked',
    retryable: false,
    advice:
      'Nothing was sent to it (RFC 9207). Check the issuer of the configuration; if it is right, somebody may have tried to mix up two servers.',
  },
  'connection/id-token-invalid': {
    status: 502,
    title: 'The ID token of the provider does not prove this flow',
    retryable: false,
    advice: 'Issuer, audience, nonce, time or signature is not right. Check issuer and keys URL of the configuration.',
  },
  'connection/no-refresh-token': {
    status: 409,
    title: 'The provider gave no refresh token this time',
    retryable: false,
    advice:
      'The connection as it was goes on. Remove the application’s access at the provider, or add its parameters for offline access to the configuration, then reconnect.',
  },
  'connection/grant-unsupported': {
    status: 422,
    title: 'This grant cannot be used here',
    retryable: false,
    advice: 'Use `authorization_code` or `client_credentials`, whichever the provider offers.',
  },
  'credential/use-connections': {
    status: 422,
    title: 'Credentials of this type are made and changed through the connections API only',
    retryable: false,
    advice: 'Use `POST /v1/organisations/{organisation}/connections`.',
  },
  'credential-type/not-found': {
    status: 404,
    title: 'There is no credential type of this name',
    retryable: false,
    advice: 'List them with `GET credential-types`.',
  },
  'credential/field-unknown': {
    status: 422,
    title: 'The credential type has no such field',
    retryable: false,
    advice: 'See `errors` for the names; nothing was stored.',
  },
  'credential/base64-invalid': {
    status: 422,
    title: 'A value of `data` is not base64',
    retryable: false,
    advice: 'Use RFC 4648 section 4 with padding, or send the plain value in `fields`.',
  },
  'credential/masked-value': {
    status: 422,
    title: 'A secret looks like a mask',
    retryable: false,
    advice: 'Leave the field out to keep the stored secret; a mask is never taken for "unchanged".',
  },
  'credential/empty-secret': {
    status: 422,
    title: 'A sealed secret is empty, and its field may not be',
    retryable: false,
    advice: 'Seal the value itself, or leave the field out.',
  },
  'credential/redaction-shrunk': {
    status: 409,
    title: 'The change would show a field that was secret',
    retryable: false,
    advice: '`redactFields` may grow, never shrink: make a new credential, or repeat all the names that it has.',
  },
  'credential/origins-unnamed': {
    status: 409,
    title: 'The origins of a secret do not come from the request',
    retryable: false,
    advice:
      'Name `baseUrl` and `allowedOrigins`, or the `provider` and the fields that its address depends on, together with the secret: those in the database vouch for nothing.',
  },
  'verification/rejected': {
    status: 422,
    title: 'The API rejected the secret, and nothing was stored',
    retryable: false,
    advice:
      'See `verification.steps`: the request as it was sent, and what decided. `verify=record` stores it all the same; it is not used then.',
  },
  'verification/not-accepted': {
    status: 422,
    title: 'The API did not accept the secret, and nothing was stored',
    retryable: false,
    advice: 'See `verification.steps` for what to look at. `verify=record` stores it all the same.',
  },
  'credential/bulk-refused': {
    status: 422,
    title: 'Some items of the bulk are bad, and none was stored',
    retryable: false,
    advice: 'See `items` for the index and problem of each. `"onError": "good"` stores the others all the same.',
  },
  'credential/unsendable-value': {
    status: 422,
    title: 'A value cannot be carried by the place that it is injected into',
    retryable: false,
    advice: 'Remove line breaks, NUL and characters outside Latin-1; a trailing newline is the usual cause.',
  },
  'credential/value-refused': {
    status: 422,
    title: 'A secret is not what its type demands',
    retryable: false,
    advice: 'See `errors`: a key or certificate has to be readable PEM, and the key that of the certificate.',
  },
  'credential/too-large': {
    status: 413,
    title: 'A secret is over 64 KiB',
    retryable: false,
    advice: 'Store a reference to large material instead.',
  },
  'credential/origin-invalid': {
    status: 422,
    title: 'A base URL or origin is not one that a credential may be bound to',
    retryable: false,
    advice: 'Give `https://host[:port]` (a base URL may have a path), without user info, query or fragment.',
  },
  'credential/plain-http-refused': {
    status: 422,
    title: 'Plain HTTP is permitted to loopback only',
    retryable: false,
    advice: 'Use https, or permit it in the credential: `"policy": { "plainHttp": "permitted" }`.',
  },
  'credential/policy-changed': {
    status: 409,
    title: 'The change alters where or how a secret may go, and the secrets are not given again',
    retryable: false,
    advice: 'Send every secret field again together with the change: the policy is sealed with them.',
  },
  'credential/seal-refused': {
    status: 422,
    title: 'A sealed value does not open under the binding and policy that it is stored with',
    retryable: false,
    advice: 'Seal for the id, type, field, material version and policy bytes that `credentials:policy` returned.',
  },
  'credential/no-origin': {
    status: 409,
    title: 'The credential is bound to no origin',
    retryable: false,
    advice: 'Give it a `baseUrl` or `allowedOrigins`, together with its secrets.',
  },
  'credential/not-injectable': {
    status: 409,
    title: 'The credential has no injection rule, or no secret to inject',
    retryable: false,
    advice: 'Give it an `injection` rule together with its secrets; without one only functions place them.',
  },
  'credential/invalid': {
    status: 409,
    title: 'The credential is invalid and is not injected',
    retryable: false,
    advice: 'See `errors` of the credential and correct the fields.',
  },
  'credential/incomplete': {
    status: 409,
    title: 'The credential is incomplete and is not injected',
    retryable: false,
    advice: 'Give the missing fields named in `errors` of the credential.',
  },
  'credential/rejected': {
    status: 409,
    title: 'The credential was rejected by its API and is not injected',
    retryable: false,
    advice: 'Replace the secret and verify it.',
  },
  'credential/expired': {
    status: 410,
    title: 'The credential has expired and its secrets are destroyed',
    retryable: false,
    advice: 'Create a new credential.',
  },
  'credential/changed': {
    status: 409,
    title: 'The credential was changed while the request was under way',
    retryable: true,
    advice:
      'Repeat the request if that does no harm: whether the upstream has acted on it is unknown. What can safely be sent twice was repeated already.',
  },
  'oauth/grant-refused': {
    status: 409,
    title: 'The provider no longer accepts what the connection was given',
    retryable: false,
    advice:
      'The code or the refresh token was used, has expired or was revoked (`invalid_grant`). Connect again; if it happens at once, check that the redirect URI is the registered one.',
  },
  'oauth/client-refused': {
    status: 409,
    title: 'The provider refused the OAuth client',
    retryable: false,
    advice:
      'Check client id, client secret and client authentication of the configuration with the provider’s console; a secret that was rotated there has to be given here again.',
  },
  'oauth/scope-refused': {
    status: 409,
    title: 'The provider does not give these scopes or this resource to the client',
    retryable: false,
    advice: 'Ask for scopes that the application is registered for, or register it for these.',
  },
  'oauth/request-refused': {
    status: 409,
    title: 'The provider takes no such token request',
    retryable: false,
    advice: 'Check the grant, the token URL and PKCE of the configuration with the provider’s documents.',
  },
  'oauth/unreachable': {
    status: 502,
    title: 'No connection to the authorisation server could be made',
    retryable: true,
    advice: 'Nothing was sent. Check the token URL, DNS and the TLS certificate of the server.',
  },
  'oauth/no-answer': {
    status: 504,
    title: 'The authorisation server did not answer a request that was sent',
    retryable: false,
    advice:
      'Whether it has acted on the request is unknown. Where a refresh token is good for one use only, connect again once the provider answers.',
  },
  'oauth/rate-limited': {
    status: 503,
    title: 'The authorisation server gives no more tokens for a while',
    retryable: true,
    advice: 'Wait for the seconds in `Retry-After`, where it has them.',
  },
  'oauth/unavailable': {
    status: 503,
    title: 'The authorisation server cannot give tokens at the moment',
    retryable: true,
    advice: 'Repeat it later; the provider’s status page may say more.',
  },
  'oauth/page-answered': {
    status: 502,
    title: 'The authorisation server answered with a page for people',
    retryable: true,
    advice:
      'The token URL may be that of the consent page, or a firewall or a maintenance page stands before it. Nothing of the page is shown.',
  },
  'oauth/answer-malformed': {
    status: 502,
    title: 'The authorisation server gave an answer that is none of OAuth 2.0',
    retryable: false,
    advice:
      'See `detail`. Check the token URL; where the vendor goes its own way, a provider describes it, see docs/oauth.md. Nothing of the answer is shown.',
  },
  'connection/reconnect-required': {
    status: 409,
    title: 'The connection has to be made again by a person',
    retryable: false,
    advice:
      'See `errors` of the credential for why. `POST connections/{credential}/reconnect` begins it; references, id and key stay.',
  },
  'connection/outcome-unknown': {
    status: 409,
    title: 'A renewal of the token was sent, and nobody knows its outcome',
    retryable: false,
    advice:
      'A refresh token that may be spent is not sent a second time, since that would revoke the whole grant at many providers. The old access token is used to its end; then connect again.',
  },
  'connection/refresh-pending': {
    status: 503,
    title: 'The token has ended, and its renewal takes longer than a request waits',
    retryable: true,
    advice: 'Repeat the request. If this goes on, see whether the provider’s token URL answers.',
  },
  'credential/token-refused': {
    status: 502,
    title: "The credential's token URL did not give an access token",
    retryable: true,
    advice: 'Check key, issuer, audience, scope and token URL with the provider; nothing of its answer is shown.',
  },
  'credential/in-use': {
    status: 409,
    title: 'Something uses the credential',
    retryable: false,
    advice:
      'See `usages` for what does; `hidden` counts what you may not see. `POST credentials/{credential}/replace` moves them to another credential of the same component. `?force=true` (`keyward credential remove --force`) deletes it all the same: its users then get `credential/not-found`.',
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
  'credential/component-mismatch': {
    status: 409,
    title: 'The credential is of another component than the one asked for',
    retryable: false,
    advice:
      'A credential works with its own provider, or type where it has none: `keyward credential list --component <component>` lists what fits.',
  },
  'credential/not-http': {
    status: 409,
    title: 'The credential is for a database and not for HTTP',
    retryable: false,
    advice: 'The proxy injects into HTTP requests alone: use a credential of another type for an HTTP API.',
  },
  'credential/unwitnessed': {
    status: 409,
    title: 'A stored secret was not admitted by the broker',
    retryable: false,
    advice: 'Give the secret again. A row written past the broker confers nothing; see the audit log.',
  },
  'credential/unopenable': {
    status: 409,
    title: 'A stored secret does not open: its row or policy was altered',
    retryable: false,
    advice:
      'Put the credential anew, its origins and secrets included, and find out who writes to the database; see the audit log.',
  },
  'policy/origin-refused': {
    status: 403,
    title: 'The secret was not sealed for this origin',
    retryable: false,
    advice: 'Change `baseUrl` or `allowedOrigins` together with the secrets.',
  },
  'policy/placement-refused': {
    status: 403,
    title: 'The secret was not sealed for this placement',
    retryable: false,
    advice: 'Add the placement to the policy together with the secrets.',
  },
  'release/refused': {
    status: 403,
    title: 'The secret may not be handed out here',
    retryable: false,
    advice:
      'The policy needs `release: ["forward-auth"]` or `["access-token"]`, given together with the secret, and the token (for forward-auth that in `Keyward-Gateway`) a grant that names it: `keyward token create --credential <key> --release forward-auth`. An access token goes only to a grant without methods and paths, which would not bind it.',
  },
  'release/headers-only': {
    status: 409,
    title: 'The credential is injected where a gateway cannot put it',
    retryable: false,
    advice: 'Gateways set header fields alone. Call the API through the proxy for a query, path, host or body.',
  },
  'target/invalid': {
    status: 400,
    title: 'The path or target cannot be sent as it stands',
    retryable: false,
    advice: 'Use a plain path below the base URL: no `//`, backslash, user info, dot segments or control characters.',
  },
  'target/missing': {
    status: 400,
    title: 'The credential has no base URL and the request names no target',
    retryable: false,
    advice:
      'Send `Keyward-Target: https://host` with one of the origins in `allowedOrigins`, or give the credential a `baseUrl`.',
  },
  'target/mismatch': {
    status: 400,
    title: 'Keyward-Target is not the origin of the base URL',
    retryable: false,
    advice: 'Leave `Keyward-Target` out: a credential with a `baseUrl` goes there and nowhere else.',
  },
  'egress/denied': {
    status: 403,
    title: 'The upstream has an address that Keyward may not connect to',
    retryable: false,
    advice:
      'Private and special ranges are denied unless the operator lists them: `--permit-egress 10.0.0.0/8`. All addresses of a name count: `localhost` is often `127.0.0.1` and `::1`, which `--permit-egress loopback` permits together.',
  },
  'request/browser-refused': {
    status: 403,
    title: 'The broker answers programs, not browsers',
    retryable: false,
    advice: 'Call it from a server; a page never holds a Keyward token.',
  },
  'policy/upgrade-refused': {
    status: 403,
    title: 'The policy of the credential permits no WebSocket',
    retryable: false,
    advice:
      'Set `webSocket` of the policy to `permitted`, together with the secrets: `keyward credential update --web-socket`.',
  },
  'request/upgrade-refused': {
    status: 501,
    title: 'CONNECT, TRACE and upgrades to anything but a WebSocket are not permitted',
    retryable: false,
    advice: 'Use plain HTTP requests, or the handshake of RFC 6455 in HTTP/1.1, version 13.',
  },
  'request/consumer-invalid': {
    status: 400,
    title: 'Keyward-Consumer does not name a consumer',
    retryable: false,
    advice:
      'Send `kind/externalId`, 200 characters at most of letters, digits and `._:@-`, or leave it out; never a token or secret.',
  },
  'request/header-refused': {
    status: 400,
    title: 'A request header is not one that the broker passes on',
    retryable: false,
    advice: 'Send each of Host, Content-Length and the token once, and no `Transfer-Encoding` beside a length.',
  },
  'request/header-too-large': {
    status: 431,
    title: 'The header section of the request is over its limit',
    retryable: false,
    advice: 'Send fewer or shorter fields; the operator sets the limit with `--max-header-bytes`.',
  },
  'request/timeout': {
    status: 408,
    title: 'The request did not arrive in time',
    retryable: true,
    advice: 'Send headers and body without long pauses: see `--header-timeout` and `--idle-timeout`.',
  },
  'request/expectation-refused': {
    status: 417,
    title: 'The request expects something that the broker does not know',
    retryable: false,
    advice: 'Send `Expect: 100-continue` or no such field.',
  },
  'upstream/unreachable': {
    status: 502,
    title: 'No connection to the upstream could be made',
    retryable: true,
    advice: 'Check the base URL, DNS and the TLS certificate of the upstream.',
  },
  'limit/rate': {
    status: 429,
    title: 'The access token or the credential is used more often than its limits permit',
    retryable: true,
    advice:
      'Nothing was sent. Wait for the seconds in `Retry-After`; `detail` says whose limit it is, and `RateLimit-Policy` which. See `limits` of the token and of the credential.',
  },
  'limit/concurrency': {
    status: 429,
    title: 'The access token or the credential has as many requests in flight as its limits permit',
    retryable: true,
    advice:
      'Nothing was sent. Let a request end first; `detail` says whose limit it is. See `limits` of the token and of the credential, and `--token-concurrency` and `--credential-concurrency`.',
  },
  'upstream/rate-limited': {
    status: 429,
    title: 'The upstream has asked for no more requests with this credential for a while',
    retryable: true,
    advice:
      'Nothing was sent. Wait for the seconds in `Retry-After`, which are what is left of those that the upstream named, ten minutes at most. With `limits.respectRetryAfter: false` on the credential Keyward does not wait.',
  },
  'upstream/busy': {
    status: 503,
    title: 'Too many requests of this organisation to the upstream are in flight, and none ended in time',
    retryable: true,
    advice:
      'Nothing was sent. End streams that are not needed, or have the operator raise `--upstream-sockets` or `--upstream-queue-timeout`.',
  },
  'upstream/broken': {
    status: 502,
    title: 'The upstream closed the connection or broke the protocol',
    retryable: true,
    advice: 'Whether the upstream has acted on the request is unknown.',
  },
  'upstream/encoding': {
    status: 502,
    title: 'The upstream answered in a content coding that cannot be searched for the secret',
    retryable: false,
    advice: 'Keyward asks for identity and decodes gzip, deflate, br and zstd, up to three of them around each other.',
  },
  'upstream/timeout': {
    status: 504,
    title: 'The upstream did not answer in time',
    retryable: true,
    advice: 'Whether the upstream has acted on the request is unknown.',
  },
  'audit/unavailable': {
    status: 503,
    title: 'The use of a credential cannot be recorded',
    retryable: true,
    advice: 'No secret leaves unrecorded: see to the database.',
  },
  'store/unavailable': {
    status: 503,
    title: 'The store does not answer or refuses to write',
    retryable: true,
    advice: 'Nothing was changed. Check disk space, permissions and the database; see `keyward doctor`.',
  },
  'broker/stopping': {
    status: 503,
    title: 'Keyward is stopping',
    retryable: true,
    advice: 'Repeat the request if that does no harm: whether the upstream has acted on it is unknown.',
  },
  'broker/unavailable': {
    status: 503,
    title: 'The control plane cannot reach the broker',
    retryable: true,
    advice: 'Start the broker, and check `--broker-url`.',
  },
  'keys/root-key-missing': {
    status: 503,
    title: 'The root key that wraps the key of this credential is not configured',
    retryable: false,
    advice: 'Run `keyward doctor`: it names the missing root key. Nothing was overwritten.',
  },
  'keys/root-key-invalid': {
    status: 500,
    title: 'The configured root key cannot be used',
    retryable: false,
    advice: 'A root key file holds one line `keyward-root-1:` and 32 bytes in base64url, mode 0600.',
  },
  'keys/wrapped-key-altered': {
    status: 503,
    title: 'A wrapped key does not unwrap: its row was altered or moved',
    retryable: false,
    advice: 'Restore the row of `wrapped_keys` and find out who writes to the database; see `keyward doctor`.',
  },
  'keys/sealing-key-untrusted': {
    status: 503,
    title: 'The sealing key is not signed by the pinned broker key, or has expired',
    retryable: false,
    advice: 'Do not seal. A sealing key row was altered, or the wrong broker key is pinned; see `keyward doctor`.',
  },
  'config/invalid': {
    status: 500,
    title: 'An option has a value that it cannot have',
    retryable: false,
    advice: 'See docs/options.md.',
  },
  'internal/unexpected': {
    status: 500,
    title: 'Something unexpected happened',
    retryable: false,
    advice: 'Look up the request id in the log.',
  },
} as const satisfies Record<string, ProblemEntry>;

/** A stable error code: `noun/what-is-wrong`. */
export type ProblemCode = keyof typeof problems;

/** One broken rule of a request: where, and which. Never the value. */
export interface Violation {
  /** JSON pointer into the request body (RFC 6901), or the name of a field. */
  readonly path: string;
  readonly message: string;
}

/** One item of a list that was refused, by its index. */
export interface BadItem {
  readonly index: number;
  readonly problem: Problem;
}

/** The verdict and trace of a credential that was not accepted. */
export interface TriedInVain {
  readonly verdict: string;
  readonly steps: readonly { readonly step: string; readonly outcome: string; readonly note: string }[];
}

export interface ProblemOptions {
  /** What is wrong this time. Must not contain input values. */
  readonly detail?: string;
  readonly errors?: readonly Violation[];
  /** Roles that would suffice, for `token/forbidden`. */
  readonly roles?: readonly string[];
  /** The bad items, for `credential/bulk-refused`. */
  readonly items?: readonly BadItem[];
  /** What uses what was to be deleted, for `credential/in-use` and `provider/in-use`; some of it where there is much. */
  readonly usages?: readonly Usage[];
  /** How many users beside these the caller may not see. */
  readonly hidden?: number;
  /** How long to wait, above 0; whole seconds of it stand in `Retry-After`. */
  readonly retryAfterMs?: number;
  /** The rate that was exceeded. */
  readonly rate?: ExceededRate;
  /** What was tried in vain, for `verification/…`; holds no secret and nothing of an upstream's body. */
  readonly verification?: TriedInVain;
  /** For the redacted log only. */
  readonly cause?: unknown;
}

/** A limit that nothing is left of until `retryAfterMs` is over. */
export interface ExceededRate {
  /** Letters and hyphens. */
  readonly policy: string;
  readonly quota: number;
  readonly windowSeconds: number;
}

/** An error with a place in the table; thrown anywhere, turned into an answer at the edge. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly errors: readonly Violation[] | undefined;
  readonly roles: readonly string[] | undefined;
  readonly items: readonly BadItem[] | undefined;
  readonly usages: readonly Usage[] | undefined;
  readonly hidden: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly rate: ExceededRate | undefined;
  readonly verification: TriedInVain | undefined;

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(options.detail ?? problems[code].title, { cause: options.cause });
    this.code = code;
    this.detail = options.detail;
    this.errors = options.errors;
    this.roles = options.roles;
    this.items = options.items;
    this.usages = options.usages;
    this.hidden = options.hidden;
    this.retryAfterMs = options.retryAfterMs;
    this.rate = options.rate;
    this.verification = options.verification;
  }

  get status(): number {
    return problems[this.code].status;
  }

  /**
   * The fields of the answer beside its body, names in lower case: none for most.
   *
   * @see RFC 9110, section 10.2.3 (Retry-After); draft-ietf-httpapi-ratelimit-headers-10 (RateLimit, RateLimit-Policy)
   */
  toHeaders(): Record<string, string> {
    if (this.retryAfterMs === undefined) return {};
    const seconds = Math.max(Math.ceil(this.retryAfterMs / 1000), 1);
    if (this.rate === undefined) return { 'retry-after': String(seconds) };
    const { policy, quota, windowSeconds } = this.rate;
    return {
      'retry-after': String(seconds),
      'ratelimit-policy': `"${policy}";q=${quota};w=${windowSeconds}`,
      ratelimit: `"${policy}";r=0;t=${seconds}`,
    };
  }

  /**
   * The body of the answer.
   *
   * @see RFC 9457, section 3.1
   */
  toBody(requestId?: string): ProblemBody {
    const { status, title } = problems[this.code];
    return {
      type: `urn:keyward:problem:${this.code.replace('/', ':')}`,
      code: this.code,
      status,
      title,
      ...(this.detail !== undefined && { detail: this.detail }),
      ...(this.errors !== undefined && { errors: this.errors }),
      ...(this.roles !== undefined && { roles: this.roles }),
      ...(this.items !== undefined && {
        items: this.items.map(({ index, problem }) => ({ index, problem: problem.toBody() })),
      }),
      ...(this.verification && {
        verification: { verdict: this.verification.verdict, steps: this.verification.steps },
      }),
      ...(this.usages !== undefined && { usages: this.usages }),
      ...(this.hidden !== undefined && { hidden: this.hidden }),
      ...(requestId !== undefined && { requestId }),
    };
  }
}

/** An answer in `application/problem+json`. */
export interface ProblemBody {
  readonly type: string;
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly Violation[];
  readonly roles?: readonly string[];
  readonly items?: readonly { readonly index: number; readonly problem: ProblemBody }[];
  readonly verification?: TriedInVain;
  readonly requestId?: string;
}

/** A Problem for anything thrown: itself, or `internal/unexpected` with the original as its cause. */
export function toProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem('internal/unexpected', { cause: error });
}
