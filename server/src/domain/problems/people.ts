/** People: how they sign in, and where they are members. */
import type { ProblemEntry } from './problem-entry.ts';

export const peopleProblems = {
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
    title: "The change alters where or how the identity provider's secret may go, and the secret is not given again",
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
} as const satisfies Record<string, ProblemEntry>;
