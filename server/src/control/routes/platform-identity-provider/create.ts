/** POST platform/identity-providers */
import { createRoute, ofInstallation } from '../../identity-providers/provider-routes.ts';

/** Makes an identity provider of the installation. */
export const createPlatformIdentityProviderRoute = createRoute(ofInstallation);
