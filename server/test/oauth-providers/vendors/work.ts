/** Where people plan and file: Airtable, Asana, Box, Calendly, Dropbox, Jira, Linear, Typeform. */
import type { Vendor } from '../vendor.ts';

const INVALID_GRANT = { status: 400, body: { error: 'invalid_grant' }, error: 'invalid_grant' } as const;

const airtable: Vendor = {
  provider: 'airtable',
  documents: ['https://airtable.com/developers/web/api/oauth-reference'],
  authorize: {
    url: 'https://airtable.com/oauth2/v1/authorize',
    scopes: ['data.records:read', 'user.email:read'],
    scope: 'data.records:read user.email:read',
    pkce: 'checked',
  },
  token: { url: 'https://airtable.com/oauth2/v1/token', client: 'basic' },
  first: ({ access, refresh }) => ({
    access_token: access,
    refresh_token: refresh,
    token_type: 'Bearer',
    scope: 'data.records:read user.email:read',
    expires_in: 3600,
    refresh_expires_in: 5_184_000,
  }),
  renewed: ({ access, refresh }) => ({
    access_token: access,
    refresh_token: refresh,
    token_type: 'Bearer',
    scope: 'data.records:read user.email:read',
    expires_in: 3600,
    refresh_expires_in: 5_184_000,
  }),
  rotates: true,
  dead: INVALID_GRANT,
  identity: {
    url: 'https://api.airtable.com/v0/meta/whoami',
    answer: { id: 'usrL2PNC5o3H4lBEi', email: 'ada@example.com', scopes: ['user.email:read'] },
    label: 'ada@example.com',
  },
  life: 3600,
  granted: 'data.records:read user.email:read',
};

const asana: Vendor = {
  provider: 'asana',
  documents: ['https://developers.asana.com/docs/oauth'],
  authorize: {
    url: 'https://app.asana.com/-/oauth_authorize',
    scopes: ['users:read'],
    scope: 'users:read',
    pkce: 'checked',
  },
  token: { url: 'https://app.asana.com/-/oauth_token', client: 'post' },
  first: ({ access, refresh }) => ({
    access_token: access,
    expires_in: 3600,
    token_type: 'bearer',
    refresh_token: refresh,
    data: { id: 4673218951, gid: '4673218951', name: 'Greg Sanchez', email: 'gsanchez@example.com' },
  }),
  renewed: ({ access }) => ({ access_token: access, expires_in: 3600, token_type: 'bearer' }),
  dead: INVALID_GRANT,
  revoke: {
    method: 'POST',
    url: 'https://app.asana.com/-/oauth_revoke',
    client: 'post',
    body: 'form',
    takes: ['refresh'],
    status: 200,
  },
  identity: {
    url: 'https://app.asana.com/api/1.0/users/me',
    answer: { data: { gid: '4673218951', name: 'Greg Sanchez', email: 'gsanchez@example.com' } },
    label: 'Greg Sanchez',
  },
  life: 3600,
};

const box: Vendor = {
  provider: 'box',
  documents: [
    'https://developer.box.com/guides/authentication/oauth2/',
    'https://developer.box.com/reference/post-oauth2-revoke/',
  ],
  authorize: { url: 'https://account.box.com/api/oauth2/authorize', scope: null, pkce: 'ignored' },
  token: { url: 'https://api.box.com/oauth2/token', client: 'post' },
  first: ({ access, refresh }) => ({
    access_token: access,
    expires_in: 3600,
    restricted_to: [],
    refresh_token: refresh,
    token_type: 'bearer',
  }),
  renewed: ({ access, refresh }) => ({
    access_token: access,
    expires_in: 3600,
    restricted_to: [],
    refresh_token: refresh,
    token_type: 'bearer',
  }),
  rotates: true,
  dead: { ...INVALID_GRANT, body: { error: 'invalid_grant', error_description: 'Refresh token has expired' } },
  revoke: {
    method: 'POST',
    url: 'https://api.box.com/oauth2/revoke',
    client: 'post',
    body: 'form',
    takes: ['refresh', 'access'],
    status: 200,
  },
  identity: {
    url: 'https://api.box.com/2.0/users/me',
    answer: { type: 'user', id: '11446498', name: 'Ada', login: 'ada@example.com' },
    label: 'ada@example.com',
  },
  life: 3600,
};

const calendly: Vendor = {
  provider: 'calendly',
  documents: [
    'https://developer.calendly.com/how-to-authenticate-with-oauth',
    'https://developer.calendly.com/api-docs',
  ],
  authorize: { url: 'https://auth.calendly.com/oauth/authorize', scope: null, pkce: 'checked' },
  token: { url: 'https://auth.calendly.com/oauth/token', client: 'basic' },
  first: ({ access, refresh }) => ({
    token_type: 'Bearer',
    access_token: access,
    refresh_token: refresh,
    scope: 'default',
    created_at: 1_548_689_183,
    expires_in: 7200,
    owner: 'https://api.calendly.com/users/EBHAAFHDCAEQTSEZ',
    organization: 'https://api.calendly.com/organizations/EBHAAFHDCAEQTSEZ',
  }),
  renewed: ({ access, refresh }) => ({
    token_type: 'Bearer',
    access_token: access,
    refresh_token: refresh,
    scope: 'default',
    created_at: 1_548_689_183,
    expires_in: 7200,
    owner: 'https://api.calendly.com/users/EBHAAFHDCAEQTSEZ',
    organization: 'https://api.calendly.com/organizations/EBHAAFHDCAEQTSEZ',
  }),
  rotates: true,
  dead: INVALID_GRANT,
  revoke: {
    method: 'POST',
    url: 'https://auth.calendly.com/oauth/revoke',
    client: 'post',
    body: 'form',
    takes: ['refresh', 'access'],
    status: 200,
  },
  identity: {
    url: 'https://api.calendly.com/users/me',
    answer: { resource: { uri: 'https://api.calendly.com/users/A', name: 'Ada', email: 'ada@example.com' } },
    label: 'Ada',
  },
  life: 7200,
  granted: 'default',
};

const dropbox: Vendor = {
  provider: 'dropbox',
  documents: [
    'https://developers.dropbox.com/oauth-guide',
    'https://www.dropbox.com/developers/documentation/http/documentation',
  ],
  authorize: {
    url: 'https://www.dropbox.com/oauth2/authorize',
    scopes: ['account_info.read', 'files.metadata.read'],
    scope: 'account_info.read files.metadata.read',
    query: { token_access_type: 'offline' },
    pkce: 'checked',
  },
  token: { url: 'https://api.dropboxapi.com/oauth2/token', client: 'post' },
  first: ({ access, refresh }) => ({
    access_token: access,
    expires_in: 14_400,
    token_type: 'bearer',
    scope: 'account_info.read files.metadata.read',
    refresh_token: refresh,
    account_id: 'dbid:AAH4f99T0taONIb-OurWxbNQ6ywGRopQngc',
    uid: '12345',
  }),
  renewed: ({ access }) => ({ access_token: access, expires_in: 14_400, token_type: 'bearer' }),
  dead: {
    ...INVALID_GRANT,
    body: { error: 'invalid_grant', error_description: 'refresh token is invalid or revoked' },
  },
  revoke: {
    method: 'POST',
    url: 'https://api.dropboxapi.com/2/auth/token/revoke',
    client: 'bearer',
    takes: ['access'],
    status: 200,
  },
  identity: {
    method: 'POST',
    url: 'https://api.dropboxapi.com/2/users/get_current_account',
    body: 'null',
    answer: { account_id: 'dbid:A', name: { display_name: 'Ada' }, email: 'ada@example.com' },
    label: 'ada@example.com',
  },
  life: 14_400,
  granted: 'account_info.read files.metadata.read',
};

const jira: Vendor = {
  provider: 'jira',
  documents: ['https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/'],
  fields: { cloudId: '1324a887-45db-1bf4-1e99-ef0ff456d421' },
  authorize: {
    url: 'https://auth.atlassian.com/authorize',
    scopes: ['read:jira-user', 'offline_access'],
    scope: 'read:jira-user offline_access',
    query: { audience: 'api.atlassian.com', prompt: 'consent' },
    pkce: 'ignored',
  },
  token: { url: 'https://auth.atlassian.com/oauth/token', client: 'post', body: 'json' },
  first: ({ access, refresh }) => ({
    access_token: access,
    expires_in: 3600,
    token_type: 'Bearer',
    refresh_token: refresh,
    scope: 'read:jira-user offline_access',
  }),
  renewed: ({ access, refresh }) => ({
    access_token: access,
    expires_in: 3600,
    token_type: 'Bearer',
    refresh_token: refresh,
    scope: 'read:jira-user offline_access',
  }),
  rotates: true,
  dead: {
    status: 403,
    // Other codes than the RFC has for it: nothing but a new consent helps.
    body: { error: 'unauthorized_client', error_description: 'refresh_token is invalid' },
    error: 'invalid_grant',
  },
  identity: {
    url: 'https://api.atlassian.com/ex/jira/1324a887-45db-1bf4-1e99-ef0ff456d421/rest/api/3/myself',
    answer: { accountId: '5b10a2844c20165700ede21g', displayName: 'Ada' },
    label: 'Ada',
  },
  life: 3600,
  granted: 'read:jira-user offline_access',
};

const linear: Vendor = {
  provider: 'linear',
  documents: ['https://linear.app/developers/oauth-2-0-authentication'],
  authorize: {
    url: 'https://linear.app/oauth/authorize',
    scopes: ['read', 'write'],
    scope: 'read,write',
    pkce: 'checked',
  },
  token: { url: 'https://api.linear.app/oauth/token', client: 'post' },
  first: ({ access, refresh }) => ({
    access_token: access,
    token_type: 'Bearer',
    expires_in: 86_399,
    scope: 'read write',
    refresh_token: refresh,
  }),
  renewed: ({ access, refresh }) => ({
    access_token: access,
    token_type: 'Bearer',
    expires_in: 86_399,
    scope: 'read write',
    refresh_token: refresh,
  }),
  rotates: true,
  dead: INVALID_GRANT,
  revoke: {
    method: 'POST',
    url: 'https://api.linear.app/oauth/revoke',
    client: 'none',
    body: 'form',
    takes: ['refresh', 'access'],
    status: 200,
  },
  identity: {
    method: 'POST',
    url: 'https://api.linear.app/graphql',
    body: '{"query":"query { viewer { name email } }"}',
    answer: { data: { viewer: { name: 'Ada', email: 'ada@example.com' } } },
    label: 'Ada',
  },
  life: 86_399,
  granted: 'read write',
};

const typeform: Vendor = {
  provider: 'typeform',
  documents: ['https://www.typeform.com/developers/get-started/applications/'],
  authorize: {
    url: 'https://api.typeform.com/oauth/authorize',
    scopes: ['offline', 'workspaces:read'],
    scope: 'offline workspaces:read',
    pkce: 'ignored',
  },
  token: { url: 'https://api.typeform.com/oauth/token', client: 'post' },
  first: ({ access, refresh }) => ({
    access_token: access,
    refresh_token: refresh,
    expires_in: 604_800,
    token_type: 'bearer',
  }),
  renewed: ({ access, refresh }) => ({
    access_token: access,
    refresh_token: refresh,
    expires_in: 604_800,
    token_type: 'bearer',
  }),
  rotates: true,
  dead: INVALID_GRANT,
  identity: { url: 'https://api.typeform.com/workspaces', answer: { items: [], page_count: 1, total_items: 0 } },
  life: 604_800,
};

export const workVendors: readonly Vendor[] = [airtable, asana, box, calendly, dropbox, jira, linear, typeform];
