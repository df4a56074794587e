/**
 * What callers and editors give to signers: keys that are made to keep the broker busy, chains that TLS does not take,
 * queries that cannot be signed, and fields of S3 that name an object which the path of a grant does not.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createAuthority } from './kit/authority.ts';
import { newCanary } from './kit/canary.ts';
import { encryptedPkcs8, longRsaKey } from './kit/hostile-key.ts';
import { Keyward } from './kit/keyward.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;
let token: string;

before(async () => {
  upstream = await startUpstream((_received, response) => void response.writeHead(200).end());
  keyward = await Keyward.start();
  const fields = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: canary, region: 'eu-west-1', service: 's3' };
  const body = { type: 'AwsSigV4', baseUrl: upstream.url, fields };
  assert.equal((await keyward.api('PUT', 'credentials/s3', { body })).status, 201);
  token = await keyward.tokenFor('*');
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
});

async function refusedField(type: string, fields: Record<string, string>): Promise<string> {
  const begun = performance.now();
  const answer = await keyward.api('POST', 'credentials', { body: { type, baseUrl: 'https://api.example', fields } });
  assert.deepEqual([answer.status, answer.json.code], [422, 'credential/value-refused'], answer.text);
  assert.ok(performance.now() - begun < 10_000, 'and nobody else had to wait for it');
  return answer.json.errors[0].path;
}

test('a key that would keep the broker busy for hours is refused when it is given', async () => {
  const { cert: certificate } = await createAuthority().then((authority) => authority.issue(['ann.test']));
  for (const privateKey of [
    encryptedPkcs8({ rounds: 50_000_000 }),
    encryptedPkcs8({ scrypt: [16_384, 1, 3_000] }),
    longRsaKey(32_768),
  ]) {
    const fields = { certificate, privateKey, passphrase: canary };
    assert.equal(await refusedField('Certificate', fields), '/fields/privateKey');
  }
  assert.equal(await refusedField('Jwt', { privateKey: longRsaKey(32_768) }), '/fields/privateKey');
});

test('a chain that TLS would not take is refused when it is given, and not at each call', async () => {
  const { cert, key: privateKey } = await createAuthority().then((authority) => authority.issue(['ann.test']));
  const certificate = `${cert}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`;
  assert.equal(await refusedField('Certificate', { certificate, privateKey }), '/fields/certificate');
});

test('a query whose escapes are no UTF-8 cannot be signed: it is refused as one, and is no fault of ours', async () => {
  for (const query of ['prefix=%ff', '%c3=x', 'a=%ed%a0%80']) {
    const answer = await keyward.raw(keyward.brokerUrl, `/proxy/s3/bucket?${query}`, {
      headers: { 'keyward-token': token },
    });
    assert.deepEqual([answer.status, answer.headers.get('keyward-error')], [400, 'target/invalid'], answer.text);
  }
  assert.equal(upstream.received.length, 0);
});

test('a grant with paths does not let an object be copied that it does not name', async () => {
  const grants = [{ credentials: ['s3'], paths: ['/bucket/mine/**'] }];
  const { json } = await keyward.api('POST', 'access-tokens', { body: { name: 'limited', grants } });
  const put = (shown: string, headers: Record<string, string>) =>
    keyward.call('/s3/bucket/mine/x', { method: 'PUT', token: shown, headers });
  assert.equal((await put(json.token, {})).status, 200);
  for (const name of ['x-amz-copy-source', 'X-Amz-Copy-Source', 'x-amz-rename-source']) {
    const headers = { [name]: '/bucket/private/secret' };
    const refused = await put(json.token, headers);
    assert.deepEqual([refused.status, refused.json?.code], [403, 'grant/refused'], refused.text);
    assert.equal((await put(token, headers)).status, 200, 'a grant without paths may');
  }
});
