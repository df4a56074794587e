/** Signature Version 4 against two implementations that are not ours: `aws4` and that of the AWS SDK. */
import assert from 'node:assert/strict';
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { test } from 'node:test';
import { SignatureV4 } from '@smithy/signature-v4';
import aws4 from 'aws4';
import fc from 'fast-check';
import { Secret } from '../../../domain/secret.ts';
import type { Upstreams } from '../../egress/upstreams.ts';
import type { SignerParts, Unsigned } from '../signer.ts';
import { awsSigv4 } from './aws-sigv4.ts';

const NOW = Date.UTC(2026, 0, 31, 23, 59, 59);
const accessKeyId = 'AKIDEXAMPLE';
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

interface Case {
  readonly service: string;
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly fields: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  readonly sessionToken: string;
}

const parts: SignerParts = {
  organisationId: 'org_1',
  upstreams: undefined as unknown as Upstreams,
  clock: () => NOW,
  scrubberFor: () => undefined,
};

function signerFor({ service, sessionToken }: Pick<Case, 'service' | 'sessionToken'>) {
  const inputs = { accessKeyId, secretAccessKey, sessionToken, region: 'eu-west-1', service };
  const secrets = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, new Secret(value)]));
  return awsSigv4.make({ name: 'aws-sigv4', inputs: secrets, owner: 'cred_1', tokenUrl: undefined });
}

async function signed(one: Case, changed: Partial<Unsigned> = {}): Promise<Record<string, string>> {
  const { method, path, query, fields, body } = one;
  const encoded = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  const { fields: added } = await signerFor(one).sign!(
    {
      method,
      path: encoded === '' ? path : `${path}?${encoded}`,
      headers: Object.entries(fields).flat(),
      hasBody: body !== undefined,
      contentSha256: undefined,
      body,
      ...changed,
    },
    parts,
  );
  return Object.fromEntries(
    added.map((text, index) => [text, added[index + 1]!]).filter((_, index) => index % 2 === 0),
  );
}

/** What each oracle is given: all that is signed, but for the signature. */
function unsignedFields({ fields }: Case, { authorization: _, ...added }: Record<string, string>) {
  return { ...fields, ...added };
}

async function byAws4(one: Case, added: Record<string, string>): Promise<string | undefined> {
  const { service, method, path, query, body } = one;
  const encoded = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  const request = {
    service,
    region: 'eu-west-1',
    method,
    path: encoded === '' ? path : `${path}?${encoded}`,
    headers: unsignedFields(one, added),
    extraHeadersToIgnore: { 'content-length': true },
    ...(body && { body }),
  };
  return String(aws4.sign(request as aws4.Request, { accessKeyId, secretAccessKey }).headers?.Authorization);
}

class Sha256 {
  readonly #hash: Hash | Hmac;
  constructor(secret?: Uint8Array | string) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
  }
  update(data: Uint8Array | string): void {
    this.#hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#hash.digest()));
  }
  reset(): void {}
}

async function bySdk(one: Case, added: Record<string, string>): Promise<string | undefined> {
  const { service, method, path, query, body, sessionToken } = one;
  const isS3 = service === 's3';
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
    region: 'eu-west-1',
    service,
    sha256: Sha256 as never,
    uriEscapePath: !isS3,
    applyChecksum: isS3,
  });
  const values = new Map<string, string[]>();
  for (const [name, value] of query) values.set(name, [...(values.get(name) ?? []), value]);
  const request = {
    method,
    protocol: 'https:',
    hostname: 'api.example',
    path,
    query: Object.fromEntries(values),
    body,
  };
  const all = { ...request, headers: unsignedFields(one, added) as Record<string, string> };
  const { headers } = (await signer.sign(all as never, { signingDate: new Date(NOW) })) as unknown as typeof all;
  return headers.authorization;
}

const text = fc.string({ unit: fc.constantFrom(...'aZ09-_.~!*\'()+ &=?#%:;,@$/"<>[]^`{|}\u00e9\u20ac'), maxLength: 8 });
const strictly = (part: string): string =>
  encodeURIComponent(part).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const segment = text.filter((part) => part !== '' && !/^\.+$/.test(part) && !part.includes('/'));
const fieldValue = fc
  .string({ unit: fc.constantFrom(...'aB1-_./;= ,"'), minLength: 1, maxLength: 20 })
  .map((value) => `v${value}v`);
const encodings = { strict: strictly, loose: encodeURIComponent };

function caseOf(service: string, encoding: keyof typeof encodings): fc.Arbitrary<Case> {
  const path = fc.array(segment, { maxLength: 4 }).map((all) => `/${all.map(encodings[encoding]).join('/')}`);
  const names = service === 's3' ? { selector: ([name]: [string, string]) => name } : { comparator: () => false };
  return fc.record({
    service: fc.constant(service),
    method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'PATCH'),
    path,
    query: fc.uniqueArray(
      fc.tuple(
        text.filter((name) => name !== ''),
        text,
      ),
      { maxLength: 5, ...names },
    ),
    fields: fc.record({
      host: fc.constantFrom('api.example', 'api.example:8443'),
      'content-type': fieldValue,
      'x-amz-meta-note': fieldValue,
      'x-amz-target': fieldValue,
    }),
    body: fc.option(fc.uint8Array({ maxLength: 64 }).map(Buffer.from), { nil: undefined }),
    sessionToken: fc.constantFrom('', 'FwoGZXIvYXdzEXAMPLE=='),
  });
}

for (const service of ['s3', 'dynamodb', 'execute-api']) {
  test(`aws4 signs requests to ${service} alike`, async () => {
    await fc.assert(
      fc.asyncProperty(caseOf(service, 'loose'), async (one) => {
        const added = await signed(one);
        assert.equal(added.authorization, await byAws4(one, added));
      }),
      { numRuns: 400 },
    );
  });

  // The SDK always sends its own strict encoding, which S3 takes as it is.
  test(`the AWS SDK signs requests to ${service} alike`, async () => {
    await fc.assert(
      fc.asyncProperty(caseOf(service, service === 's3' ? 'strict' : 'loose'), async (one) => {
        const added = await signed(one);
        assert.equal(added.authorization, await bySdk(one, added));
      }),
      { numRuns: 400 },
    );
  });
}

const plain: Case = {
  service: 's3',
  method: 'PUT',
  path: '/b/k',
  query: [],
  fields: { host: 'api.example' },
  body: undefined,
  sessionToken: '',
};

test('to S3 a streamed body goes unsigned, or under the hash or the word that the caller gives', async () => {
  const hash = createHash('sha256').update('x').digest('hex');
  for (const [contentSha256, expected] of [
    [undefined, 'UNSIGNED-PAYLOAD'],
    [hash, hash],
    ['STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'],
  ] as const) {
    const added = await signed(plain, { hasBody: true, contentSha256 });
    assert.equal(added['x-amz-content-sha256'], expected);
    assert.equal(added.authorization, await byAws4(plain, added));
  }
});

test('other services get the hash of the body, which is read unless the caller has given it', () => {
  const [s3, other] = ['s3', 'dynamodb'].map((service) => signerFor({ service, sessionToken: '' }));
  const hash = 'a'.repeat(64);
  const needs = (contentSha256?: string, hasBody = true) =>
    [s3!, other!].map((signer) => signer.needsBody!({ hasBody, contentSha256 }));
  assert.deepEqual(needs(), [false, true]);
  assert.deepEqual(needs(undefined, false), [false, false]);
  assert.deepEqual(needs(hash), [false, false]);
  assert.deepEqual(needs('UNSIGNED-PAYLOAD'), [false, true]);
});

test('chunks that the caller has signed one by one are refused, as is what is not known', () => {
  for (const service of ['s3', 'dynamodb']) {
    const signer = signerFor({ service, sessionToken: '' });
    for (const contentSha256 of ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD', 'x', `${'a'.repeat(64)}, b`, '']) {
      const announced = { hasBody: true, contentSha256 };
      assert.throws(() => signer.needsBody!(announced), { code: 'request/body-unsupported' }, contentSha256);
    }
  }
});

test('the session token is sent and signed, and one that no header can carry is refused', async () => {
  const added = await signed({ ...plain, sessionToken: 'token==' });
  assert.equal(added['x-amz-security-token'], 'token==');
  assert.match(added.authorization!, /SignedHeaders=[^,]*x-amz-security-token/);
  const inputs = { sessionToken: new Secret('a\r\nb') };
  assert.deepEqual(awsSigv4.refusalOf(inputs)?.input, 'sessionToken');
});

test('of a value blanks alone are dropped at its ends: U+00A0 is signed as it is sent', async () => {
  const [one, other] = ['a', '\u00a0a'].map((note) => ({
    ...plain,
    fields: { ...plain.fields, 'x-amz-meta-note': note },
  }));
  assert.notEqual((await signed(one!)).authorization, (await signed(other!)).authorization);
});

test('every field that is written is declared as a slot, and the secret key stands in none', async () => {
  const added = await signed({ ...plain, sessionToken: 'token==' });
  for (const name of Object.keys(added)) assert.ok(signerFor(plain).slots.has(name), name);
  assert.doesNotMatch(JSON.stringify(added), /wJalr/);
});
