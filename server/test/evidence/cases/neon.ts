import { evidenceCase } from '../evidence-case.ts';

/** The API client of Neon. */
export const neon = evidenceCase({
  provider: 'neon',
  package: '@neondatabase/api-client',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: `napi_${secret}` }),
  async run({ createApiClient }, { apiKey }) {
    await createApiClient({ apiKey }).getAuthDetails();
  },
});
