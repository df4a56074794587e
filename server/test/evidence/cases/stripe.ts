import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Stripe. */
export const stripe = evidenceCase({
  provider: 'stripe',
  package: 'stripe',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: `sk_test_${secret}` }),
  async run({ default: Stripe }, { apiKey }) {
    await new Stripe(apiKey).balance.retrieve();
  },
});
