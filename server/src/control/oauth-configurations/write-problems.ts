/** Codes that every write of an OAuth client may answer with. */
import type { ProblemCode } from '../../domain/problem.ts';

export const clientProblems = [
  'credential/provider-unknown',
  'credential/field-unknown',
  'credential/base64-invalid',
  'credential/masked-value',
  'credential/empty-secret',
  'credential/value-refused',
  'credential/too-large',
  'credential/seal-refused',
  'credential/unopenable',
  'credential/stale',
  'keys/sealing-key-untrusted',
  'oauth-configuration/stale',
  'oauth-configuration/secret-needed',
  'oauth-configuration/unwitnessed',
  'oauth-configuration/discovery-failed',
  'egress/denied',
  'upstream/timeout',
  'upstream/unreachable',
  'upstream/broken',
] as const satisfies readonly ProblemCode[];
