import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Shopify. */
export const shopify = evidenceCase({
  provider: 'shopify',
  package: '@shopify/admin-api-client',
  type: 'ApiKey',
  fields: (secret) => ({ shop: 'acme', apiKey: `shpat_${secret}` }),
  async run({ createAdminRestApiClient }, { shop, apiKey }) {
    const storeDomain = `${shop}.myshopify.com`;
    await createAdminRestApiClient({ storeDomain, apiVersion: '2026-01', accessToken: apiKey }).get('shop');
  },
});
