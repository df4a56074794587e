import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Mailchimp Marketing. */
export const mailchimp = evidenceCase({
  provider: 'mailchimp',
  package: '@mailchimp/mailchimp_marketing',
  type: 'ApiKey',
  fields: (secret) => ({ server: 'us6', apiKey: `${secret}-us6` }),
  async run({ default: mailchimp }, { server, apiKey }) {
    mailchimp.setConfig({ apiKey, server });
    await mailchimp.root.getRoot();
  },
});
