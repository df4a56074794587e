/** GET platform/identity-providers/{identityProvider} */
import { ofInstallation, readRoute } from '../../identity-providers/provider-routes.ts';

/** Reads an identity provider of the installation. */
export const readPlatformIdentityProviderRoute = readRoute(ofInstallation);
