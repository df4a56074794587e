/** POST identity-providers:policy */
import { ofOrganisation, planRoute } from '../../identity-providers/provider-routes.ts';

/** Plans the sealing of the secret of an identity provider of an organisation. */
export const planIdentityProviderRoute = planRoute(ofOrganisation);
