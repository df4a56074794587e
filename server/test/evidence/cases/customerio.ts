import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Customer.io, its App API in Europe. */
export const customerio = evidenceCase({
  provider: 'customerio',
  package: 'customerio-node',
  type: 'ApiKey',
  fields: (secret) => ({ region: 'eu', apiKey: secret }),
  async run({ APIClient, RegionEU }, { apiKey }) {
    await new APIClient(apiKey, { region: RegionEU }).listExports();
  },
});
