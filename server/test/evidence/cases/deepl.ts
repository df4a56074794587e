import { evidenceCase } from '../evidence-case.ts';

/** The SDK of DeepL, with a key of the free plan, which has a host of its own. */
export const deepl = evidenceCase({
  provider: 'deepl',
  package: 'deepl-node',
  type: 'ApiKey',
  fields: (secret) => ({ plan: 'free', apiKey: `${secret}:fx` }),
  async run({ DeepLClient }, { apiKey }) {
    await new DeepLClient(apiKey).getUsage();
  },
});
