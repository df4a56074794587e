/** An ID token proves a flow only where issuer, client, nonce, time and signature are right; everything else is refused. */
import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { exportJWK, SignJWT } from 'jose';
import type { OAuthDefinition } from '../../../domain/oauth-configuration.ts';
import type { OAuthFlow } from '../../../domain/oauth-flow.ts';
import { Secret } from '../../../domain/secret.ts';
import { parsePermittedRanges } from '../../egress/classify-address.ts';
import { Upstreams } from '../../egress/upstreams.ts';
import { assertIdToken } from './id-token.ts';

const ISSUER = 'https://login.example';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519').privateKey;
const upstreams = new Upstreams({ permitted: parsePermittedRanges(['127.0.0.0/8']) });
let server: Server;
let served = '';
let jwksUrl = '';

before(async () => {
  served = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'EdDSA', use: 'sig' }] });
  server = createServer((_request, response) => response.end(served));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
});
after(async () => {
  await upstreams.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

interface Made {
  readonly claims?: Record<string, unknown>;
  readonly key?: KeyObject | Uint8Array;
  readonly alg?: string;
}

function make({ claims = {}, key = privateKey, alg = 'EdDSA' }: Made = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const whole = { iss: ISSUER, aud: 'app', sub: 'a', nonce: 'n', iat: now, exp: now + 300, ...claims };
  return new SignJWT(whole).setProtectedHeader({ alg }).sign(key);
}

function judge(idToken: string | undefined, nonce: string | undefined = 'n'): Promise<void> {
  const definition = { issuer: ISSUER, jwksUrl, clientId: 'app' } as OAuthDefinition;
  const flow = { organisationId: 'org_a', ...(nonce !== undefined && { nonce }) } as OAuthFlow;
  const parts = { upstreams, clock: () => Date.now() };
  return assertIdToken(parts, { definition, flow }, idToken === undefined ? undefined : new Secret(idToken));
}

const refused = { code: 'connection/id-token-invalid' };

test('one of the issuer, for this client and this flow, is taken', async () => {
  await judge(await make());
  await judge(await make({ claims: { aud: ['app', 'api'], azp: 'app' } }));
});

test('catalogue 28: one of another issuer, client, flow or time is refused, and one that is missing', async () => {
  const past = Math.floor(Date.now() / 1_000) - 3_600;
  const wrong: Record<string, unknown>[] = [
    ...[
      { iss: 'https://evil.example' },
      { aud: 'other' },
      { aud: ['app', 'other'] },
      { aud: ['app', 'other'], azp: 'other' },
    ],
    ...[{ nonce: 'other' }, { nonce: undefined }, { exp: past }, { exp: undefined }, { sub: undefined }],
  ];
  for (const claims of wrong) await assert.rejects(judge(await make({ claims })), refused, JSON.stringify(claims));
  await assert.rejects(judge(undefined), refused);
});

test('one signed by another key, by the client secret or by nobody is refused', async () => {
  await assert.rejects(judge(await make({ key: stranger })), refused);
  await assert.rejects(judge(await make({ key: Buffer.alloc(32, 1), alg: 'HS256' })), refused);
  const [header, payload] = (await make()).split('.');
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  for (const text of [`${none}.${payload}.`, `${header}.${payload}.`, 'x', ''])
    await assert.rejects(judge(text), refused);
});

test('catalogue 31: keys that are no keys prove nothing, and nothing of what came is repeated', async () => {
  const idToken = await make();
  const kept = served;
  try {
    for (const hostile of ['', '<html>', '{}', '{"keys":"x"}', '{"keys":[]}', '{"keys":[null]}']) {
      served = hostile;
      await assert.rejects(judge(idToken), refused, hostile);
    }
    served = `{"keys":[],"x":"${'x'.repeat(10_000_000)}"}`;
    await assert.rejects(judge(idToken), (error: Error) => !error.message.includes('xxx'));
  } finally {
    served = kept;
  }
  await judge(idToken);
});
