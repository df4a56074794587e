/** `BasicAuth`: user-id and password in the Authorization header (RFC 7617), SOAP services for example. */
import type { CredentialType } from '../credential-type.ts';
import { testPath } from '../test-path.ts';

export const basicAuth: CredentialType = {
  name: 'BasicAuth',
  title: 'Basic authentication',
  description: 'A user name and a password, sent in the Authorization header.',
  fields: [
    {
      name: 'username',
      title: 'User name',
      help: 'Must not contain a colon (RFC 7617, section 2).',
      required: true,
      pattern: '[^:\\u0000-\\u001f\\u007f]+',
    },
    { name: 'password', title: 'Password', help: 'May be empty.', secret: true, required: true, mayBeEmpty: true },
    testPath,
  ],
  injection: [{ into: 'basic', value: '${username}:${password}' }],
  testPathField: testPath.name,
};
