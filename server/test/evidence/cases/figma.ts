import { callByDocument } from '../call-by-document.ts';
import { evidenceCase } from '../evidence-case.ts';

/** The OpenAPI document of Figma. */
export const figma = evidenceCase({
  provider: 'figma',
  package: '@figma/rest-api-spec',
  document: 'openapi/openapi.yaml',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: `figd_${secret}` }),
  async run(document, { apiKey }) {
    await callByDocument(document, { path: '/v1/me', scheme: 'PersonalAccessToken', secret: apiKey });
  },
});
