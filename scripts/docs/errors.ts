/** docs/errors.md, from the table of all problems. */
import { problems } from '../../server/src/domain/problem.ts';
import type { ProblemEntry } from '../../server/src/domain/problems/problem-entry.ts';
import { table } from './markdown.ts';

const INTRO = `<!-- Generated from server/src/domain/problems/ by \`npm run docs\`. -->
# Errors

Every error is \`application/problem+json\` (RFC 9457): \`code\`, \`status\`, \`title\`, \`type\`, and where they help \`detail\`,
\`errors\` (the JSON path and the rule of each violation), \`roles\` and \`requestId\`. Decide by \`code\`: codes are never
renamed, titles may be reworded. No member contains an input value, a secret or anything that an upstream said. What the
broker itself answers, as opposed to the upstream, also carries the code in the header \`Keyward-Error\`.

*Retry* says whether the same request may succeed later without a change.

`;

function toRow([code, { status, title, retryable, advice }]: [string, ProblemEntry]): string[] {
  return [`\`${code}\``, String(status), title, retryable ? 'yes' : 'no', advice];
}

export function renderErrors(): string {
  return INTRO + table(['Code', 'Status', 'Title', 'Retry', 'What to do'], Object.entries(problems).map(toRow));
}
