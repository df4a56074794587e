/**
 * OpenAPI documents of real vendors, as their npm packages ship them, from import to use: a provider is made, a credential
 * on it stored and called with, and the secret arrives where the document says. A later change of the provider moves nothing.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { newCanary } from '../kit/canary.ts';
import { Keyward } from '../kit/keyward.ts';
import { startUpstream, type Upstream } from '../kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;
const seen: string[] = [];

interface Vendor {
  readonly package: string;
  readonly document: string;
  /** What is said beside the document. */
  readonly query: string;
  /** Of the credential, beside the key. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly ownBaseUrl: boolean;
  readonly verification: string;
  /** The header in which the document puts the key, and what it holds. */
  readonly header: readonly [name: string, value: string];
}

const vendors: Readonly<Record<string, Vendor>> = {
  figma: {
    package: '@figma/rest-api-spec',
    document: 'openapi/openapi.yaml',
    query: '',
    ownBaseUrl: false,
    verification: '/v1/me',
    header: ['x-figma-token', canary],
  },
  directus: {
    package: '@directus/specs',
    document: 'dist/openapi.json',
    query: '',
    fields: { prefix: 'Bearer ' },
    ownBaseUrl: true,
    verification: '/users/me',
    header: ['authorization', `Bearer ${canary}`],
  },
  dialogporten: {
    package: '@digdir/dialogporten-schema',
    document: 'swagger.verified.json',
    query: '&docsUrl=https://docs.altinn.studio/dialogporten/',
    ownBaseUrl: true,
    verification: '/api/v1/enduser/parties',
    header: ['authorization', `Bearer ${canary}`],
  },
};

before(async () => {
  upstream = await startUpstream((request, response) => {
    const isRight = Object.values(vendors).some(({ header: [name, value] }) => request.headers[name] === value);
    seen.push(`${request.method} ${request.url} ${isRight ? 'with the key' : 'without'}`);
    response.writeHead(isRight ? 200 : 401, { 'content-type': 'application/json' }).end('{"data":{}}');
  });
  keyward = await Keyward.start();
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
});

/** To another place in another header: what a hostile author would have the next secret sealed for. */
async function changeProvider(name: string): Promise<void> {
  const { json } = await keyward.api('GET', `providers/org/${name}/source`);
  const [[type, method]] = Object.entries(json.provider.types) as [[string, object]];
  const values = { in: 'header', name: 'X-Evil', prefix: '' };
  const fields = [{ name: 'apiKey' }];
  const types = { [type]: { ...method, fields, values, baseUrl: 'https://evil.example', ownBaseUrl: false } };
  const changed = await keyward.api('PUT', `providers/org/${name}`, { body: { ...json.provider, types } });
  assert.deepEqual([changed.status, changed.json.version], [200, 2], changed.text);
}

for (const [name, vendor] of Object.entries(vendors)) {
  test(`the document of ${name} is imported, and the key goes where it says`, async () => {
    const path = fileURLToPath(import.meta.resolve(`${vendor.package}/package.json`)).replace('package.json', '');
    const body = await readFile(path + vendor.document, 'utf8');
    const headers = { 'content-type': 'application/yaml' };
    const base = vendor.ownBaseUrl ? '' : `&baseUrl=${upstream.url}`;
    const query = `name=${name}&verification=${vendor.verification}${vendor.query}${base}`;
    const made = await keyward.api('POST', `providers:import?${query}`, { body, headers });
    assert.equal(made.status, 201, made.text);
    assert.ok(made.json.report.mapped.length > 0 && made.json.report.candidates.length > 0);
    const listed = await keyward.api('GET', `providers/${encodeURIComponent(`org/${name}`)}`);
    assert.equal(listed.status, 200, listed.text);
    const credential = {
      type: 'ApiKey',
      provider: `org/${name}`,
      ...(vendor.ownBaseUrl && { baseUrl: upstream.url }),
      fields: { ...vendor.fields, apiKey: canary },
    };
    const stored = await keyward.api('PUT', `credentials/${name}`, { body: credential });
    assert.deepEqual([stored.status, stored.json.status], [201, 'valid'], stored.text);
    assert.equal(stored.json.verification.verdict, 'accepted', JSON.stringify(stored.json.verification));
    const wrong = { ...credential, fields: { ...credential.fields, apiKey: 'wrong-in-every-way' } };
    const tried = await keyward.api('POST', 'credentials:verify', { body: wrong });
    assert.equal(tried.json.verdict, 'rejected', tried.text);
    const [method] = listed.json.methods;
    assert.equal(method.isVerifiable, true);
    assert.deepEqual(stored.json.policy.roles.api.origins, [upstream.url]);
    seen.length = 0;
    const grants = [{ credentials: [name] }];
    const { json } = await keyward.api('POST', 'access-tokens', { body: { name: 'runner', grants } });
    const called = await keyward.call(`/${name}${vendor.verification}?page=1`, { token: json.token });
    assert.equal(called.status, 200, called.text);
    assert.deepEqual(seen, [`GET ${vendor.verification}?page=1 with the key`]);
    await changeProvider(name);
    const given = await keyward.api('PATCH', `credentials/${name}`, { body: { fields: { apiKey: canary } } });
    assert.deepEqual(given.json.policy?.roles.api, stored.json.policy.roles.api, given.text);
    assert.equal((await keyward.call(`/${name}/again`, { token: json.token })).status, 200);
    const refused = await keyward.api('DELETE', `providers/org/${name}`);
    assert.deepEqual([refused.status, refused.json.code], [409, 'provider/in-use']);
    assert.equal((await keyward.api('DELETE', `providers/org/${name}?force=true`)).status, 204);
    assert.equal((await keyward.call(`/${name}/after`, { token: json.token })).status, 200);
  });
}
