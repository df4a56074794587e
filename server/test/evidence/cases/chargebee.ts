import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Chargebee. */
export const chargebee = evidenceCase({
  provider: 'chargebee',
  package: 'chargebee',
  type: 'ApiKey',
  fields: (secret) => ({ site: 'acme-test', apiKey: `test_${secret}` }),
  async run({ default: Chargebee }, { site, apiKey }) {
    await new Chargebee({ site, apiKey }).customer.list({ limit: 1 });
  },
});
