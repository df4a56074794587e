/** GET connect-links: newest first, whatever became of them. */
import { connectLinksQuery } from '../../connect-links/connect-link-body.ts';
import { connectLinksPage } from '../../connect-links/connect-link-view.ts';
import { pageConnectLinks } from '../../connect-links/page-connect-links.ts';
import { defineRoute } from '../../route.ts';

/** Lists connect links. */
export const listConnectLinksRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/connect-links',
  summary: 'Lists connect links, newest first, used and ended ones included; never their addresses.',
  permission: 'edit',
  audit: 'connect-link.list',
  request: { query: connectLinksQuery },
  response: { 200: connectLinksPage },
  problems: ['request/cursor-invalid'],
  handle: async (call) => ({ status: 200, body: await pageConnectLinks(call) }),
});
