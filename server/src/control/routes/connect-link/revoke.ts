/** DELETE connect-links/{connectLink}: withdraws it; its record stays in the list. */
import { Problem } from '../../../domain/problem.ts';
import { revokeConnectLink } from '../../../store/connect-links.ts';
import { clearMade } from '../../connect-links/clear-made.ts';
import { connectLinkParams } from '../../connect-links/connect-link-body.ts';
import { requireConnectLink } from '../../connect-links/require-connect-link.ts';
import { defineRoute } from '../../route.ts';
import { noBody } from '../../schemas.ts';

/** Withdraws a connect link that was not used; who has its address can do nothing with it from then on. */
export const revokeConnectLinkRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/organisations/:organisation/connect-links/:connectLink',
  summary:
    'Withdraws a connect link that was not used; its address opens nothing from then on, and a connection that was made for it alone goes too.',
  permission: 'edit',
  audit: 'connect-link.revoke',
  request: { params: connectLinkParams },
  response: { 204: noBody },
  problems: ['connect-link/not-found', 'connect-link/used'],
  handle: async (call) => {
    const { services, params } = call;
    const link = await requireConnectLink(call, params.connectLink);
    if (link.revokedAt !== undefined) throw new Problem('connect-link/not-found');
    await services.store.transaction(async (transaction) => {
      const isRevoked = await revokeConnectLink(transaction, link, services.clock());
      if (!isRevoked) throw new Problem('connect-link/used');
      await call.recordDone(transaction, { subject: link.id });
    });
    await clearMade(call, link);
    return { status: 204, body: undefined };
  },
});
