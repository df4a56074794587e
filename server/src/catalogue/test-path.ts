/** The field by which a credential without a provider says how it is verified. Shared by the types; not a type itself. */
import type { FieldSpec } from './credential-type.ts';

export const testPath: FieldSpec = {
  name: 'testPath',
  title: 'Test path',
  help: 'A path below the base URL where a GET succeeds only with the right secret. Used to verify; optional.',
  // Escaped so that it compiles under the `u` flag and under the `v` flag of HTML's pattern attribute alike.
  pattern: "\\/[A-Za-z0-9\\/._~!$&'\\(\\)*+,;=:@?%\\-]*",
  example: '/v1/me',
  maxLength: 512,
};
