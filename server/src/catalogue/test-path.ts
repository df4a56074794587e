/** The field by which a credential without a provider says how it is verified. Shared by the types; not a type itself. */
import type { FieldSpec } from './credential-type.ts';

export const testPath: FieldSpec = {
  name: 'testPath',
  title: 'Test path',
  help: 'A path below the base URL where a GET succeeds only with the right secret. Used to verify; optional.',
  pattern: "/[A-Za-z0-9/._~!$&'()*+,;=:@?%-]*",
  example: '/v1/me',
  maxLength: 512,
};
