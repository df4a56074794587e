import { evidenceCase } from '../evidence-case.ts';

/** The delivery client of Contentful. */
export const contentful = evidenceCase({
  provider: 'contentful',
  package: 'contentful',
  type: 'ApiKey',
  fields: (secret) => ({ space: 'cfexampleapi', apiKey: secret }),
  async run({ createClient }, { space, apiKey }) {
    await createClient({ space, accessToken: apiKey }).getLocales();
  },
});
