/** docs/solution-template.schema.json: the shape of a solution's template, for editors and for whoever writes one. */
import { solutionTemplate } from '../../server/src/catalogue/solution-template-schema.ts';

export function renderSolutionTemplateSchema(): string {
  const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...solutionTemplate };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
