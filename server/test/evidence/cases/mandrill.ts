import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Mailchimp Transactional, which was Mandrill: its key stands in the body. */
export const mandrill = evidenceCase({
  provider: 'mandrill',
  package: '@mailchimp/mailchimp_transactional',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: `md-${secret}` }),
  async run({ default: mandrill }, { apiKey }) {
    await mandrill(apiKey).users.ping2();
  },
});
