/** `OAuthAlias`: another name for a connection, with fewer scopes or an owner of its own. A connection makes it. */
import type { CredentialType } from '../credential-type.ts';

export const oauthAlias: CredentialType = {
  name: 'OAuthAlias',
  title: 'OAuth alias',
  description:
    'Stands for the connection that it names, and holds no secret of its own. Made and changed by the connections API alone.',
  fields: [
    {
      name: 'connection',
      title: 'Connection',
      help: 'Key of the connection whose token is used.',
      required: true,
      maxLength: 128,
    },
  ],
  injection: [],
  isConnected: true,
};
