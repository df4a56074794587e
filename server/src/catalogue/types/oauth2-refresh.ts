/** `OAuth2Refresh`: a refresh token that was come by elsewhere. A connection takes it, never a body of values. */
import type { CredentialType, FieldSpec } from '../credential-type.ts';
import { tokenFields } from '../token-fields.ts';

/** Must be set here, where nobody hands one out. */
function broughtIn(field: FieldSpec): FieldSpec {
  return field.name === 'refreshToken'
    ? { ...field, help: 'Sent to the token URL alone; tried before it is stored.', required: true }
    : field;
}

export const oauth2Refresh: CredentialType = {
  name: 'OAuth2Refresh',
  title: 'OAuth 2.0 refresh token',
  description:
    'A refresh token that was come by elsewhere, with the client that it was given to; the access token is asked for with it. ' +
    '`clientID`, `tokenURL` and `refreshToken` must be set, and `clientSecret` unless the client is a public one. ' +
    'Made and changed by the connections API alone.',
  fields: [
    {
      name: 'clientID',
      title: 'Client id',
      help: 'Of the client that the token was given to.',
      required: true,
      maxLength: 512,
    },
    {
      name: 'tokenURL',
      title: 'Token URL',
      help: 'Where the refresh token and the client secret go; nowhere else.',
      required: true,
      format: 'url',
      pattern: 'https?:\\/\\/[^\\s?#@\\\\]+',
      example: 'https://login.example.com/oauth/token',
    },
    {
      name: 'authStyle',
      title: 'Client authentication',
      help: 'How the client shows itself: in the header, in the body, or without a secret.',
      default: 'basic',
      enum: ['basic', 'post', 'none'],
    },
    {
      name: 'clientSecret',
      title: 'Client secret',
      help: 'Of the client; kept with its OAuth configuration.',
      secret: true,
      required: true,
      isForTokens: true,
      isOfClient: true,
      when: { field: 'authStyle', in: ['basic', 'post'] },
    },
    ...tokenFields.map(broughtIn),
  ],
  injection: [{ into: 'header', name: 'Authorization', value: 'Bearer ${accessToken}' }],
  isConnected: true,
};
