/** DELETE identity-providers/{identityProvider} */
import { deleteRoute, ofOrganisation } from '../../identity-providers/provider-routes.ts';

/** Removes an identity provider of an organisation. */
export const deleteIdentityProviderRoute = deleteRoute(ofOrganisation);
