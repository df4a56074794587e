/** The way of a call: its target, its upstream, and what Keyward itself lacks. */
import type { ProblemEntry } from './problem-entry.ts';

export const useProblems = {
  'target/invalid': {
    status: 400,
    title: 'The path or target cannot be sent as it stands',
    retryable: false,
    advice: 'Use a plain path below the base URL: no `//`, backslash, user info, dot segments or control characters.',
  },
  'target/missing': {
    status: 400,
    title: 'The credential has no base URL and the request names no target',
    retryable: false,
    advice:
      'Send `Keyward-Target: https://host` with one of the origins in `allowedOrigins`, or give the credential a `baseUrl`.',
  },
  'target/mismatch': {
    status: 400,
    title: 'Keyward-Target is not the origin of the base URL',
    retryable: false,
    advice: 'Leave `Keyward-Target` out: a credential with a `baseUrl` goes there and nowhere else.',
  },
  'egress/denied': {
    status: 403,
    title: 'The upstream has an address that Keyward may not connect to',
    retryable: false,
    advice:
      'Private and special ranges are denied unless the operator lists them: `--permit-egress 10.0.0.0/8`. All addresses of a name count: `localhost` is often `127.0.0.1` and `::1`, which `--permit-egress loopback` permits together.',
  },
  'upstream/unreachable': {
    status: 502,
    title: 'No connection to the upstream could be made',
    retryable: true,
    advice: 'Check the base URL, DNS and the TLS certificate of the upstream.',
  },
  'upstream/rate-limited': {
    status: 429,
    title: 'The upstream has asked for no more requests with this credential for a while',
    retryable: true,
    advice:
      'Nothing was sent. Wait for the seconds in `Retry-After`, which are what is left of those that the upstream named, ten minutes at most. With `limits.respectRetryAfter: false` on the credential Keyward does not wait.',
  },
  'upstream/busy': {
    status: 503,
    title: 'Too many requests of this organisation to the upstream are in flight, and none ended in time',
    retryable: true,
    advice:
      'Nothing was sent. End streams that are not needed, or have the operator raise `--upstream-sockets` or `--upstream-queue-timeout`.',
  },
  'upstream/broken': {
    status: 502,
    title: 'The upstream closed the connection or broke the protocol',
    retryable: true,
    advice: 'Whether the upstream has acted on the request is unknown.',
  },
  'upstream/encoding': {
    status: 502,
    title: 'The upstream answered in a content coding that cannot be searched for the secret',
    retryable: false,
    advice: 'Keyward asks for identity and decodes gzip, deflate, br and zstd, up to three of them around each other.',
  },
  'upstream/timeout': {
    status: 504,
    title: 'The upstream did not answer in time',
    retryable: true,
    advice: 'Whether the upstream has acted on the request is unknown.',
  },
  'audit/unavailable': {
    status: 503,
    title: 'The use of a credential cannot be recorded',
    retryable: true,
    advice: 'No secret leaves unrecorded: see to the database.',
  },
  'store/unavailable': {
    status: 503,
    title: 'The store does not answer or refuses to write',
    retryable: true,
    advice: 'Nothing was changed. Check disk space, permissions and the database; see `keyward doctor`.',
  },
  'broker/stopping': {
    status: 503,
    title: 'Keyward is stopping',
    retryable: true,
    advice: 'Repeat the request if that does no harm: whether the upstream has acted on it is unknown.',
  },
  'broker/unavailable': {
    status: 503,
    title: 'The control plane cannot reach the broker',
    retryable: true,
    advice: 'Start the broker, and check `--broker-url`.',
  },
  'keys/root-key-missing': {
    status: 503,
    title: 'The root key that wraps the key of this credential is not configured',
    retryable: false,
    advice: 'Run `keyward doctor`: it names the missing root key. Nothing was overwritten.',
  },
  'keys/root-key-invalid': {
    status: 500,
    title: 'The configured root key cannot be used',
    retryable: false,
    advice: 'A root key file holds one line `keyward-root-1:` and 32 bytes in base64url, mode 0600.',
  },
  'keys/wrapped-key-altered': {
    status: 503,
    title: 'A wrapped key does not unwrap: its row was altered or moved',
    retryable: false,
    advice: 'Restore the row of `wrapped_keys` and find out who writes to the database; see `keyward doctor`.',
  },
  'keys/sealing-key-untrusted': {
    status: 503,
    title: 'The sealing key is not signed by the pinned broker key, or has expired',
    retryable: false,
    advice: 'Do not seal. A sealing key row was altered, or the wrong broker key is pinned; see `keyward doctor`.',
  },
  'config/invalid': {
    status: 500,
    title: 'An option has a value that it cannot have',
    retryable: false,
    advice: 'See docs/options.md.',
  },
  'internal/unexpected': {
    status: 500,
    title: 'Something unexpected happened',
    retryable: false,
    advice: 'Look up the request id in the log.',
  },
} as const satisfies Record<string, ProblemEntry>;
