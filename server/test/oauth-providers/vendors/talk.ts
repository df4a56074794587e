/** Where people talk and write: Notion, Slack. */
import type { Vendor } from '../vendor.ts';

const notion: Vendor = {
  provider: 'notion',
  documents: [
    'https://developers.notion.com/docs/authorization',
    'https://developers.notion.com/reference/create-a-token',
  ],
  authorize: {
    url: 'https://api.notion.com/v1/oauth/authorize',
    scope: null,
    query: { owner: 'user' },
    pkce: 'ignored',
  },
  token: { url: 'https://api.notion.com/v1/oauth/token', client: 'basic', body: 'json' },
  first: ({ access, refresh }) => ({
    access_token: access,
    token_type: 'bearer',
    refresh_token: refresh,
    bot_id: 'b3414d659-1224-5ty7-6ffr-cc9d8773drt601288f',
    workspace_id: '12d2d4d8-9bb3-4ca5-8cee-1a3fbef70e1c',
    workspace_name: 'Acme',
    workspace_icon: null,
    owner: { workspace: true },
    duplicated_template_id: null,
  }),
  renewed: ({ access, refresh }) => ({
    access_token: access,
    token_type: 'bearer',
    refresh_token: refresh,
    bot_id: 'b3414d659-1224-5ty7-6ffr-cc9d8773drt601288f',
    workspace_name: 'Acme',
  }),
  rotates: true,
  dead: { status: 400, body: { error: 'invalid_grant', request_id: '1' }, error: 'invalid_grant' },
  revoke: {
    method: 'POST',
    url: 'https://api.notion.com/v1/oauth/revoke',
    client: 'basic',
    body: 'json',
    takes: ['access'],
    status: 200,
  },
  identity: {
    url: 'https://api.notion.com/v1/users/me',
    headers: { 'notion-version': '20' },
    answer: { object: 'user', type: 'bot', bot: { workspace_name: 'Acme' } },
    label: 'Acme',
  },
  life: undefined,
};

const slack: Vendor = {
  provider: 'slack',
  documents: [
    'https://docs.slack.dev/authentication/installing-with-oauth',
    'https://docs.slack.dev/authentication/using-token-rotation',
    'https://docs.slack.dev/reference/methods/auth.revoke',
  ],
  authorize: {
    url: 'https://slack.com/oauth/v2/authorize',
    scopes: ['chat:write', 'users:read'],
    scope: 'chat:write,users:read',
    pkce: 'checked',
  },
  token: { url: 'https://slack.com/api/oauth.v2.access', client: 'post' },
  first: ({ access, refresh }) => ({
    ok: true,
    access_token: access,
    token_type: 'bot',
    scope: 'chat:write,users:read',
    bot_user_id: 'U0KRQLJ9H',
    app_id: 'A0KRD7HC3',
    expires_in: 43_200,
    refresh_token: refresh,
    team: { name: 'Acme', id: 'T9TK3CUKW' },
    enterprise: null,
    authed_user: { id: 'U1234' },
  }),
  renewed: ({ access, refresh }) => ({
    ok: true,
    access_token: access,
    expires_in: 43_200,
    refresh_token: refresh,
    token_type: 'bot',
    scope: 'chat:write,users:read',
    bot_user_id: 'U0KRQLJ9H',
    app_id: 'A0KRD7HC3',
    team: { name: 'Acme', id: 'T9TK3CUKW' },
  }),
  rotates: true,
  dead: { status: 200, body: { ok: false, error: 'invalid_refresh_token' }, error: 'invalid_grant' },
  revoke: {
    method: 'POST',
    url: 'https://slack.com/api/auth.revoke',
    client: 'bearer',
    takes: ['access'],
    status: 200,
  },
  identity: {
    method: 'POST',
    url: 'https://slack.com/api/auth.test',
    answer: { ok: true, team: 'Acme', user: 'app', team_id: 'T9TK3CUKW' },
    label: 'Acme',
  },
  life: 43_200,
  granted: 'chat:write users:read',
};

export const talkVendors: readonly Vendor[] = [notion, slack];
