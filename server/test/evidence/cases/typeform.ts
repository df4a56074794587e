import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Typeform. */
export const typeform = evidenceCase({
  provider: 'typeform',
  package: '@typeform/api-client',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: `tfp_${secret}` }),
  async run({ createClient }, { apiKey }) {
    await createClient({ token: apiKey }).workspaces.list();
  },
});
