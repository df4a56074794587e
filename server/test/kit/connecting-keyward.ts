/** A Keyward beside an authorization server, with an OAuth configuration and a provider for its API: what tests of connections begin with. */
import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuthorizationServer, startAuthorizationServer } from './authorization-server.ts';
import { BrowserFlow, type Consent, type Page } from './browser-flow.ts';
import { type Answer, Keyward, type StartOptions } from './keyward.ts';

/** An API that says whose the token is. */
const PROVIDER = `name: sample-api
title: Sample API
categories: [other]
docsUrl: https://vendor.example/docs
types:
  OAuth2:
    baseUrl: https://api.vendor.example
    ownBaseUrl: true
    verification:
      request: { method: GET, path: /me }
      accept: { status: [200], present: [/login] }
      account: [/login]
    oauth:
      authorizationUrl: https://vendor.example/auth
      tokenUrl: https://vendor.example/token
      grants: [authorization_code, refresh_token, client_credentials]
      clientAuthentication: basic
evidence: { kind: documents, url: "https://vendor.example/docs" }
`;

export interface ConnectingKeyward {
  readonly keyward: Keyward;
  readonly server: AuthorizationServer;
  /** Where the provider sends browsers back to; changes with a restart. */
  readonly callbackUrl: string;
  /** Registers a client `app` at the server, with Keyward's callback, and the configuration `sample` for it. */
  configure(key?: string, extra?: object): Promise<Answer>;
  /** POST connections, by the configuration `sample`, to the API of the server. */
  create(body?: object): Promise<Answer>;
  /** The whole way: creates, consents in a browser of its own, and reads the connection. */
  connect(body?: object, consent?: Consent): Promise<{ id: string; key: string; page: Page; connection: Answer }>;
  close(): Promise<void>;
}

/** A folder of providers with the one for the API of the authorization server, `sample-api`. */
export async function sampleProviders(): Promise<string> {
  const providers = await mkdtemp(join(tmpdir(), 'keyward-providers-'));
  await writeFile(join(providers, 'sample-api.yaml'), PROVIDER);
  return providers;
}

/** @param clientSecret - Of the client `app`: the canary of the test. */
export async function startConnectingKeyward(
  clientSecret: string,
  options: StartOptions = {},
): Promise<ConnectingKeyward> {
  const providers = await sampleProviders();
  const [keyward, server] = await Promise.all([
    Keyward.start({ ...options, flags: ['--providers', providers, ...(options.flags ?? [])] }),
    startAuthorizationServer(),
  ]);
  const callbackUrl = `${keyward.controlUrl}/v1/oauth/callback`;
  server.register({ clientId: 'app', clientSecret, redirectUris: [callbackUrl] });
  const endpoints = {
    ...{ issuer: server.issuer, authorizationUrl: server.authorizationUrl, tokenUrl: server.tokenUrl },
    ...{ revocationUrl: server.revocationUrl, jwksUrl: server.jwksUrl },
  };
  const self: ConnectingKeyward = {
    ...{ keyward, server, callbackUrl },
    configure: (key = 'sample', extra = {}) => {
      const client = { clientId: 'app', fields: { clientSecret }, scopes: ['openid', 'read', 'write'] };
      return keyward.api('POST', 'oauth-configurations', { body: { key, ...client, ...endpoints, ...extra } });
    },
    create: (body = {}) => {
      const whole = { configuration: 'sample', provider: 'sample-api', baseUrl: server.apiUrl, ...body };
      return keyward.api('POST', 'connections', { body: whole });
    },
    async connect(body = {}, consent = {}) {
      const created = await self.create(body);
      assert.equal(created.status, 201, created.text);
      const page = await new BrowserFlow().consent(created.json.startUrl, consent);
      const { id, key } = created.json;
      return { id, key, page, connection: await keyward.api('GET', `connections/${id}`) };
    },
    async close() {
      await keyward.close();
      await server.close();
    },
  };
  return self;
}
