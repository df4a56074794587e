/** DELETE platform/identity-providers/{identityProvider} */
import { deleteRoute, ofInstallation } from '../../identity-providers/provider-routes.ts';

/** Removes an identity provider of the installation. */
export const deletePlatformIdentityProviderRoute = deleteRoute(ofInstallation);
