/**
 * How a client shows itself to its authorisation server. The secret is revealed here and goes into the request alone.
 *
 * @see RFC 6749, section 2.3; RFC 7523, section 2.2
 */
import type { KeyObject } from 'node:crypto';
import { type Client, type ClientAuth, ClientSecretPost, modifyAssertion, None, PrivateKeyJwt } from 'oauth4webapi';
import type { AssertionAlgorithm, ClientAuthentication, OAuthDefinition } from '../../../domain/oauth-configuration.ts';
import { Problem } from '../../../domain/problem.ts';
import { readSigningKey } from '../../injection/jwt/signing-key.ts';
import type { TokenClient } from './token-client.ts';

/** @param method - By default that of the configuration. @throws Problem `credential/unopenable` where the secret is missing */
export async function clientAuthentication(
  client: TokenClient,
  method: ClientAuthentication = client.definition.clientAuthentication,
): Promise<ClientAuth> {
  if (method === 'none') return None();
  const secret = client.secret?.reveal();
  if (secret === undefined) throw new Problem('credential/unopenable');
  switch (method) {
    case 'post':
      return ClientSecretPost(secret);
    case 'basic':
      return basic(secret, client.definition.quirks.tokenRequest?.basic === 'raw');
    case 'private_key_jwt':
      return assertion(secret, client.definition);
  }
}

/** `application/x-www-form-urlencoded` as browsers have it, which leaves `-._*` alone: many servers never decode. */
function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

function basic(secret: string, isRaw: boolean): ClientAuth {
  const encode = isRaw ? (text: string) => text : formEncode;
  return (_server, client, _body, headers) => {
    const pair = Buffer.from(`${encode(client.client_id)}:${encode(secret)}`, 'utf8').toString('base64');
    headers.set('authorization', `Basic ${pair}`);
  };
}

const IMPORTS: Readonly<Record<AssertionAlgorithm, Parameters<KeyObject['toCryptoKey']>[0]>> = {
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  PS256: { name: 'RSA-PSS', hash: 'SHA-256' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
  EdDSA: 'Ed25519',
};

/** @throws Problem `credential/unopenable` for what is no private key, or is not for the algorithm */
function assertion(pem: string, { keyId, assertionAlgorithm, issuer, tokenUrl, quirks }: OAuthDefinition): ClientAuth {
  const result = readSigningKey(pem);
  if (!result.ok) throw new Problem('credential/unopenable');
  const algorithm = assertionAlgorithm ?? result.value.algorithm;
  const key = importKey(result.value.key, algorithm);
  const audience = quirks.tokenRequest?.assertionAudience === 'token-url' ? tokenUrl : (issuer ?? tokenUrl);
  return PrivateKeyJwt(keyId === undefined ? key : { key, kid: keyId }, {
    [modifyAssertion]: (header, payload) => {
      // Those who know Ed25519 by its older name are more than those who know it by RFC 9864.
      header.alg = algorithm;
      // One audience and not several: a server must not be able to pass the assertion on to another.
      payload.aud = audience;
    },
  });
}

function importKey(key: KeyObject, algorithm: AssertionAlgorithm) {
  try {
    return key.toCryptoKey(IMPORTS[algorithm], false, ['sign']);
  } catch {
    throw new Problem('credential/unopenable');
  }
}

/** The client as the library takes it. */
export function libraryClient({ clientId }: OAuthDefinition): Client {
  return { client_id: clientId };
}
