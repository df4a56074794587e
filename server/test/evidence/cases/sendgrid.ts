import { evidenceCase } from '../evidence-case.ts';

/** The SDK of SendGrid, in Europe. */
export const sendgrid = evidenceCase({
  provider: 'sendgrid',
  package: '@sendgrid/client',
  type: 'ApiKey',
  fields: (secret) => ({ region: 'eu', apiKey: `SG.${secret}.x` }),
  async run({ Client }, { apiKey }) {
    const client = new Client();
    client.setApiKey(apiKey);
    client.setDataResidency('eu');
    await client.request({ method: 'GET', url: '/v3/scopes' });
  },
});
