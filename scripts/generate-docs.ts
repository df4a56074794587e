/**
 * Writes the documents that are generated from code. With `--check` it writes nothing and exits with 1, naming each file
 * that no longer says what the code says.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { renderApiTypes } from '../sdk/scripts/render-api-types.ts';
import { renderOperations } from '../sdk/scripts/render-operations.ts';
import { renderCli } from './docs/cli.ts';
import { renderConnectScript } from './docs/connect-script.ts';
import { renderCredentialTypes } from './docs/credential-types.ts';
import { renderErrors } from './docs/errors.ts';
import { renderFunctionSchema } from './docs/function-schema.ts';
import { openApiDocument, renderOpenApi } from './docs/openapi.ts';
import { renderOptions } from './docs/options.ts';
import { renderProviderIcons } from './docs/provider-icons.ts';
import { renderProviderSchema } from './docs/provider-schema.ts';
import { renderProviders } from './docs/providers.ts';
import { renderSdkCredentialTypes } from './docs/sdk-credential-types.ts';
import { renderSdkProviders } from './docs/sdk-providers.ts';
import { renderSolutionTemplateSchema } from './docs/solution-template-schema.ts';

interface GeneratedDocument {
  readonly path: string;
  render(): string | Promise<string>;
}

const documents: readonly GeneratedDocument[] = [
  { path: 'docs/errors.md', render: renderErrors },
  { path: 'docs/credential-types.md', render: renderCredentialTypes },
  { path: 'docs/cli.md', render: renderCli },
  { path: 'docs/options.md', render: renderOptions },
  { path: 'docs/providers.md', render: renderProviders },
  { path: 'docs/function.schema.json', render: renderFunctionSchema },
  { path: 'console/src/pages/functions/function.schema.json', render: renderFunctionSchema },
  { path: 'docs/provider.schema.json', render: renderProviderSchema },
  { path: 'docs/solution-template.schema.json', render: renderSolutionTemplateSchema },
  { path: 'server/src/catalogue/provider-icons.json', render: renderProviderIcons },
  { path: 'server/src/control/connect/connect.js', render: renderConnectScript },
  { path: 'docs/openapi.json', render: renderOpenApi },
  { path: 'sdk/src/generated/api.ts', render: () => renderApiTypes(openApiDocument) },
  { path: 'sdk/src/generated/operations.ts', render: () => renderOperations(openApiDocument) },
  { path: 'sdk/src/generated/providers.ts', render: renderSdkProviders },
  { path: 'sdk/src/generated/credential-types.ts', render: renderSdkCredentialTypes },
];

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

const isCheck = process.argv.includes('--check');
for (const { path, render } of documents) {
  const text = await render();
  if (text === read(path)) continue;
  if (!isCheck) {
    writeFileSync(path, text);
    continue;
  }
  process.stderr.write(`${path} is stale: run \`npm run docs\`\n`);
  process.exitCode = 1;
}
