/** POST identity-providers/{identityProvider}/test */
import { ofOrganisation, testRoute } from '../../identity-providers/provider-routes.ts';

/** Tries an identity provider of an organisation. */
export const testIdentityProviderRoute = testRoute(ofOrganisation);
