/** POST platform/identity-providers/{identityProvider}/test */
import { ofInstallation, testRoute } from '../../identity-providers/provider-routes.ts';

/** Tries an identity provider of the installation. */
export const testPlatformIdentityProviderRoute = testRoute(ofInstallation);
