/**
 * Each provider with OAuth data, the whole way through a Keyward: a configuration by the provider's name, consent in a browser,
 * exchange, the check that says whose account it is, and revocation, at authorisation servers that keep to what the vendors document.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { BrowserFlow } from './kit/browser-flow.ts';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { until } from './kit/until.ts';
import { type Vendor, VendorServer } from './oauth-providers/vendor.ts';
import { startVendorNetwork, type VendorNetwork } from './oauth-providers/vendor-network.ts';
import { vendors } from './oauth-providers/vendors/index.ts';

/** How long a token is new. */
const NEW_MS = 10_500;
const NAMES = new URL('./evidence/every-name-on-loopback.ts', import.meta.url).href;

const canary = newCanary().replaceAll(/[^A-Za-z0-9]/g, '');
const servers = vendors.map((vendor) => new VendorServer(vendor, canary));
let folder: string;
let network: VendorNetwork;
let keyward: Keyward;
let token: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-vendors-'));
  network = await startVendorNetwork();
  const authority = join(folder, 'authority.pem');
  await writeFile(authority, network.authority);
  const flags = ['--egress-proxy', network.proxyUrl, '--upstream-ca', authority];
  keyward = await Keyward.start({ flags, env: { NODE_OPTIONS: `--import ${NAMES}` } });
  token = await keyward.tokenFor('*');
});
after(async () => {
  // In each client secret and each token.
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await network.close();
  await rm(folder, { recursive: true });
});

describe('A connection by the data of the catalogue', () => {
  for (const server of servers) test(`is made at ${server.vendor.provider}`, () => connect(server));
});

describe('A connection whose token ends before its time', () => {
  // What is refused when it is new is refused for another reason, and not renewed.
  before(() => delay(NEW_MS));
  for (const server of servers) test(`is renewed, and then revoked, at ${server.vendor.provider}`, () => end(server));
});

/** A client of its own, so that one request says all. */
function bodyFor({ clientId, clientSecret, vendor }: VendorServer): object {
  const { provider, fields = {}, authorize } = vendor;
  const ofEndpoints = Object.entries(fields).filter(([, value]) => vendor.token.url.includes(value));
  const client = { provider, clientId, fields: { ...Object.fromEntries(ofEndpoints), clientSecret } };
  const grant = authorize ? 'authorization_code' : 'client_credentials';
  const scopes = authorize?.scopes && { scopes: authorize.scopes };
  return { key: provider, provider, client, grant, ...scopes, fields };
}

async function consent(server: VendorServer, startUrl: string): Promise<void> {
  const browser = new BrowserFlow();
  const { location } = await browser.visit(startUrl);
  const page = await browser.visit(server.consent(location ?? assert.fail('the start leads nowhere')));
  assert.deepEqual(server.complaints, []);
  assert.equal(page.status, 200, page.text);
}

async function connect(server: VendorServer): Promise<void> {
  const { vendor } = server;
  const { provider } = vendor;
  network.current = server;
  const made = await keyward.api('POST', 'connections', { body: bodyFor(server) });
  assert.equal(made.status, 201, made.text);
  if (vendor.authorize) await consent(server, made.json.startUrl);
  assert.deepEqual(server.complaints, []);
  const { json } = await keyward.api('GET', `connections/${provider}`);
  assert.deepEqual([json.status, json.usable], ['valid', true], JSON.stringify(json));
  assertLife(vendor, json.connection);
  assert.deepEqual(json.connection.scopes.granted, vendor.granted?.split(' ') ?? json.connection.scopes.asked);
  if (vendor.identity) {
    assert.deepEqual([json.verification.verdict, json.verification.account], ['accepted', vendor.identity.label]);
  }
}

async function end(server: VendorServer): Promise<void> {
  const { vendor } = server;
  const { provider } = vendor;
  network.current = server;
  await renew(server);
  const revoked = await keyward.api('POST', `connections/${provider}/revoke`);
  assert.deepEqual([revoked.status, revoked.json.revokedAtProvider], [200, vendor.revoke !== undefined], revoked.text);
  assert.deepEqual(server.complaints, []);
  assert.equal(server.revoked[0], vendor.revoke?.takes[0]);
}

/** The access token ends before its time: the call that finds out renews it, and is made again. */
async function renew(server: VendorServer): Promise<void> {
  const { identity, renewed, provider } = server.vendor;
  if (!identity || !renewed) return;
  const { baseUrl } = (await keyward.api('GET', `connections/${provider}`)).json;
  const before = server.live!;
  server.expire();
  const { method = 'GET', url, body, headers } = identity;
  const asked = { method, token, headers: { ...headers, 'content-type': 'application/json' }, ...(body && { body }) };
  const call = () => keyward.call(`/${provider}${url.slice(baseUrl.length)}`, asked);
  // What has a body that was streamed is not sent twice; the token is renewed behind it.
  if (body) await until(async () => (await call()).status === 200);
  const answer = await call();
  assert.deepEqual(server.complaints, []);
  assert.deepEqual([answer.status, answer.json], [200, identity.answer], answer.text);
  assert.notEqual(server.live!.access, before.access);
}

function assertLife({ life }: Vendor, { obtainedAt, accessExpiresAt }: Record<string, string>): void {
  const seconds = accessExpiresAt && (Date.parse(accessExpiresAt) - Date.parse(obtainedAt!)) / 1000;
  assert.equal(seconds, life);
}
