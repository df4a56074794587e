/** OAuth: configurations, connections, connect links and flows. */
import type { ProblemEntry } from './problem-entry.ts';

export const connectionsProblems = {
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
} as const satisfies Record<string, ProblemEntry>;
