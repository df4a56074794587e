import { evidenceCase } from '../evidence-case.ts';

const BASE_URL = 'https://shop.example.com';

/** The SDK of WooCommerce, on a shop of one’s own. */
export const woocommerce = evidenceCase({
  provider: 'woocommerce',
  package: '@woocommerce/woocommerce-rest-api',
  type: 'BasicAuth',
  fields: (secret) => ({ username: 'ck_0123456789abcdef', password: `cs_${secret}` }),
  baseUrl: BASE_URL,
  async run({ default: { default: WooCommerceRestApi } }, { username, password }) {
    const keys = { consumerKey: username, consumerSecret: password };
    await new WooCommerceRestApi({ url: BASE_URL, ...keys, version: 'wc/v3' }).get('products', { per_page: 1 });
  },
});
