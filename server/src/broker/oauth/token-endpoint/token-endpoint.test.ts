/** What goes out to an authorisation server, and what becomes of whatever comes back; over real sockets. */
import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { clientPolicy, type OAuthDefinition } from '../../../domain/oauth-configuration.ts';
import type { OAuthQuirks } from '../../../domain/oauth-quirks.ts';
import { Secret } from '../../../domain/secret.ts';
import { parsePermittedRanges } from '../../egress/classify-address.ts';
import { Upstreams } from '../../egress/upstreams.ts';
import { clientCredentials } from './client-credentials.ts';
import { exchangeCode } from './exchange-code.ts';
import { refreshToken } from './refresh-token.ts';
import { revokeToken } from './revoke-token.ts';
import type { TokenClient } from './token-client.ts';
import { TokenError, type TokenFailure, toTokenProblem } from './token-failure.ts';

const CANARY = 'canary-8f1c6f7be2';
const ID = 'client one';
const SECRET = `s3:cret/ä+${CANARY}`;
const NOW = 1_800_000_000_000;

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let asked: Asked[] = [];
let answer: (response: ServerResponse) => void;
let origin: string;
let upstreams: Upstreams;

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  asked.push({ method: request.method!, url: request.url!, headers: request.headers, body });
  answer(response);
});

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  upstreams = new Upstreams({ permitted: parsePermittedRanges(['127.0.0.0/8']) });
});
beforeEach(() => {
  asked = [];
  answers({ access_token: `at-${CANARY}`, token_type: 'Bearer', expires_in: 3600 });
});
after(async () => {
  await upstreams.close();
  server.closeAllConnections();
  server.close();
});

function answers(body: unknown, { status = 200, type = 'application/json', headers = {} } = {}): void {
  answer = (response) => {
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

function client(over: Partial<OAuthDefinition> = {}, quirks: OAuthQuirks = {}, secret = SECRET): TokenClient {
  const urls = [`${origin}/token`, `${origin}/revoke`];
  const definition: OAuthDefinition = {
    clientId: ID,
    clientAuthentication: 'post',
    tokenUrl: urls[0]!,
    revocationUrl: urls[1]!,
    sendsIssuer: false,
    pkce: 'S256',
    nonce: false,
    scopes: ['usual'],
    scopeSeparator: ' ',
    parameters: {},
    resources: [],
    allowedDomains: [],
    rotatesRefreshToken: true,
    quirks,
    ...over,
  };
  const policy = clientPolicy({ ...definition, tokenUrl: urls[0]!, revocationUrl: urls[1]! });
  const isPublic = definition.clientAuthentication === 'none';
  return {
    configuration: { organisationId: 'org_1' },
    definition,
    policy,
    ...(!isPublic && { secret: new Secret(secret) }),
  };
}

/** A public client at another token URL, which its policy permits. */
function reaching(tokenUrl: string): TokenClient {
  const { definition, ...rest } = client({ tokenUrl, clientAuthentication: 'none' });
  return { ...rest, definition, policy: clientPolicy(definition) };
}

const parts = () => ({ upstreams, clock: () => NOW, tokenTimeoutMs: 2_000 });
const code = { code: new Secret('the-code'), redirectUrl: 'https://kw.example/cb', codeVerifier: new Secret('ver') };
const form = ({ body }: Asked) => Object.fromEntries(new URLSearchParams(body));

async function failureOf(quirks: OAuthQuirks = {}): Promise<TokenFailure> {
  const error = await refreshToken(parts(), client({}, quirks), { refreshToken: new Secret(`rt-${CANARY}`) }).then(
    () => assert.fail('a token came'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof TokenError, String(error));
  const problem = toTokenProblem(error.failure, error.cause);
  const said = [
    error.message,
    error.stack,
    JSON.stringify(error),
    JSON.stringify(problem.toBody()),
    String(error.cause),
  ];
  assert.ok(!said.join('\n').includes(CANARY), 'the error quotes');
  return error.failure;
}

describe('The client', () => {
  test('shows itself by basic in the encoding of forms, or raw where the vendor does not decode', async () => {
    await exchangeCode(parts(), client({ clientAuthentication: 'basic' }), code);
    await exchangeCode(parts(), client({ clientAuthentication: 'basic' }, { tokenRequest: { basic: 'raw' } }), code);
    const pairs = asked.map(({ headers }) => Buffer.from(headers.authorization!.slice(6), 'base64').toString());
    assert.deepEqual(pairs, [`client+one:s3%3Acret%2F%C3%A4%2B${CANARY}`, `${ID}:${SECRET}`]);
    assert.deepEqual(form(asked[0]!), {
      grant_type: 'authorization_code',
      code: 'the-code',
      redirect_uri: 'https://kw.example/cb',
      code_verifier: 'ver',
    });
  });

  test('shows itself in the body, by its id alone where it is public', async () => {
    await exchangeCode(parts(), client(), code);
    await exchangeCode(parts(), client({ clientAuthentication: 'none' }), code);
    const shown = asked.map((one) => [form(one).client_id, form(one).client_secret, one.headers.authorization]);
    assert.deepEqual(shown, [
      [ID, SECRET, undefined],
      [ID, undefined, undefined],
    ]);
  });

  const keys: readonly [OAuthDefinition['assertionAlgorithm'], { privateKey: KeyObject }, string | null][] = [
    ['RS256', generateKeyPairSync('rsa', { modulusLength: 2048 }), 'sha256'],
    ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' }), 'sha256'],
    ['EdDSA', generateKeyPairSync('ed25519'), null],
  ];
  for (const [algorithm, { privateKey }, digest] of keys) {
    test(`signs an assertion with ${algorithm} by database time, for one audience`, async () => {
      const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
      const own = client(
        { clientAuthentication: 'private_key_jwt', keyId: 'k1', issuer: 'https://as.example' },
        {},
        pem,
      );
      await exchangeCode(parts(), own, code);
      const [header, payload, signature] = form(asked[0]!).client_assertion!.split('.');
      const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
      assert.deepEqual(read(header!), { alg: algorithm, kid: 'k1' });
      const { iss, sub, aud, iat } = read(payload!);
      assert.deepEqual([iss, sub, aud], [ID, ID, 'https://as.example']);
      assert.ok(Math.abs(iat - NOW / 1000) <= 2, String(iat));
      const key = { key: createPublicKey(privateKey), dsaEncoding: 'ieee-p1363' } as const;
      const signed = Buffer.from(`${header}.${payload}`);
      assert.ok(verify(digest, signed, key, Buffer.from(signature!, 'base64url')));
    });
  }

  test('never shows its secret to a URL that it is not sealed for', async () => {
    const other = client({ tokenUrl: `${origin}/elsewhere`, revocationUrl: `${origin}/elsewhere` });
    await assert.rejects(exchangeCode(parts(), other, code), { code: 'policy/origin-refused' });
    const tokens = { accessToken: new Secret('at') };
    await assert.rejects(revokeToken(parts(), other, tokens), { code: 'policy/origin-refused' });
    assert.equal(asked.length, 0);
  });
});

describe('The request', () => {
  test('is JSON, with other names and more parameters, where the vendor wants it so', async () => {
    const tokenRequest = { body: 'json', names: { client_id: 'app' }, parameters: { audience: 'api' } } as const;
    await refreshToken(parts(), client({}, { tokenRequest }), {
      refreshToken: new Secret('rt'),
      scopes: ['a', 'b'],
      resources: ['https://a.example', 'https://b.example'],
    });
    assert.equal(asked[0]!.headers['content-type'], 'application/json');
    assert.deepEqual(JSON.parse(asked[0]!.body), {
      grant_type: 'refresh_token',
      refresh_token: 'rt',
      scope: 'a b',
      resource: ['https://a.example', 'https://b.example'],
      app: ID,
      client_secret: SECRET,
      audience: 'api',
    });
  });

  test('names each resource, and asks for the scopes of the grant', async () => {
    const quirks = { tokenRequest: { clientCredentialsScopes: ['.default'] } };
    const resources = ['https://a.example', 'https://b.example'];
    await clientCredentials(parts(), client({}, quirks), { resources });
    await clientCredentials(parts(), client(), { scopes: ['chosen'] });
    await clientCredentials(parts(), client(), {});
    const sent = asked.map(({ body }) => new URLSearchParams(body));
    assert.deepEqual(sent[0]!.getAll('resource'), resources);
    assert.deepEqual(
      sent.map((parameters) => parameters.get('scope')),
      ['.default', 'chosen', 'usual'],
    );
  });

  test('catalogue 31: goes to https, or to loopback where that is permitted, and nowhere else', async () => {
    const plain = 'http://as.example/token';
    const plainClient = reaching(plain);
    await assert.rejects(exchangeCode(parts(), plainClient, code), { code: 'credential/plain-http-refused' });
    const guarded = { ...parts(), upstreams: new Upstreams({ permitted: [] }) };
    await assert.rejects(exchangeCode(guarded, client(), code), { code: 'egress/denied' });
    await guarded.upstreams.close();
    assert.equal(asked.length, 0);
  });
});

describe('A failure', () => {
  test('tells what was never sent from what was sent and never answered', async () => {
    const gone = reaching('http://127.0.0.1:1/token');
    await assert.rejects(
      exchangeCode(parts(), gone, code),
      ({ failure }: TokenError) => failure.kind === 'transient' && failure.outcome === 'unsent',
    );
    answer = (response) => response.destroy();
    assert.deepEqual(await failureOf(), { kind: 'transient', reason: 'no-answer', outcome: 'unknown' });
    answer = () => undefined;
    const slow = refreshToken({ ...parts(), tokenTimeoutMs: 200 }, client(), { refreshToken: new Secret('rt') });
    await assert.rejects(
      slow,
      ({ failure }: TokenError) => failure.kind === 'transient' && failure.outcome === 'unknown',
    );
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write(`{"access_token":"${CANARY}`);
      setTimeout(() => response.destroy(), 20);
    };
    assert.deepEqual(await failureOf(), { kind: 'transient', reason: 'no-answer', outcome: 'unknown' });
  });

  test('passes where the server says so, with the time that it asks for', async () => {
    answers({ error: CANARY }, { status: 429, headers: { 'retry-after': '7' } });
    const limited = await failureOf();
    assert.deepEqual(limited, { kind: 'transient', reason: 'rate-limited', outcome: 'refused', retryAfterMs: 7_000 });
    assert.deepEqual(toTokenProblem(limited).toHeaders(), { 'retry-after': '7' });
    for (const status of [500, 502, 503, 522]) {
      answers(`<html>${CANARY}`, { status, type: 'text/html' });
      assert.deepEqual(await failureOf(), { kind: 'transient', reason: 'unavailable', outcome: 'refused' });
    }
    answers({ error: 'temporarily_unavailable' }, { status: 400 });
    assert.equal((await failureOf()).kind, 'transient');
  });

  test('of a gateway that got no answer says nothing of what the server behind it has done', async () => {
    const unknown = { kind: 'transient', reason: 'no-answer', outcome: 'unknown' };
    for (const status of [504, 520, 524]) {
      answers(`<html>${CANARY}`, { status, type: 'text/html' });
      assert.deepEqual(await failureOf(), unknown);
      // A gateway writes JSON too; a page in its own words is no word of the server.
      answers({ error: 'temporarily_unavailable', error_description: CANARY }, { status });
      assert.deepEqual(await failureOf(), unknown);
    }
    answers({ error: 'invalid_grant' }, { status: 504 });
    assert.deepEqual(await failureOf(), { kind: 'permanent', error: 'invalid_grant' });
  });

  test('is a page for people, whatever it says of itself', async () => {
    for (const [status, type] of [
      [200, 'text/html; charset=utf-8'],
      [200, 'application/json'],
      [403, 'text/html'],
    ] as const) {
      answers(`<!DOCTYPE html><p>${CANARY}`, { status, type });
      assert.deepEqual(await failureOf(), { kind: 'transient', reason: 'page', outcome: 'refused' });
    }
  });

  test('is permanent where the server names an error of the RFCs, with any status', async () => {
    for (const status of [400, 401, 403, 200]) {
      answers({ error: 'invalid_grant', error_description: `${CANARY}<script>` }, { status });
      assert.deepEqual(await failureOf(), { kind: 'permanent', error: 'invalid_grant' });
    }
    answers({ message: CANARY }, { status: 401 });
    assert.deepEqual(await failureOf(), { kind: 'permanent', error: 'invalid_client' });
    answers({ ok: false, error: 'bad_thing' });
    const tokenResponse = { errors: { bad_thing: 'invalid_client' } } as const;
    assert.deepEqual(await failureOf({ tokenResponse }), { kind: 'permanent', error: 'invalid_client' });
  });

  const MALFORMED: readonly (readonly [string, unknown, object])[] = [
    ['unknown-error', { error: CANARY }, { status: 400 }],
    ['unknown-error', { error: { code: CANARY } }, {}],
    ['unknown-error', { errors: [CANARY] }, { status: 422 }],
    ['redirect', '', { status: 302, headers: { location: `https://evil.example/${CANARY}` } }],
    ['not-json', CANARY, {}],
    ['not-json', `["${CANARY}"]`, {}],
    ['not-json', `{"access_token":"${CANARY}`, {}],
    ['not-json', `access_token=${CANARY}`, { type: 'application/x-www-form-urlencoded' }],
    ['no-token', {}, {}],
    ['no-token', { access_token: `${CANARY}\r\nx: y` }, {}],
    ['no-token', { access_token: [CANARY] }, {}],
    ['token-type', { access_token: CANARY, token_type: 'mac' }, {}],
    ['token-type', { access_token: CANARY, token_type: 7 }, {}],
    ['too-large', { access_token: CANARY, padding: 'x'.repeat(70_000) }, {}],
  ];
  for (const [fault, body, options] of MALFORMED) {
    test(`catalogue 19: is malformed, ${fault}, and not quoted, for ${JSON.stringify(body).slice(0, 60)}`, async () => {
      answers(body, options);
      const failure = await failureOf();
      assert.deepEqual([failure.kind, 'fault' in failure && failure.fault], ['malformed', fault]);
    });
  }

  test('of ten megabytes is cut off long before its end', async () => {
    let written = 0;
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = Buffer.alloc(65_536, 'x');
      const more = (): void => {
        while (written < 160 * chunk.length && !response.destroyed) {
          written += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    };
    assert.deepEqual(await failureOf(), { kind: 'malformed', fault: 'too-large', outcome: 'unknown' });
    assert.ok(written < 10_000_000, String(written));
  });
});

describe('Revocation', () => {
  const tokens = { refreshToken: new Secret('rt-1'), accessToken: new Secret('at-1') };

  test('follows RFC 7009: the refresh token first, then the access token, by the client', async () => {
    answer = (response) => response.end();
    assert.deepEqual(await revokeToken(parts(), client(), tokens), ['refresh', 'access']);
    assert.deepEqual(asked.map(form), [
      { token: 'rt-1', token_type_hint: 'refresh_token', client_id: ID, client_secret: SECRET },
      { token: 'at-1', token_type_hint: 'access_token', client_id: ID, client_secret: SECRET },
    ]);
  });

  test('takes the shape that a vendor wants', async () => {
    answer = (response) => response.writeHead(204).end();
    const ways = [
      { method: 'DELETE', token: 'json', parameter: 'access_token', authentication: 'basic', tokens: ['access'] },
      { token: 'bearer', authentication: 'bearer', tokens: ['access'] },
      { method: 'DELETE', token: 'path', authentication: 'none', tokens: ['refresh'] },
      { method: 'GET', token: 'query', authentication: 'none', tokens: ['refresh'] },
      { authentication: 'bearer', tokens: ['access'] },
    ] as const;
    for (const revocation of ways) await revokeToken(parts(), client({}, { revocation }), tokens);
    const seen = asked.map(({ method, url, headers, body }) => [
      method,
      url,
      headers.authorization?.split(' ')[0],
      body,
    ]);
    assert.deepEqual(seen, [
      ['DELETE', '/revoke', 'Basic', '{"access_token":"at-1"}'],
      ['POST', '/revoke', 'Bearer', ''],
      ['DELETE', '/revoke/rt-1', undefined, ''],
      ['GET', '/revoke?token=rt-1', undefined, ''],
      ['POST', '/revoke', 'Bearer', 'token=at-1'],
    ]);
  });

  test('of the refresh token is enough where the server then refuses the access token', async () => {
    const statuses = [200, 400];
    answer = (response) => response.writeHead(statuses.shift()!).end();
    assert.deepEqual(await revokeToken(parts(), client(), tokens), ['refresh']);
  });

  test('has succeeded where the token is gone, has failed where the server says so, and is nothing without a URL', async () => {
    answers('', { status: 404 });
    assert.deepEqual(await revokeToken(parts(), client(), tokens), ['refresh', 'access']);
    answers({ error: 'invalid_token' }, { status: 400 });
    assert.deepEqual(await revokeToken(parts(), client(), tokens), ['refresh', 'access']);
    answers({ error: 'invalid_client' }, { status: 401 });
    await assert.rejects(revokeToken(parts(), client(), tokens), TokenError);
    const { revocationUrl: _none, ...definition } = client().definition;
    assert.deepEqual(await revokeToken(parts(), { ...client(), definition }, tokens), []);
  });
});
