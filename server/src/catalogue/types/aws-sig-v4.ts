/** `AwsSigV4`: each request signed for Amazon Web Services, or for a store that speaks the protocol of S3. */
import type { CredentialType } from '../credential-type.ts';
import { testPath } from '../test-path.ts';

export const awsSigV4: CredentialType = {
  name: 'AwsSigV4',
  title: 'AWS signature',
  description:
    'An access key of AWS, or of a store that speaks the protocol of S3. Each request is signed anew (Signature Version 4); ' +
    'the secret key itself never leaves. A body to another service than S3 is read whole before it is signed, up to ' +
    '`--body-limit`. Chunks that the caller has signed one by one (`STREAMING-AWS4-HMAC-SHA256-PAYLOAD`) are refused.',
  fields: [
    {
      name: 'accessKeyId',
      title: 'Access key id',
      help: 'Names the key; not secret.',
      required: true,
      pattern: '[A-Za-z0-9_]{3,128}',
      example: 'AKIAIOSFODNN7EXAMPLE',
      docsUrl: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
    },
    { name: 'secretAccessKey', title: 'Secret access key', help: 'Signs; never sent.', secret: true, required: true },
    {
      name: 'sessionToken',
      title: 'Session token',
      help: 'Of temporary credentials alone; sent with each request.',
      secret: true,
    },
    {
      name: 'region',
      title: 'Region',
      help: 'The region that the endpoint signs for.',
      required: true,
      pattern: '[a-z0-9]+(?:-[a-z0-9]+)*',
      maxLength: 64,
      example: 'eu-central-1',
      docsUrl: 'https://docs.aws.amazon.com/general/latest/gr/rande.html',
    },
    {
      name: 'service',
      title: 'Service',
      help: 'The name that the service signs under, which is often the first label of its host.',
      required: true,
      pattern: '[a-z0-9]+(?:-[a-z0-9]+)*',
      maxLength: 64,
      example: 's3',
    },
    testPath,
  ],
  injection: [
    {
      into: 'signer',
      name: 'aws-sigv4',
      value: '',
      inputs: {
        accessKeyId: '${accessKeyId}',
        secretAccessKey: '${secretAccessKey}',
        sessionToken: '${sessionToken}',
        region: '${region}',
        service: '${service}',
      },
    },
  ],
  testPathField: testPath.name,
};
