/** Finds the connect link that a path names; who is limited to solutions sees those of its own. */
import { type ConnectLink, readConnectLink } from '../../domain/connect-link.ts';
import { isId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import { managesScope } from '../../domain/solution.ts';
import { findConnectLink } from '../../store/connect-links.ts';
import type { Call } from '../route.ts';

/** @throws Problem `connect-link/not-found` */
export async function requireConnectLink(
  { services, organisation, principal }: Call,
  id: string,
): Promise<ConnectLink> {
  const found = isId('clk', id) ? await findConnectLink(services.store.read, organisation.id, id) : undefined;
  const definition = found && readConnectLink(found.definition);
  if (!found || !definition || !managesScope(principal, definition.solutionId))
    throw new Problem('connect-link/not-found');
  return found;
}
