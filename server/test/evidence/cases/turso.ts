import { evidenceCase } from '../evidence-case.ts';

/** The API client of Turso. */
export const turso = evidenceCase({
  provider: 'turso',
  package: '@tursodatabase/api',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: secret }),
  async run({ createClient }, { apiKey }) {
    await createClient({ org: 'example', token: apiKey }).organizations.list();
  },
});
