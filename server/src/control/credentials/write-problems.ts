/** The codes that writing a credential may answer with, beside those of every route. */
import type { ProblemCode } from '../../domain/problem.ts';

/** Of the values and settings of a body. */
export const inputProblems: readonly ProblemCode[] = [
  'credential/type-unknown',
  'credential/provider-unknown',
  'credential/use-connections',
  'credential/key-invalid',
  'credential/field-unknown',
  'credential/base64-invalid',
  'credential/masked-value',
  'credential/empty-secret',
  'credential/too-large',
  'credential/value-refused',
  'credential/unsendable-value',
  'credential/origin-invalid',
  'credential/plain-http-refused',
  'credential/seal-refused',
  'keys/sealing-key-untrusted',
  'keys/root-key-missing',
];

/** Of trying it. */
export const tryProblems: readonly ProblemCode[] = [
  'credential/incomplete',
  'credential/invalid',
  'credential/no-origin',
  'credential/not-injectable',
  'target/invalid',
  'policy/placement-refused',
  'policy/origin-refused',
  'audit/unavailable',
  'request/rate-limited',
];

/** Of a write that stands only if its API accepts it. */
export const enforceProblems: readonly ProblemCode[] = [
  ...tryProblems,
  'verification/rejected',
  'verification/not-accepted',
];

/** Of making what hides something of the organisation's. */
export const shadowProblems: readonly ProblemCode[] = ['credential/shadows', 'credential/shadow-refused'];

/** Of changing what is there. */
export const changeProblems: readonly ProblemCode[] = [
  'credential/not-found',
  'credential/immutable',
  'credential/stale',
  'credential/policy-changed',
  'credential/origins-unnamed',
  'credential/redaction-shrunk',
  'credential/expired',
  'credential/unopenable',
];
