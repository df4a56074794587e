/** All live credentials of a solution, for what is done to all of them at once. */
import type { Credential } from '../../domain/credential.ts';
import { Problem } from '../../domain/problem.ts';
import type { Solution } from '../../domain/solution.ts';
import { listCredentials } from '../../store/list-credentials.ts';
import type { Queries } from '../../store/store.ts';

/** Of a solution that is copied, checked or made a template of. */
const MOST_CREDENTIALS = 1_000;

const PAGE = 200;

/**
 * Sorted by key.
 *
 * @throws Problem `solution/too-large`
 */
export async function credentialsOf(queries: Queries, { organisationId, id }: Solution): Promise<Credential[]> {
  const found: Credential[] = [];
  let cursor: string | undefined;
  do {
    const page = await listCredentials(queries, organisationId, {
      solution: id,
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
    });
    found.push(...page.items.filter(({ deletedAt }) => deletedAt === undefined));
    cursor = page.nextCursor;
    if (found.length > MOST_CREDENTIALS) throw new Problem('solution/too-large');
  } while (cursor !== undefined);
  return found.sort((a, b) => (a.key < b.key ? -1 : 1));
}
