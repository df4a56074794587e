/** GET identity-providers */
import { listRoute, ofOrganisation } from '../../identity-providers/provider-routes.ts';

/** Lists identity providers of an organisation. */
export const listIdentityProvidersRoute = listRoute(ofOrganisation);
