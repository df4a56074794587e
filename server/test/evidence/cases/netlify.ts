import { callByDocument } from '../call-by-document.ts';
import { evidenceCase } from '../evidence-case.ts';

/** The OpenAPI document of Netlify. Its one security scheme is OAuth, so the token is a bearer token. */
export const netlify = evidenceCase({
  provider: 'netlify',
  package: '@netlify/open-api',
  document: 'dist/swagger.json',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: secret }),
  async run(document, { apiKey }) {
    await callByDocument(document, { path: '/user', scheme: 'netlifyAuth', secret: apiKey });
  },
});
