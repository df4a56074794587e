/** Types and providers, policies and verification. */
import type { ProblemEntry } from './problem-entry.ts';

export const catalogueProblems = {
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
  'credential-type/not-found': {
    status: 404,
    title: 'There is no credential type of this name',
    retryable: false,
    advice: 'List them with `GET credential-types`.',
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
  'policy/upgrade-refused': {
    status: 403,
    title: 'The policy of the credential permits no WebSocket',
    retryable: false,
    advice:
      'Set `webSocket` of the policy to `permitted`, together with the secrets: `keyward credential update --web-socket`.',
  },
} as const satisfies Record<string, ProblemEntry>;
