import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Loops. */
export const loops = evidenceCase({
  provider: 'loops',
  package: 'loops',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: secret }),
  async run({ LoopsClient }, { apiKey }) {
    await new LoopsClient(apiKey).testApiKey();
  },
});
