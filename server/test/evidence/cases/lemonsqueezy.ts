import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Lemon Squeezy. */
export const lemonsqueezy = evidenceCase({
  provider: 'lemonsqueezy',
  package: '@lemonsqueezy/lemonsqueezy.js',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: secret }),
  async run({ getAuthenticatedUser, lemonSqueezySetup }, { apiKey }) {
    lemonSqueezySetup({ apiKey });
    await getAuthenticatedUser();
  },
});
