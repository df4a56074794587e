/** Where customers and money are: Discord, HubSpot, Microsoft Graph, PayPal, Pipedrive, Salesforce, Zendesk. */
import type { Vendor } from '../vendor.ts';

const INVALID_GRANT = { status: 400, body: { error: 'invalid_grant' }, error: 'invalid_grant' } as const;

const discord: Vendor = {
  provider: 'discord',
  documents: ['https://discord.com/developers/docs/topics/oauth2'],
  authorize: {
    url: 'https://discord.com/oauth2/authorize',
    scopes: ['identify', 'email'],
    scope: 'identify email',
    pkce: 'checked',
  },
  token: { url: 'https://discord.com/api/oauth2/token', client: 'basic' },
  first: ({ access, refresh }) => ({
    access_token: access,
    token_type: 'Bearer',
    expires_in: 604_800,
    refresh_token: refresh,
    scope: 'identify email',
  }),
  renewed: ({ access, refresh }) => ({
    access_token: access,
    token_type: 'Bearer',
    expires_in: 604_800,
    refresh_token: refresh,
    scope: 'identify email',
  }),
  rotates: true,
  dead: INVALID_GRANT,
  revoke: {
    method: 'POST',
    url: 'https://discord.com/api/oauth2/token/revoke',
    client: 'basic',
    body: 'form',
    takes: ['refresh', 'access'],
    status: 200,
  },
  identity: { url: 'https://discord.com/api/v10/users/@me', answer: { id: '80351', username: 'ada' }, label: 'ada' },
  life: 604_800,
  granted: 'identify email',
};

const hubspot: Vendor = {
  provider: 'hubspot',
  documents: [
    'https://developers.hubspot.com/docs/api-reference/latest/authentication/manage-oauth-tokens',
    'https://developers.hubspot.com/docs/api-reference/latest/authentication/oauth-tokens/revoke-token',
  ],
  authorize: {
    url: 'https://app.hubspot.com/oauth/authorize',
    scopes: ['oauth', 'crm.objects.contacts.read'],
    scope: 'oauth crm.objects.contacts.read',
    pkce: 'ignored',
  },
  token: { url: 'https://api.hubapi.com/oauth/2026-03/token', client: 'post' },
  first: ({ access, refresh }) => ({
    token_type: 'bearer',
    refresh_token: refresh,
    access_token: access,
    hub_id: 1234567,
    scopes: ['oauth', 'crm.objects.contacts.read'],
    token_use: 'access_token',
    expires_in: 1800,
  }),
  renewed: ({ access, refresh }) => ({
    token_type: 'bearer',
    refresh_token: refresh,
    access_token: access,
    expires_in: 1800,
  }),
  dead: {
    status: 400,
    body: { status: 'BAD_REFRESH_TOKEN', message: 'missing or invalid refresh token', error: 'invalid_grant' },
    error: 'invalid_grant',
  },
  revoke: {
    method: 'POST',
    url: 'https://api.hubapi.com/oauth/2026-03/token/revoke',
    client: 'post',
    body: 'form',
    takes: ['refresh'],
    status: 204,
  },
  identity: {
    url: 'https://api.hubapi.com/account-info/v3/details',
    answer: { portalId: 1234567, timeZone: 'US/Eastern' },
  },
  life: 1800,
};

const TENANT = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490';
const GRAPH_SCOPE = 'offline_access User.Read';

const microsoftGraph: Vendor = {
  provider: 'microsoft-graph',
  documents: ['https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow'],
  fields: { tenant: TENANT },
  authorize: {
    url: `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/authorize`,
    scopes: ['offline_access', 'User.Read'],
    scope: GRAPH_SCOPE,
    pkce: 'checked',
  },
  token: { url: `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`, client: 'post' },
  first: ({ access, refresh }) => ({
    token_type: 'Bearer',
    scope: 'User.Read profile openid email',
    expires_in: 3736,
    ext_expires_in: 3736,
    access_token: access,
    refresh_token: refresh,
  }),
  renewed: ({ access, refresh }) => ({
    token_type: 'Bearer',
    scope: 'User.Read profile openid email',
    expires_in: 3599,
    ext_expires_in: 3599,
    access_token: access,
    refresh_token: refresh,
  }),
  dead: {
    status: 400,
    body: {
      error: 'invalid_grant',
      error_description: 'AADSTS70000: …',
      error_codes: [70_000],
      timestamp: '2026-01-09',
    },
    error: 'invalid_grant',
  },
  identity: {
    url: 'https://graph.microsoft.com/v1.0/me',
    answer: { id: '48d31887', userPrincipalName: 'ada@contoso.com', displayName: 'Ada' },
    label: 'ada@contoso.com',
  },
  life: 3736,
  granted: 'User.Read profile openid email',
};

const paypal: Vendor = {
  provider: 'paypal',
  documents: ['https://developer.paypal.com/api/rest/authentication/'],
  fields: { host: 'api-m.sandbox' },
  token: { url: 'https://api-m.sandbox.paypal.com/v1/oauth2/token', client: 'basic' },
  first: ({ access }) => ({
    scope: 'https://uri.paypal.com/services/invoicing openid',
    access_token: access,
    token_type: 'Bearer',
    app_id: 'APP-80W284485P519543T',
    expires_in: 31_668,
    nonce: '2020-04-03T15:35:36ZaYZlGvEkV4yVSz8g6bAKFoGSEzuy3CQcz3ljhibkOHg',
  }),
  life: 31_668,
  granted: 'https://uri.paypal.com/services/invoicing openid',
};

const COMPANY = 'https://acme.pipedrive.com';

const pipedrive: Vendor = {
  provider: 'pipedrive',
  documents: ['https://pipedrive.readme.io/docs/marketplace-oauth-authorization'],
  authorize: { url: 'https://oauth.pipedrive.com/oauth/authorize', scope: null, pkce: 'ignored' },
  token: { url: 'https://oauth.pipedrive.com/oauth/token', client: 'basic' },
  first: ({ access, refresh }) => ({
    access_token: access,
    token_type: 'Bearer',
    refresh_token: refresh,
    scope: 'base,deals:full',
    expires_in: 3599,
    api_domain: COMPANY,
  }),
  renewed: ({ access, refresh }) => ({
    access_token: access,
    token_type: 'Bearer',
    refresh_token: refresh,
    scope: 'base,deals:full',
    expires_in: 3599,
    api_domain: COMPANY,
  }),
  dead: INVALID_GRANT,
  revoke: {
    method: 'POST',
    url: 'https://oauth.pipedrive.com/oauth/revoke',
    client: 'basic',
    body: 'form',
    takes: ['refresh', 'access'],
    status: 200,
  },
  // Each company has a host of its own, which the token answer names.
  identity: {
    url: `${COMPANY}/api/v1/users/me`,
    answer: { success: true, data: { id: 1, name: 'Ada', email: 'ada@example.com', company_name: 'Acme' } },
    label: 'Acme',
  },
  life: 3599,
  granted: 'base deals:full',
};

const HOST = 'https://acme.my.salesforce.com';

const salesforce: Vendor = {
  provider: 'salesforce',
  documents: [
    'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_web_server_flow.htm',
    'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_revoke_token.htm',
  ],
  fields: { myDomain: 'acme' },
  authorize: {
    url: `${HOST}/services/oauth2/authorize`,
    scopes: ['api', 'refresh_token'],
    scope: 'api refresh_token',
    pkce: 'checked',
  },
  token: { url: `${HOST}/services/oauth2/token`, client: 'post' },
  first: ({ access, refresh }) => ({
    access_token: access,
    refresh_token: refresh,
    signature: 'SSSbLO/gBhmmyNUvN18ODBDFYHzakxOMgqYtu+hDPsc=',
    scope: 'refresh_token api',
    instance_url: HOST,
    id: 'https://login.salesforce.com/id/00D/005',
    token_type: 'Bearer',
    issued_at: '1627237872637',
  }),
  renewed: ({ access }) => ({
    access_token: access,
    signature: 'CMJ4l+CCaPQiKjoOEwEig9H4wqhpuLSk4J2urAe+fVg=',
    scope: 'refresh_token api',
    instance_url: HOST,
    id: 'https://login.salesforce.com/id/00D/005',
    token_type: 'Bearer',
    issued_at: '1627237872637',
  }),
  dead: { ...INVALID_GRANT, body: { error: 'invalid_grant', error_description: 'expired access/refresh token' } },
  revoke: {
    method: 'POST',
    url: `${HOST}/services/oauth2/revoke`,
    client: 'none',
    body: 'form',
    takes: ['refresh', 'access'],
    status: 200,
    gone: { status: 400, body: { error: 'invalid_token', error_description: 'Invalid token: …' } },
  },
  identity: {
    url: `${HOST}/services/oauth2/userinfo`,
    answer: { sub: 'https://…', organization_id: '00D', preferred_username: 'ada@acme.com' },
    label: 'ada@acme.com',
  },
  // Two hours are the default of a session.
  life: 7200,
  granted: 'refresh_token api',
};

const zendesk: Vendor = {
  provider: 'zendesk',
  documents: [
    'https://developer.zendesk.com/documentation/api-basics/authentication/refresh-token',
    'https://developer.zendesk.com/documentation/api-basics/authentication/revoking-oauth-token',
  ],
  fields: { subdomain: 'acme' },
  authorize: {
    url: 'https://acme.zendesk.com/oauth/authorizations/new',
    scopes: ['read', 'write'],
    scope: 'read write',
    pkce: 'checked',
  },
  token: { url: 'https://acme.zendesk.com/oauth/tokens', client: 'post', body: 'json' },
  first: ({ access, refresh }) => ({
    access_token: access,
    refresh_token: refresh,
    token_type: 'bearer',
    scope: 'read write',
    expires_in: 172_800,
    refresh_token_expires_in: 7_776_000,
  }),
  renewed: ({ access, refresh }) => ({
    access_token: access,
    refresh_token: refresh,
    token_type: 'bearer',
    scope: 'read write',
    expires_in: 172_800,
    refresh_token_expires_in: 7_776_000,
  }),
  rotates: true,
  dead: INVALID_GRANT,
  revoke: {
    method: 'DELETE',
    url: 'https://acme.zendesk.com/api/v2/oauth/tokens/current.json',
    client: 'bearer',
    takes: ['access'],
    status: 204,
  },
  identity: {
    url: 'https://acme.zendesk.com/api/v2/users/me.json',
    answer: { user: { id: 1, name: 'Ada', email: 'ada@example.com', active: true } },
    label: 'ada@example.com',
  },
  life: 172_800,
  granted: 'read write',
};

export const businessVendors: readonly Vendor[] = [
  discord,
  hubspot,
  microsoftGraph,
  paypal,
  pipedrive,
  salesforce,
  zendesk,
];
