import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Replicate. */
export const replicate = evidenceCase({
  provider: 'replicate',
  package: 'replicate',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: `r8_${secret}` }),
  async run({ default: Replicate }, { apiKey }) {
    await new Replicate({ auth: apiKey }).accounts.current();
  },
});
