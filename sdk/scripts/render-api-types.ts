/** sdk/src/generated/api.ts: the types of the API, from the OpenAPI document. */
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';

const INTRO = `/** The types of the API. Generated from docs/openapi.json by \`npm run docs\`; not to be edited. */
`;

/** The file's text: types alone, nothing that runs. */
export async function renderApiTypes(document: unknown): Promise<string> {
  // A copy: the generator writes into what it is given.
  const nodes = await openapiTS(structuredClone(document) as OpenAPI3, { alphabetize: true });
  return INTRO + astToString(nodes);
}
