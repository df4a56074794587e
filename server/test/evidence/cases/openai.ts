import { evidenceCase } from '../evidence-case.ts';

/** The SDK of OpenAI. */
export const openai = evidenceCase({
  provider: 'openai',
  package: 'openai',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: `sk-${secret}` }),
  async run({ default: OpenAI }, { apiKey }) {
    await new OpenAI({ apiKey }).models.list();
  },
});
