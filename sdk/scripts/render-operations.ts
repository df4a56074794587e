/** sdk/src/generated/operations.ts: what the client has to know at run time about each operation and problem. */

interface Operation {
  readonly operationId: string;
  readonly requestBody?: object;
  readonly parameters?: readonly { readonly name?: string; readonly $ref?: string }[];
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<
      Record<string, { readonly 'x-problems'?: Readonly<Record<string, { retryable: boolean }>> }>
    >;
  };
}

const INTRO = `/** What the client needs of each operation. Generated from docs/openapi.json by \`npm run docs\`; not to be edited. */

/** Operation to its method, path and whether it takes a body or an Idempotency-Key. */
export const operations = {
`;

function renderOperation(
  path: string,
  method: string,
  { operationId, requestBody, parameters = [] }: Operation,
): string {
  const takesKey = parameters.some(({ $ref = '' }) => $ref.endsWith('/Idempotency-Key'));
  const members = [
    `method: '${method.toUpperCase()}'`,
    `path: '${path}'`,
    `hasBody: ${requestBody !== undefined}`,
    `takesKey: ${takesKey}`,
  ];
  return `  '${operationId}': { ${members.join(', ')} },\n`;
}

/** The file's text. Probes are left out: they are for orchestrators. */
export function renderOperations(document: object): string {
  const { paths, components } = document as Document;
  const operations = Object.entries(paths)
    .filter(([path]) => path.startsWith('/v1/'))
    .flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => renderOperation(path, method, operation)),
    );
  const problems = Object.entries(components.schemas.ProblemCode?.['x-problems'] ?? {});
  const retryable = problems.filter(([, problem]) => problem.retryable).map(([code]) => `  '${code}',\n`);
  return `${INTRO}${operations.join('')}} as const;

/** The codes after which the same request may succeed later without a change. */
export const retryableCodes: readonly string[] = [
${retryable.join('')}];
`;
}
