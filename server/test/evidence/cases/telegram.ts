import { evidenceCase } from '../evidence-case.ts';

/** The vendor has no SDK for Node.js; this is grammY’s client, which sends every method as a POST. */
export const telegram = evidenceCase({
  provider: 'telegram',
  package: 'grammy',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: `110201543:${secret}` }),
  async run({ Api }, { apiKey }) {
    await new Api(apiKey).getMe();
  },
});
