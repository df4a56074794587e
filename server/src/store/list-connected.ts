/** Lists the credentials that connections make, newest first. */
import { typesOfConnections } from '../domain/connection.ts';
import type { Credential } from '../domain/credential.ts';
import type { CredentialFilters } from './credential-filter.ts';
import { credentialFromRow } from './credential-row.ts';
import { inPage, listBinding, type Page, type PageRequest, pageOf } from './page.ts';
import type { Queries } from './store.ts';

/** Which of them. */
export type ConnectedListRequest = PageRequest &
  Pick<CredentialFilters, 'status' | 'provider' | 'solution' | 'solutions'>;

/** A page; none that is deleted. @throws Problem `request/cursor-invalid` */
export async function listConnected(
  queries: Queries,
  organisationId: string,
  request: ConnectedListRequest,
): Promise<Page<Credential>> {
  const { status, provider, solution, solutions, limit, cursor } = request;
  const filters = { organisationId, status, provider, solution, solutions };
  const binding = listBinding('connections', filters);
  let query = queries
    .selectFrom('credentials')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('type', 'in', [...typesOfConnections])
    .where('deleted_at', 'is', null);
  if (status !== undefined) query = query.where('status', '=', status);
  if (provider !== undefined) query = query.where('provider', '=', provider);
  if (solution !== undefined) query = query.where('solution_id', '=', solution);
  if (solutions) query = query.where('solution_id', 'in', [...solutions]);
  const page = { limit, ...(cursor !== undefined && { cursor }) };
  const rows = await inPage(query, page, { binding, by: 'created_at' }).execute();
  const positionOf = ({ createdAt, id }: Credential) => ({ at: createdAt, id });
  return pageOf(rows.map(credentialFromRow), { binding, limit, positionOf });
}
