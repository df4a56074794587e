/** GET identity-providers/{identityProvider} */
import { ofOrganisation, readRoute } from '../../identity-providers/provider-routes.ts';

/** Reads an identity provider of an organisation. */
export const readIdentityProviderRoute = readRoute(ofOrganisation);
