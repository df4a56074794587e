/**
 * The signer for AWS in a whole Keyward: an unmodified `@aws-sdk/client-s3` whose access key id is our token, and a store
 * that knows only the real key and checks each signature with `aws4`, an implementation that is not ours.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import aws4 from 'aws4';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { type Received, startUpstream, type Upstream } from './kit/upstream.ts';

const secretAccessKey = newCanary();
const sessionToken = newCanary();
const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const region = 'eu-west-1';
let keyward: Keyward;
let upstream: Upstream;
let token: string;
const objects = new Map<string, Buffer>();

/** What stands where a signature says that it was made of nothing else. */
function isSigned({ method, url, headers, body }: Received): boolean {
  const authorization = headers.authorization ?? '';
  const [, key, service, names] =
    /^AWS4-HMAC-SHA256 Credential=(\w+)\/\d{8}\/eu-west-1\/([\w-]+)\/aws4_request, SignedHeaders=([^,]+), /.exec(
      authorization,
    ) ?? [];
  if (key !== accessKeyId || !names) return false;
  const signed = Object.fromEntries(names.split(';').map((name) => [name, String(headers[name])]));
  const claimed = signed['x-amz-content-sha256'];
  const hash = createHash('sha256').update(body).digest('hex');
  const isBodyTrue = claimed === undefined || !/^[0-9a-f]{64}$/.test(claimed) || claimed === hash;
  const isAllSigned = Object.keys(headers).every((name) => !name.startsWith('x-amz-') || name in signed);
  const request = { service, region, method, path: url, headers: signed, body };
  const options = {
    ...request,
    extraHeadersToIgnore: { 'content-length': true, 'content-type': !('content-type' in signed) },
  };
  const expected = aws4.sign(options as unknown as aws4.Request, { accessKeyId, secretAccessKey });
  return isBodyTrue && isAllSigned && expected.headers?.Authorization === authorization;
}

/** Takes the chunks and the trailer of `aws-chunked` apart. */
function decodeChunks(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.subarray(at, end).toString(), 16);
    if (size === 0) return Buffer.concat(parts);
    parts.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}

function store(received: Received): { status: number; body?: Buffer | string } {
  const { method, url, headers, body } = received;
  if (!isSigned(received)) return { status: 403, body: '<Error><Code>SignatureDoesNotMatch</Code></Error>' };
  const { pathname, searchParams } = new URL(url, 'http://store');
  if (headers['x-echo']) return { status: 200, body: JSON.stringify({ secretAccessKey, headers }) };
  if (method === 'PUT') {
    objects.set(pathname, headers['content-encoding']?.includes('aws-chunked') ? decodeChunks(body) : body);
    return { status: 200 };
  }
  if (method === 'DELETE') return { status: objects.delete(pathname) ? 204 : 404 };
  if (searchParams.has('list-type')) {
    const keys = [...objects.keys()].map((path) => decodeURIComponent(path.replace('/bucket/', '')));
    const found = keys.filter((key) => key.startsWith(searchParams.get('prefix') ?? ''));
    const contents = found.map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`).join('');
    return { status: 200, body: `<?xml version="1.0"?><ListBucketResult>${contents}</ListBucketResult>` };
  }
  const found = objects.get(pathname);
  return found ? { status: 200, body: found } : { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' };
}

before(async () => {
  upstream = await startUpstream((received, response) => {
    const { status, body } = store(received);
    response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
  });
  keyward = await Keyward.start({ flags: ['--body-limit', '65536'] });
  const fields = { accessKeyId, secretAccessKey, region };
  for (const [key, more] of Object.entries({
    s3: { service: 's3' },
    temporary: { service: 's3', sessionToken },
    dynamo: { service: 'dynamodb' },
  })) {
    const body = { type: 'AwsSigV4', baseUrl: upstream.url, fields: { ...fields, ...more } };
    const answer = await keyward.api('PUT', `credentials/${key}`, { body });
    assert.deepEqual([answer.status, answer.json.status], [201, 'valid'], answer.text);
    assert.deepEqual(answer.json.policy.roles.api.placements, ['signer:aws-sigv4']);
  }
  token = await keyward.tokenFor('*');
});
after(async () => {
  for (const canary of [secretAccessKey, sessionToken]) assert.deepEqual(await keyward.leaksOf(canary), []);
  assert.equal(
    JSON.stringify(upstream.received.map(({ url, rawHeaders }) => [url, rawHeaders])).includes(token),
    false,
  );
  await keyward.close();
  await upstream.close();
});

function clientOf(key: string): S3Client {
  return new S3Client({
    endpoint: `${keyward.brokerUrl}/proxy/${key}`,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId: token, secretAccessKey: 'unused' },
    maxAttempts: 1,
  });
}

const last = () => upstream.received.at(-1)!;

describe('@aws-sdk/client-s3 as it is', () => {
  for (const key of ['s3', 'temporary']) {
    test(`puts, lists, gets and deletes objects with odd names, as ${key}`, async () => {
      const client = clientOf(key);
      for (const Key of ['folder/a b.txt', "odd +!'()*~&=@:,;$é€.txt", '%41%2F']) {
        const where = { Bucket: 'bucket', Key };
        await client.send(new PutObjectCommand({ ...where, Body: 'content', Metadata: { note: 'a  b' } }));
        const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: 'bucket', Prefix: Key.slice(0, 3) }));
        assert.ok(Contents?.length);
        const got = await client.send(new GetObjectCommand(where));
        assert.equal(await got.Body!.transformToString(), 'content');
        await client.send(new DeleteObjectCommand(where));
      }
      assert.equal(objects.size, 0);
      client.destroy();
    });
  }

  test('streams an object of which neither hash nor checksum is known beforehand', async () => {
    const client = clientOf('s3');
    const body = Buffer.alloc(300_000, 'streamed ');
    const where = { Bucket: 'bucket', Key: 'stream' };
    const chunks = Array.from({ length: 30 }, (_, i) => body.subarray(i * 10_000, (i + 1) * 10_000));
    await client.send(new PutObjectCommand({ ...where, Body: Readable.from(chunks), ContentLength: body.length }));
    assert.equal(last().headers['x-amz-content-sha256'], 'STREAMING-UNSIGNED-PAYLOAD-TRAILER');
    assert.deepEqual(objects.get('/bucket/stream'), body);
    client.destroy();
  });
});

const bearer = () => ({ authorization: `Bearer ${token}` });

test('a caller that signs nothing is signed for, query and odd path included', async () => {
  const answer = await keyward.raw(keyward.brokerUrl, '/proxy/s3/bucket/none?list-type=2&prefix=a%20b&b=&a=2', {
    headers: bearer(),
  });
  assert.equal(answer.status, 200, answer.text);
  const missing = await keyward.call("/s3/bucket/no%2Fne!'()*", { token });
  assert.equal(missing.status, 404, 'signed, and not there');
});

test('what the caller says of itself in fields of AWS is not believed', async () => {
  const forged = {
    'x-amz-date': '20200101T000000Z',
    'x-amz-security-token': 'forged',
    'X-Amz-Content-Sha256': 'a'.repeat(64),
  };
  assert.equal((await keyward.call('/s3/bucket/none', { token, headers: forged })).status, 404);
  const { headers } = last();
  assert.notEqual(headers['x-amz-date'], forged['x-amz-date']);
  assert.equal(headers['x-amz-security-token'], undefined);
});

test('a body to another service is read and its hash signed, up to the limit', async () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    keyward.raw(keyward.brokerUrl, '/proxy/dynamo/', {
      method: 'POST',
      headers: {
        ...bearer(),
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'T.Get',
        'x-echo': '1',
        ...headers,
      },
      body,
    });
  const ways: Record<string, string>[] = [{}, { 'transfer-encoding': 'chunked' }, { expect: '100-continue' }];
  for (const headers of ways) {
    const answer = await post('{"a":1}', headers);
    assert.equal(answer.status, 200, answer.text);
    assert.equal(last().body.toString(), '{"a":1}');
    assert.match(answer.text, /"secretAccessKey":"\*+"/, 'the echo is scrubbed');
  }
  const before = upstream.received.length;
  assert.deepEqual((await post('x'.repeat(65_537))).headers.get('keyward-error'), 'request/too-large');
  assert.equal(upstream.received.length, before);
});

test('chunks that the caller has signed one by one are refused', async () => {
  const headers = { ...bearer(), 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' };
  const answer = await keyward.call('/s3/bucket/a', { method: 'PUT', token, headers, body: 'x' });
  assert.deepEqual([answer.status, answer.json.code], [415, 'request/body-unsupported']);
});

test('the preview names what is signed with, and no secret', async () => {
  const { json } = await keyward.api('POST', 'credentials/temporary/preview', { body: { path: '/bucket/a' } });
  assert.deepEqual(json.injected, [
    {
      placement: 'signer:aws-sigv4',
      name: 'aws-sigv4',
      value: `accessKeyId=${accessKeyId} secretAccessKey=•••• sessionToken=•••• region=eu-west-1 service=s3`,
    },
  ]);
  const headers = ['authorization', 'x-amz-date', 'x-amz-content-sha256', 'x-amz-security-token'];
  assert.deepEqual(json.request.signed, { signer: 'aws-sigv4', headers });
});

test('a credential is verified by a signed request', async () => {
  objects.set('/bucket/here', Buffer.from('x'));
  await keyward.api('PATCH', 'credentials/s3', { body: { fields: { testPath: '/bucket/here' } } });
  const { json } = await keyward.api('POST', 'credentials/s3/verify');
  assert.equal(json.verification?.verdict ?? json.verdict, 'accepted', JSON.stringify(json));
});
