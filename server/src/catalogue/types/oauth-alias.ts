/** `OAuthAlias`: access to an account by a client of the organisation's. A connection makes it, never a body of values. */
import type { CredentialType } from '../credential-type.ts';
import { tokenFields } from '../token-fields.ts';

export const oauthAlias: CredentialType = {
  name: 'OAuthAlias',
  title: 'OAuth alias',
  description:
    'An access token by one of the OAuth configurations that the organisation keeps once for all: its client, endpoints and ' +
    'scopes. Made and changed by the connections API alone.',
  fields: [
    {
      name: 'configuration',
      title: 'Configuration',
      help: 'Key of the OAuth configuration of the organisation.',
      required: true,
      pattern: '[a-z0-9][a-z0-9._\\-]{0,127}',
      maxLength: 128,
    },
    ...tokenFields,
  ],
  injection: [{ into: 'header', name: 'Authorization', value: 'Bearer ${accessToken}' }],
  isConnected: true,
};
