/** Where code and machines are kept: GitHub, GitLab, Bitbucket, Heroku, DigitalOcean, Hugging Face. */
import type { Vendor } from '../vendor.ts';

const INVALID_GRANT = { status: 400, body: { error: 'invalid_grant' }, error: 'invalid_grant' } as const;

const github: Vendor = {
  provider: 'github',
  documents: [
    'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps',
    'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens',
    'https://docs.github.com/en/rest/apps/oauth-applications',
  ],
  authorize: {
    url: 'https://github.com/login/oauth/authorize',
    scopes: ['repo', 'read:user'],
    scope: 'repo read:user',
    pkce: 'checked',
  },
  // Without the header the answer is a form.
  token: {
    url: 'https://github.com/login/oauth/access_token',
    client: 'post',
    headers: { accept: 'application/json' },
  },
  first: ({ access, refresh }) => ({
    access_token: access,
    expires_in: 28_800,
    refresh_token: refresh,
    refresh_token_expires_in: 15_897_600,
    scope: 'repo,read:user',
    token_type: 'bearer',
  }),
  renewed: ({ access, refresh }) => ({
    access_token: access,
    expires_in: 28_800,
    refresh_token: refresh,
    refresh_token_expires_in: 15_897_600,
    scope: '',
    token_type: 'bearer',
  }),
  rotates: true,
  // Errors have the status of success.
  dead: {
    status: 200,
    body: { error: 'bad_refresh_token', error_description: 'The refresh token passed is incorrect or expired.' },
    error: 'invalid_grant',
  },
  revoke: {
    method: 'DELETE',
    url: 'https://api.github.com/applications/client-github/token',
    client: 'basic',
    body: 'json',
    parameter: 'access_token',
    takes: ['access'],
    status: 204,
  },
  identity: {
    url: 'https://api.github.com/user',
    headers: { 'user-agent': 'keyward' },
    answer: { login: 'ada', id: 1 },
    label: 'ada',
  },
  life: 28_800,
  granted: 'repo read:user',
};

const gitlab: Vendor = {
  provider: 'gitlab',
  documents: ['https://docs.gitlab.com/api/oauth2/'],
  authorize: { url: 'https://gitlab.com/oauth/authorize', scopes: ['read_user'], scope: 'read_user', pkce: 'checked' },
  token: { url: 'https://gitlab.com/oauth/token', client: 'post' },
  first: ({ access, refresh }) => ({
    access_token: access,
    token_type: 'Bearer',
    expires_in: 7200,
    refresh_token: refresh,
    scope: 'read_user',
    created_at: 1_607_635_748,
  }),
  renewed: ({ access, refresh }) => ({
    access_token: access,
    token_type: 'Bearer',
    expires_in: 7200,
    refresh_token: refresh,
    scope: 'read_user',
    created_at: 1_607_635_948,
  }),
  rotates: true,
  dead: INVALID_GRANT,
  revoke: {
    method: 'POST',
    url: 'https://gitlab.com/oauth/revoke',
    client: 'post',
    body: 'form',
    takes: ['refresh', 'access'],
    status: 200,
  },
  identity: { url: 'https://gitlab.com/api/v4/user', answer: { id: 1, username: 'ada', name: 'Ada' }, label: 'ada' },
  life: 7200,
  granted: 'read_user',
};

const bitbucket: Vendor = {
  provider: 'bitbucket',
  documents: [
    'https://developer.atlassian.com/cloud/bitbucket/oauth-2/',
    'https://community.developer.atlassian.com/t/oauth-2-0-and-api-authentication-changes-for-bitbucket-cloud/99003',
  ],
  authorize: { url: 'https://bitbucket.org/site/oauth2/authorize', scope: null, pkce: 'ignored' },
  token: { url: 'https://bitbucket.org/site/oauth2/access_token', client: 'basic' },
  first: ({ access, refresh }) => ({
    access_token: access,
    scope: 'account repository',
    token_type: 'bearer',
    expires_in: 7200,
    state: 'authorization_code',
    refresh_token: refresh,
  }),
  renewed: ({ access, refresh }) => ({
    access_token: access,
    scope: 'account repository',
    token_type: 'bearer',
    expires_in: 7200,
    state: 'refresh_token',
    refresh_token: refresh,
  }),
  rotates: true,
  dead: INVALID_GRANT,
  identity: {
    url: 'https://api.bitbucket.org/2.0/user',
    answer: { uuid: '{1}', display_name: 'Ada', username: 'ada' },
    label: 'Ada',
  },
  life: 7200,
  granted: 'account repository',
};

const heroku: Vendor = {
  provider: 'heroku',
  documents: ['https://devcenter.heroku.com/articles/oauth'],
  authorize: { url: 'https://id.heroku.com/oauth/authorize', scopes: ['identity'], scope: 'identity', pkce: 'ignored' },
  token: { url: 'https://id.heroku.com/oauth/token', client: 'post' },
  first: ({ access, refresh }) => ({
    access_token: access,
    expires_in: 28_799,
    refresh_token: refresh,
    token_type: 'Bearer',
    user_id: 'b8c2e1',
    session_nonce: null,
  }),
  renewed: ({ access, refresh }) => ({
    access_token: access,
    expires_in: 28_799,
    refresh_token: refresh,
    token_type: 'Bearer',
    user_id: 'b8c2e1',
    session_nonce: null,
  }),
  identity: {
    url: 'https://api.heroku.com/account',
    headers: { accept: 'application/vnd.heroku+json; version=3' },
    answer: { id: '01234567', email: 'ada@example.com' },
    label: 'ada@example.com',
  },
  life: 28_799,
};

const digitalocean: Vendor = {
  provider: 'digitalocean',
  documents: ['https://docs.digitalocean.com/reference/api/oauth/'],
  authorize: {
    url: 'https://cloud.digitalocean.com/v1/oauth/authorize',
    scopes: ['read', 'write'],
    scope: 'read write',
    pkce: 'checked',
  },
  token: { url: 'https://cloud.digitalocean.com/v1/oauth/token', client: 'post' },
  first: ({ access, refresh }) => ({
    access_token: access,
    token_type: 'bearer',
    expires_in: 2_592_000,
    refresh_token: refresh,
    scope: 'read write',
    info: { name: 'Ada', email: 'ada@example.com', uuid: 'e028b1b918853eca7fba208a9d7e9d29a6e93c57' },
  }),
  renewed: ({ access, refresh }) => ({
    access_token: access,
    token_type: 'bearer',
    expires_in: 2_592_000,
    refresh_token: refresh,
    scope: 'read write',
    info: { name: 'Ada', email: 'ada@example.com', uuid: 'e028b1b918853eca7fba208a9d7e9d29a6e93c57' },
  }),
  rotates: true,
  dead: { ...INVALID_GRANT, status: 401 },
  revoke: {
    method: 'POST',
    url: 'https://cloud.digitalocean.com/v1/oauth/revoke',
    client: 'bearer',
    body: 'form',
    takes: ['access'],
    status: 200,
  },
  identity: {
    url: 'https://api.digitalocean.com/v2/account',
    answer: { account: { uuid: 'e028b1', email: 'ada@example.com' } },
    label: 'ada@example.com',
  },
  life: 2_592_000,
  granted: 'read write',
};

const huggingface: Vendor = {
  provider: 'huggingface',
  documents: ['https://huggingface.co/docs/hub/oauth', 'https://huggingface.co/.well-known/openid-configuration'],
  authorize: {
    url: 'https://huggingface.co/oauth/authorize',
    scopes: ['profile', 'read-repos'],
    scope: 'profile read-repos',
    pkce: 'checked',
  },
  token: { url: 'https://huggingface.co/oauth/token', client: 'basic' },
  first: ({ access, refresh }) => ({
    access_token: access,
    token_type: 'bearer',
    refresh_token: refresh,
    expires_in: 28_800,
    scope: 'profile read-repos',
  }),
  renewed: ({ access, refresh }) => ({
    access_token: access,
    token_type: 'bearer',
    refresh_token: refresh,
    expires_in: 28_800,
    scope: 'profile read-repos',
  }),
  rotates: true,
  dead: INVALID_GRANT,
  identity: {
    url: 'https://huggingface.co/oauth/userinfo',
    answer: { sub: '62264951', name: 'Ada', preferred_username: 'ada' },
    label: 'ada',
  },
  life: 28_800,
  granted: 'profile read-repos',
};

export const codeVendors: readonly Vendor[] = [github, gitlab, bitbucket, heroku, digitalocean, huggingface];
