/** Credentials: what is stored and what state it is in. */
import type { ProblemEntry } from './problem-entry.ts';

export const credentialsProblems = {
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
  'credential/use-connections': {
    status: 422,
    title: 'Credentials of this type are made and changed through the connections API only',
    retryable: false,
    advice: 'Use `POST /v1/organisations/{organisation}/connections`.',
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
} as const satisfies Record<string, ProblemEntry>;
