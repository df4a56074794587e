/** POST platform/identity-providers:policy */
import { ofInstallation, planRoute } from '../../identity-providers/provider-routes.ts';

/** Plans the sealing of the secret of an identity provider of the installation. */
export const planPlatformIdentityProviderRoute = planRoute(ofInstallation);
