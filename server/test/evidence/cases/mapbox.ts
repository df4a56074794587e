import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Mapbox. */
export const mapbox = evidenceCase({
  provider: 'mapbox',
  package: '@mapbox/mapbox-sdk',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: `pk.eyJ1IjoiZXhhbXBsZSJ9.${secret}` }),
  async run({ default: createClient }, { apiKey }) {
    const service = '@mapbox/mapbox-sdk/services/tokens.js';
    const { default: createTokens } = await import(service);
    await createTokens(createClient({ accessToken: apiKey }))
      .getToken()
      .send();
  },
});
