/** The codes that making and remaking a connection may answer with, beside those of every route. */
import type { ProblemCode } from '../../domain/problem.ts';

/** Of the flow, the client and the authorisation server. */
export const connectionProblems: readonly ProblemCode[] = [
  'oauth-configuration/not-found',
  'oauth-configuration/unwitnessed',
  'oauth-configuration/domain-refused',
  'connection/no-consent',
  'request/return-refused',
  'connection/configuration-changed',
  'connection/flow-unknown',
  'connection/grant-unsupported',
  'oauth/grant-refused',
  'oauth/client-refused',
  'oauth/scope-refused',
  'oauth/request-refused',
  'oauth/unreachable',
  'oauth/no-answer',
  'oauth/rate-limited',
  'oauth/unavailable',
  'oauth/page-answered',
  'oauth/answer-malformed',
  'egress/denied',
  'policy/origin-refused',
  'credential/origin-invalid',
  'credential/plain-http-refused',
  'credential/provider-unknown',
  'credential/unopenable',
  'credential/seal-refused',
  'credential/too-large',
  'credential/stale',
  'credential/not-found',
  'keys/sealing-key-untrusted',
  'keys/root-key-missing',
];

/** Of what is new. */
export const newConnectionProblems: readonly ProblemCode[] = [
  'credential/key-invalid',
  'credential/key-taken',
  'credential/id-taken',
  'credential/field-unknown',
  'credential/base64-invalid',
  'credential/masked-value',
  'credential/empty-secret',
  'credential/value-refused',
  'credential/shadows',
  'credential/shadow-refused',
  'oauth-configuration/secret-needed',
  'oauth-configuration/discovery-failed',
  'oauth-configuration/stale',
];
