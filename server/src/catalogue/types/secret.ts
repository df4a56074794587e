/** `Secret`: a static value for any use, with the name that the receiver knows it by. */
import type { CredentialType } from '../credential-type.ts';
import { testPath } from '../test-path.ts';

export const secret: CredentialType = {
  name: 'Secret',
  title: 'Secret',
  description: 'One static secret for any use. Without an injection rule of its own only functions place it.',
  fields: [
    {
      name: 'name',
      title: 'Name',
      help: 'What the receiver calls the value; optional. Templates read it as `${name}`.',
      example: 'X-Signature-Key',
      maxLength: 256,
    },
    { name: 'value', title: 'Value', help: 'The secret itself.', secret: true, required: true },
    testPath,
  ],
  injection: [],
  takesInjection: true,
  testPathField: testPath.name,
};
