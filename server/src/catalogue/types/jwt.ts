/** `Jwt`: service accounts that sign a token themselves, or sign one to be given another for it. */
import type { CredentialType } from '../credential-type.ts';
import { testPath } from '../test-path.ts';

const claims = {
  privateKey: '${privateKey}',
  keyId: '${keyId}',
  issuer: '${issuer}',
  subject: '${subject}',
  audience: '${audience}',
  lifetimeSeconds: '${lifetimeSeconds}',
};

const CLAIM = '[^\\u0000-\\u001f\\u007f]+';

export const jwt: CredentialType = {
  name: 'Jwt',
  title: 'Signed token (service account)',
  description:
    'A private key that signs JSON Web Tokens (RFC 7519) with RS256, ES256 or EdDSA, whichever the key is for. The token is sent as a bearer ' +
    "token, or exchanged for an access token at a token URL (RFC 7523), as Google's service accounts do. The key itself never leaves.",
  fields: [
    {
      name: 'mode',
      title: 'Mode',
      help: '`direct` sends the signed token; `exchange` has it exchanged for an access token first.',
      required: true,
      default: 'direct',
      enum: ['direct', 'exchange'],
    },
    {
      name: 'privateKey',
      title: 'Private key',
      help: 'RSA of 2,048 to 4,096 bits, P-256 or Ed25519, in PEM and not encrypted; signs, and is never sent.',
      secret: true,
      required: true,
      multiline: true,
      format: 'pem',
      placeholder: '-----BEGIN PRIVATE KEY-----',
    },
    {
      name: 'keyId',
      title: 'Key id',
      help: 'Goes into the header as `kid`, by which the receiver finds the public key.',
      pattern: CLAIM,
      maxLength: 256,
    },
    {
      name: 'issuer',
      title: 'Issuer',
      help: 'Goes into `iss`: who signs, the service account for example.',
      pattern: CLAIM,
      maxLength: 512,
      example: 'robot@project.example',
    },
    {
      name: 'subject',
      title: 'Subject',
      help: 'Goes into `sub`: on whose behalf.',
      pattern: CLAIM,
      maxLength: 512,
    },
    {
      name: 'audience',
      title: 'Audience',
      help: 'Goes into `aud`: for whom the token is; in an exchange mostly the token URL.',
      pattern: CLAIM,
      maxLength: 512,
      example: 'https://api.example.com',
    },
    {
      name: 'lifetimeSeconds',
      title: 'Lifetime',
      help: 'From `iat` to `exp`, in seconds; at least 60 and at most 43,200.',
      required: true,
      default: '600',
      format: 'integer',
      pattern: '[6-9][0-9]|[1-9][0-9]{2,3}|[1-3][0-9]{4}|4[0-2][0-9]{3}|43[01][0-9]{2}|43200',
    },
    {
      name: 'tokenUrl',
      title: 'Token URL',
      help: 'Where the token is exchanged; the only place that the signed token then goes to.',
      required: true,
      when: { field: 'mode', in: ['exchange'] },
      format: 'url',
      pattern: 'https?:\\/\\/[^\\s?#@\\\\]+',
      example: 'https://oauth2.googleapis.com/token',
      docsUrl: 'https://developers.google.com/identity/protocols/oauth2/service-account',
    },
    {
      name: 'scope',
      title: 'Scope',
      help: 'What the access token is for, several separated by blanks; goes into the signed token.',
      when: { field: 'mode', in: ['exchange'] },
      pattern: '[\\x21\\x23-\\x5b\\x5d-\\x7e]+(?: [\\x21\\x23-\\x5b\\x5d-\\x7e]+)*',
      maxLength: 2_048,
    },
    testPath,
  ],
  injection: [
    { into: 'signer', name: 'jwt', value: '', inputs: claims, when: { field: 'mode', equals: 'direct' } },
    {
      into: 'signer',
      name: 'jwt-bearer',
      value: '',
      inputs: { ...claims, scope: '${scope}' },
      tokenUrl: '${tokenUrl}',
      when: { field: 'mode', equals: 'exchange' },
    },
  ],
  testPathField: testPath.name,
};
