/** `OAuth2`: access to an account by a client of the connection's own. A connection makes it, never a body of values. */
import type { CredentialType } from '../credential-type.ts';
import { tokenFields } from '../token-fields.ts';

export const oauth2: CredentialType = {
  name: 'OAuth2',
  title: 'OAuth 2.0',
  description:
    'An access token that the owner of an account has given, or that a client was given for itself, renewed before it ends. ' +
    'The client is its own: given as `client`. Made and changed by the connections API alone.',
  fields: tokenFields,
  injection: [{ into: 'header', name: 'Authorization', value: 'Bearer ${accessToken}' }],
  isConnected: true,
};
