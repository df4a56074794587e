import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Notion. */
export const notion = evidenceCase({
  provider: 'notion',
  package: '@notionhq/client',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: `ntn_${secret}` }),
  async run({ Client }, { apiKey }) {
    await new Client({ auth: apiKey }).users.me({});
  },
});
