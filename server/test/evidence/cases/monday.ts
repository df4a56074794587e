import { evidenceCase } from '../evidence-case.ts';

/** The SDK of monday.com. */
export const monday = evidenceCase({
  provider: 'monday',
  package: '@mondaydotcomorg/api',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: `eyJhbGciOiJIUzI1NiJ9.${secret}.x` }),
  async run({ ApiClient }, { apiKey }) {
    await new ApiClient({ token: apiKey }).request('query { me { name } }');
  },
});
