import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Mollie. */
export const mollie = evidenceCase({
  provider: 'mollie',
  package: '@mollie/api-client',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: `test_${secret}abcdef` }),
  async run({ createMollieClient }, { apiKey }) {
    await createMollieClient({ apiKey }).profiles.getCurrent();
  },
});
