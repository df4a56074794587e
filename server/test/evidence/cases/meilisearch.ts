import { evidenceCase } from '../evidence-case.ts';

/** The client of Meilisearch. */
export const meilisearch = evidenceCase({
  provider: 'meilisearch',
  package: 'meilisearch',
  type: 'ApiKey',
  fields: (secret) => ({ project: 'ms-example.fra', apiKey: secret }),
  async run({ Meilisearch }, { project, apiKey }) {
    await new Meilisearch({ host: `https://${project}.meilisearch.io`, apiKey }).getVersion();
  },
});
