/** docs/openapi.json, and what the SDK is generated from it. */
import { buildDocument } from '../../server/src/control/openapi/document.ts';
import { entrances, probes, routes } from '../../server/src/control/routes/index.ts';

/** The document of the control API as it is mounted. */
export const openApiDocument = buildDocument(routes, probes, entrances);

export function renderOpenApi(): string {
  return `${JSON.stringify(openApiDocument, undefined, 2)}\n`;
}
