/** `OAuth2Refresh`: a refresh token that was come by elsewhere. A connection takes it, never a body of values. */
import type { CredentialType } from '../credential-type.ts';

export const oauth2Refresh: CredentialType = {
  name: 'OAuth2Refresh',
  title: 'OAuth 2.0 refresh token',
  description:
    'A refresh token that was come by elsewhere, with the client that it was given to; the access token is asked for with it. ' +
    'Made and changed by the connections API alone.',
  fields: [
    {
      name: 'tokenUrl',
      title: 'Token URL',
      help: 'Where the refresh token goes; nowhere else.',
      required: true,
      format: 'url',
      pattern: 'https?:\\/\\/[^\\s?#@\\\\]+',
      example: 'https://login.example.com/oauth/token',
    },
    {
      name: 'clientId',
      title: 'Client id',
      help: 'Of the client that the token was given to.',
      required: true,
      maxLength: 512,
    },
    { name: 'clientSecret', title: 'Client secret', help: 'Of a confidential client.', secret: true },
    {
      name: 'refreshToken',
      title: 'Refresh token',
      help: 'Sent to the token URL alone.',
      secret: true,
      required: true,
    },
    {
      name: 'scope',
      title: 'Scope',
      help: 'Asked for with each renewal; as granted where it is left out.',
      maxLength: 4_096,
    },
  ],
  injection: [],
  isConnected: true,
};
