/** What the made-up organisation has connected: a provider of its own, a client there, and a consent given in a browser. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuthorizationServer } from '../../server/test/kit/authorization-server.ts';
import { BrowserFlow } from '../../server/test/kit/browser-flow.ts';
import type { Keyward } from '../../server/test/kit/keyward.ts';
import { PICTURED_SECRET } from './organisation.ts';

const PROVIDER = `name: fleet-hub
title: Fleet Hub
categories: [other]
docsUrl: https://fleet-hub.example/docs
types:
  OAuth2:
    baseUrl: https://api.fleet-hub.example
    ownBaseUrl: true
    verification:
      request: { method: GET, path: /me }
      accept: { status: [200], present: [/login] }
      account: [/login]
    oauth:
      authorizationUrl: https://fleet-hub.example/auth
      tokenUrl: https://fleet-hub.example/token
      grants: [authorization_code, refresh_token, client_credentials]
      clientAuthentication: basic
evidence: { kind: documents, url: "https://fleet-hub.example/docs" }
`;

/** The folder for `--providers`. */
export async function picturedProviders(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'keyward-providers-'));
  await writeFile(join(folder, 'fleet-hub.yaml'), PROVIDER);
  return folder;
}

async function must(keyward: Keyward, path: string, body: object) {
  const answer = await keyward.api('POST', path, { body });
  if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
  return answer.json;
}

/** A client, a connection by it, one that waits for its consent, and links for people without an account. */
export async function seedConnections(keyward: Keyward, server: AuthorizationServer): Promise<void> {
  const { issuer, authorizationUrl, tokenUrl, revocationUrl, jwksUrl } = server;
  const clientSecret = PICTURED_SECRET;
  server.register({ clientId: 'northwind', clientSecret, redirectUris: [`${keyward.controlUrl}/v1/oauth/callback`] });
  await must(keyward, 'oauth-configurations', {
    ...{ key: 'fleet-hub', name: 'Fleet Hub, production', clientId: 'northwind', fields: { clientSecret } },
    ...{ issuer, authorizationUrl, tokenUrl, revocationUrl, jwksUrl, scopes: ['openid', 'read', 'write'] },
  });
  const connection = { configuration: 'fleet-hub', provider: 'fleet-hub', baseUrl: server.apiUrl };
  const made = await must(keyward, 'connections', { ...connection, key: 'fleet', name: 'Truck positions' });
  await new BrowserFlow().consent(made.startUrl, { account: 'dispatch@northwind', scopes: ['openid', 'read'] });
  const link = { provider: 'mailgun', type: 'ApiKey' };
  await must(keyward, 'connect-links', { ...link, key: 'customer-mail', name: 'Mail of Hansen Spedition' });
  await must(keyward, 'connect-links', {
    ...connection,
    key: 'hansen-fleet',
    name: 'Hansen Spedition',
  });
}
