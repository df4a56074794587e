import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Postmark. */
export const postmark = evidenceCase({
  provider: 'postmark',
  package: 'postmark',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: secret }),
  async run({ ServerClient }, { apiKey }) {
    await new ServerClient(apiKey).getServer();
  },
});
