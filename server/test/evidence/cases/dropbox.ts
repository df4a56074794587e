import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Dropbox, with an access token that was come by elsewhere. */
export const dropbox = evidenceCase({
  provider: 'dropbox',
  package: 'dropbox',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: `sl.${secret}` }),
  async run({ Dropbox }, { apiKey }) {
    await new Dropbox({ accessToken: apiKey }).usersGetCurrentAccount();
  },
});
