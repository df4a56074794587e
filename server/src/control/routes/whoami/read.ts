/** GET /v1/whoami: what the shown token is and confers. */
import { viewPrincipal, whoamiView } from '../../access-tokens/principal-view.ts';
import { defineRoute } from '../../route.ts';

/** Says who the caller is. */
export const whoamiRoute = defineRoute({
  method: 'GET',
  path: '/v1/whoami',
  summary: 'Says what the shown token is: its organisation, name, role, grants, solutions, limits and end.',
  permission: 'identify',
  audit: 'access-token.identify',
  request: {},
  response: { 200: whoamiView },
  problems: [],
  handle: async (call) => ({ status: 200, body: await viewPrincipal(call) }),
});
