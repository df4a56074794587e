import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Groq. */
export const groq = evidenceCase({
  provider: 'groq',
  package: 'groq-sdk',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: `gsk_${secret}` }),
  async run({ default: Groq }, { apiKey }) {
    await new Groq({ apiKey }).models.list();
  },
});
