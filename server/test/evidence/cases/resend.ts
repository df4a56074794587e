import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Resend. */
export const resend = evidenceCase({
  provider: 'resend',
  package: 'resend',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: `re_${secret}` }),
  async run({ Resend }, { apiKey }) {
    await new Resend(apiKey).domains.list();
  },
});
