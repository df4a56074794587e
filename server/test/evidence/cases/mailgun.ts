import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Mailgun, in the region for which it has no default. */
export const mailgun = evidenceCase({
  provider: 'mailgun',
  package: 'mailgun.js',
  type: 'ApiKey',
  fields: (secret) => ({ region: 'eu', apiKey: `key-${secret}` }),
  async run({ default: Mailgun }, { apiKey }) {
    const url = 'https://api.eu.mailgun.net';
    await new Mailgun(FormData).client({ username: 'api', key: apiKey, url }).domains.list({ limit: 1 });
  },
});
