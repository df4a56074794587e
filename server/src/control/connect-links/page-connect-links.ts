/** Lists connect links, whatever became of them. */
import type { Static } from 'typebox';
import { readConnectLink } from '../../domain/connect-link.ts';
import { listConnectLinks } from '../../store/connect-links.ts';
import type { Call } from '../route.ts';
import { DEFAULT_LIMIT } from '../schemas.ts';
import type { connectLinksQuery } from './connect-link-body.ts';
import { type connectLinksPage, viewConnectLink } from './connect-link-view.ts';

/** One page, newest first. @throws Problem `request/cursor-invalid` */
export async function pageConnectLinks(
  call: Call<unknown, Static<typeof connectLinksQuery>>,
): Promise<Static<typeof connectLinksPage>> {
  const { services, organisation, principal, query, solutionId } = call;
  const { limit = DEFAULT_LIMIT, cursor } = query;
  const solutionIds = query.solution === undefined ? principal.solutionIds : [solutionId];
  const request = { limit, ...(cursor !== undefined && { cursor }), solutionIds };
  const { items, nextCursor } = await listConnectLinks(services.store.read, organisation.id, request);
  const now = services.clock();
  // A row that somebody has damaged costs itself and not the list.
  const sound = items.filter(({ definition }) => readConnectLink(definition) !== undefined);
  return { items: sound.map((link) => viewConnectLink(link, now)), ...(nextCursor !== undefined && { nextCursor }) };
}
