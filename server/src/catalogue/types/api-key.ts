/** `ApiKey`: REST with a static secret in a header, the query or a cookie. */
import type { CredentialType } from '../credential-type.ts';
import { testPath } from '../test-path.ts';

export const apiKey: CredentialType = {
  name: 'ApiKey',
  title: 'API key',
  description: 'One static secret, sent in a header, a query parameter or a cookie.',
  fields: [
    {
      name: 'in',
      title: 'Sent in',
      help: 'Where the API expects the key.',
      required: true,
      default: 'header',
      enum: ['header', 'query', 'cookie'],
    },
    {
      name: 'name',
      title: 'Name',
      help: 'Name of the header, query parameter or cookie.',
      required: true,
      default: 'Authorization',
      example: 'X-Api-Key',
      maxLength: 256,
    },
    {
      name: 'prefix',
      title: 'Prefix',
      help: 'Put before the key, blank included: `Bearer `.',
      default: '',
      example: 'Bearer ',
      maxLength: 64,
    },
    {
      name: 'apiKey',
      title: 'API key',
      help: 'The secret, as the vendor shows it.',
      secret: true,
      required: true,
    },
    testPath,
  ],
  injection: [
    { into: 'header', name: '${name}', value: '${prefix}${apiKey}', when: { field: 'in', equals: 'header' } },
    { into: 'query', name: '${name}', value: '${prefix}${apiKey}', when: { field: 'in', equals: 'query' } },
    { into: 'cookie', name: '${name}', value: '${prefix}${apiKey}', when: { field: 'in', equals: 'cookie' } },
  ],
  testPathField: testPath.name,
};
