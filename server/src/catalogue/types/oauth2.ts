/** `OAuth2`: access to an account that its owner has given. A connection makes it, never a body of values. */
import type { CredentialType } from '../credential-type.ts';

export const oauth2: CredentialType = {
  name: 'OAuth2',
  title: 'OAuth 2.0',
  description:
    'An access token that the owner of an account has given, or that a client was given for itself, renewed before it ends. ' +
    'Made and changed by the connections API alone.',
  fields: [
    {
      name: 'configuration',
      title: 'Configuration',
      help: 'Key of the OAuth configuration: client, endpoints and scopes to ask for.',
      required: true,
      maxLength: 128,
    },
    {
      name: 'grantType',
      title: 'Grant',
      help: 'How the token was come by.',
      required: true,
      default: 'authorization_code',
      enum: ['authorization_code', 'client_credentials'],
    },
    { name: 'scope', title: 'Scope', help: 'What was granted, several separated by blanks.', maxLength: 4_096 },
    {
      name: 'accessToken',
      title: 'Access token',
      help: 'Sent as a bearer token (RFC 6750).',
      secret: true,
      required: true,
    },
    {
      name: 'refreshToken',
      title: 'Refresh token',
      help: 'Sent to the token URL alone.',
      secret: true,
      when: { field: 'grantType', in: ['authorization_code'] },
    },
  ],
  injection: [],
  isConnected: true,
};
