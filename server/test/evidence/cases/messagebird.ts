import { evidenceCase } from '../evidence-case.ts';

/** The SDK of MessageBird. */
export const messagebird = evidenceCase({
  provider: 'messagebird',
  package: 'messagebird',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: secret }),
  async run({ initClient }, { apiKey }) {
    await new Promise((resolve) => initClient(apiKey).balance.read(resolve));
  },
});
