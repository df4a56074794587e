/** docs/function.schema.json: the shape of a function's definition, for editors and for whoever writes one without Keyward. */
import { functionFile } from '../../server/src/functions/function-schema.ts';

export function renderFunctionSchema(): string {
  const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...functionFile };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
