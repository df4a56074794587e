/** GET connect-links/{connectLink}. */
import { connectLinkParams } from '../../connect-links/connect-link-body.ts';
import { connectLinkView, viewConnectLink } from '../../connect-links/connect-link-view.ts';
import { requireConnectLink } from '../../connect-links/require-connect-link.ts';
import { defineRoute } from '../../route.ts';

/** Reads a connect link, never its address. */
export const readConnectLinkRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/connect-links/:connectLink',
  summary: 'Reads a connect link: whether it was used, and for which credential.',
  permission: 'edit',
  audit: 'connect-link.read',
  request: { params: connectLinkParams },
  response: { 200: connectLinkView },
  problems: ['connect-link/not-found'],
  handle: async (call) => {
    const link = await requireConnectLink(call, call.params.connectLink);
    return { status: 200, body: viewConnectLink(link, call.services.clock()) };
  },
});
