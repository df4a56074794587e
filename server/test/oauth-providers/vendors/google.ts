/** Google: one authorisation server for five APIs; a refresh gives no refresh token, revocation asks for no client. */
import type { Vendor } from '../vendor.ts';

const DOCUMENTS = ['https://developers.google.com/identity/protocols/oauth2/web-server'];

function google(provider: string, scopes: readonly string[], more: Pick<Vendor, 'identity'>): Vendor {
  const scope = scopes.join(' ');
  return {
    provider,
    documents: DOCUMENTS,
    authorize: {
      url: 'https://accounts.google.com/o/oauth2/v2/auth',
      scopes,
      scope,
      query: { access_type: 'offline', prompt: 'consent' },
      pkce: 'checked',
    },
    token: { url: 'https://oauth2.googleapis.com/token', client: 'post' },
    first: ({ access, refresh }) => ({
      access_token: access,
      expires_in: 3599,
      refresh_token: refresh,
      refresh_token_expires_in: 604_799,
      scope,
      token_type: 'Bearer',
    }),
    renewed: ({ access }) => ({ access_token: access, expires_in: 3599, scope, token_type: 'Bearer' }),
    dead: {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
      error: 'invalid_grant',
    },
    revoke: {
      method: 'POST',
      url: 'https://oauth2.googleapis.com/revoke',
      client: 'none',
      body: 'form',
      takes: ['refresh', 'access'],
      status: 200,
      gone: { status: 400, body: { error: 'invalid_token', error_description: 'Token expired or revoked' } },
    },
    openId: { issuer: 'https://accounts.google.com', jwksUrl: 'https://www.googleapis.com/oauth2/v3/certs' },
    life: 3599,
    granted: scope,
    ...more,
  };
}

const api = (name: string) => `https://www.googleapis.com/auth/${name}`;

export const googleVendors: readonly Vendor[] = [
  google('google', ['openid', 'email', 'profile'], {
    identity: {
      url: 'https://www.googleapis.com/oauth2/v2/userinfo',
      answer: { id: '117', email: 'ada@example.com', verified_email: true },
      label: 'ada@example.com',
    },
  }),
  google('gmail', [api('gmail.readonly')], {
    identity: {
      url: 'https://gmail.googleapis.com/gmail/v1/users/me/profile',
      answer: { emailAddress: 'ada@example.com', messagesTotal: 3, historyId: '9' },
      label: 'ada@example.com',
    },
  }),
  google('google-calendar', [api('calendar.readonly')], {
    identity: {
      url: 'https://www.googleapis.com/calendar/v3/users/me/calendarList?maxResults=1',
      answer: { kind: 'calendar#calendarList', etag: '"p"', items: [] },
    },
  }),
  google('google-drive', [api('drive.file')], {
    identity: {
      url: 'https://www.googleapis.com/drive/v3/about?fields=user',
      answer: { user: { kind: 'drive#user', displayName: 'Ada', emailAddress: 'ada@example.com' } },
      label: 'ada@example.com',
    },
  }),
  google('google-sheets', [api('spreadsheets.readonly')], {}),
];
