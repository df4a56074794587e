import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Together AI. */
export const togetherAi = evidenceCase({
  provider: 'together-ai',
  package: 'together-ai',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: secret }),
  async run({ default: Together }, { apiKey }) {
    await new Together({ apiKey }).models.list();
  },
});
