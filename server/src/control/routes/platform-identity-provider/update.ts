/** PATCH platform/identity-providers/{identityProvider} */
import { ofInstallation, updateRoute } from '../../identity-providers/provider-routes.ts';

/** Changes an identity provider of the installation. */
export const updatePlatformIdentityProviderRoute = updateRoute(ofInstallation);
