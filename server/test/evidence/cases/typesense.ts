import { evidenceCase } from '../evidence-case.ts';

/** The client of Typesense. */
export const typesense = evidenceCase({
  provider: 'typesense',
  package: 'typesense',
  type: 'ApiKey',
  fields: (secret) => ({ cluster: 'example.a1', apiKey: secret }),
  async run({ Client }, { cluster, apiKey }) {
    const nodes = [{ host: `${cluster}.typesense.net`, port: 443, protocol: 'https' }];
    await new Client({ nodes, apiKey }).collections().retrieve();
  },
});
