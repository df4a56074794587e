/**
 * How errors stand in the document: one schema for all problems, one response a status, and for each operation the codes
 * that it may answer with.
 *
 * @see RFC 9457
 */
import { type ProblemCode, problems } from '../../domain/problem.ts';
import { commonProblems } from '../route.ts';
import type { JsonSchema, Reference, Response } from './openapi-types.ts';

const PROBLEM = { $ref: '#/components/schemas/Problem' };
const requestIdHeader = { 'Keyward-Request-Id': { $ref: '#/components/headers/Keyward-Request-Id' } };

const RETRY_AFTER = { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0 } };

function byStatus(codes: readonly ProblemCode[]): Map<number, ProblemCode[]> {
  const sorted = [...new Set(codes)].sort();
  return Map.groupBy(sorted, (code) => problems[code].status);
}

function headersOf(status: number): NonNullable<Response['headers']> {
  return {
    ...requestIdHeader,
    ...(status === 401 && { 'WWW-Authenticate': { $ref: '#/components/headers/WWW-Authenticate' } }),
    ...(status === 429 && { 'Retry-After': RETRY_AFTER }),
  };
}

function responseOf(status: number, codes: readonly ProblemCode[]): Response {
  const narrowed = { type: 'object', properties: { code: { type: 'string', enum: codes } } };
  return {
    description: codes.map((code) => `\`${code}\`: ${problems[code].title}`).join('  \n'),
    headers: headersOf(status),
    content: { 'application/problem+json': { schema: { allOf: [PROBLEM, narrowed] } } },
  };
}

/** The responses that are the same for most operations: those of the codes that every route may answer with. */
export function commonResponses(): Record<string, Response> {
  const entries = [...byStatus(commonProblems)].map(([status, codes]) => [
    `Problem${status}`,
    responseOf(status, codes),
  ]);
  return Object.fromEntries(entries);
}

/**
 * Status to response, for an operation with codes of its own.
 *
 * @param shared - The codes beside them: by default those of every route.
 */
export function problemResponses(
  own: readonly ProblemCode[],
  shared: readonly ProblemCode[] = commonProblems,
): Record<string, Response | Reference> {
  const common = byStatus(shared);
  const entries = [...byStatus([...shared, ...own])].map(([status, codes]) => {
    const isCommon = codes.length === common.get(status)?.length;
    return [String(status), isCommon ? { $ref: `#/components/responses/Problem${status}` } : responseOf(status, codes)];
  });
  return Object.fromEntries(entries);
}

/** The schema of a problem's code; `x-problems` says of each what it means and what to do. */
export function problemCodeSchema(codes: readonly ProblemCode[]): JsonSchema {
  const sorted = [...new Set(codes)].sort();
  return {
    description: 'A stable error code. Decide by it: codes are never renamed, titles may be reworded.',
    type: 'string',
    enum: sorted,
    'x-problems': Object.fromEntries(sorted.map((code) => [code, problems[code]])),
  };
}

/** The schema of every error's body. */
export const problemSchema: JsonSchema = {
  description: 'An error (RFC 9457). No member contains an input value, a secret or anything that an upstream said.',
  type: 'object',
  required: ['type', 'code', 'status', 'title'],
  properties: {
    type: { type: 'string', description: '`urn:keyward:problem:` and the code.' },
    code: { $ref: '#/components/schemas/ProblemCode' },
    status: { type: 'integer' },
    title: { type: 'string', description: 'What is wrong, in general.' },
    detail: { type: 'string', description: 'What is wrong this time.' },
    errors: {
      type: 'array',
      description: 'JSON path and rule of each violation.',
      items: { $ref: '#/components/schemas/Violation' },
    },
    roles: { type: 'array', items: { type: 'string' }, description: 'Roles that would suffice.' },
    usages: {
      type: 'array',
      description: 'What uses what was to be deleted; some of it where there is much.',
      items: { $ref: '#/components/schemas/Usage' },
    },
    hidden: { type: 'integer', description: 'How many users beside these the token may not see.' },
    requestId: { type: 'string', description: 'To be quoted when asking for help; the log has it too.' },
  },
};
