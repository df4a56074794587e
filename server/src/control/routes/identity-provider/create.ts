/** POST identity-providers */
import { createRoute, ofOrganisation } from '../../identity-providers/provider-routes.ts';

/** Makes an identity provider of an organisation. */
export const createIdentityProviderRoute = createRoute(ofOrganisation);
