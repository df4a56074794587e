/** GET platform/identity-providers */
import { listRoute, ofInstallation } from '../../identity-providers/provider-routes.ts';

/** Lists identity providers of the installation. */
export const listPlatformIdentityProvidersRoute = listRoute(ofInstallation);
