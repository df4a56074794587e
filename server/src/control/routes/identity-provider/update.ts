/** PATCH identity-providers/{identityProvider} */
import { ofOrganisation, updateRoute } from '../../identity-providers/provider-routes.ts';

/** Changes an identity provider of an organisation. */
export const updateIdentityProviderRoute = updateRoute(ofOrganisation);
