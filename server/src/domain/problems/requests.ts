/** What is wrong with a request before anything is looked at. */
import type { ProblemEntry } from './problem-entry.ts';

export const requestsProblems = {
  'request/malformed': {
    status: 400,
    title: 'The request body is not valid JSON',
    retryable: false,
    advice: 'Send a JSON object in UTF-8 with `Content-Type: application/json`.',
  },
  'request/invalid': {
    status: 422,
    title: 'The request does not have the shape that this route takes',
    retryable: false,
    advice: 'See `errors`: each entry has the JSON path and the rule that it broke. Unknown members are refused.',
  },
  'request/cursor-invalid': {
    status: 422,
    title: 'The cursor does not belong to this list, filter and order',
    retryable: false,
    advice:
      'Send `nextCursor` of the page before, with the same filters and `sort`; without a cursor a list begins anew.',
  },
  'request/sort-unknown': {
    status: 422,
    title: 'The list cannot be sorted by this field',
    retryable: false,
    advice: 'See `errors` for the fields; a `-` before the name turns the order around.',
  },
  'idempotency/mismatch': {
    status: 422,
    title: 'This Idempotency-Key was used for another request',
    retryable: false,
    advice: 'Make a new key for each new request; a repeated one has the same method, path, query and body.',
  },
  'idempotency/in-progress': {
    status: 409,
    title: 'The first request with this Idempotency-Key is still being worked on',
    retryable: true,
    advice: 'Repeat the same request in a moment.',
  },
  'idempotency/already-shown': {
    status: 409,
    title: 'The first request with this Idempotency-Key has succeeded, and what it showed is shown once only',
    retryable: false,
    advice: 'List the resources to find the one that was made; if its secret is lost, revoke it and make another.',
  },
  'request/too-large': {
    status: 413,
    title: 'The request body is over its limit',
    retryable: false,
    advice:
      'Control API bodies are limited to 1 MiB, those of a bulk to 16 MiB, those that the broker puts a credential into by `--body-limit`, others through the broker by `--max-body`.',
  },
  'request/body-unsupported': {
    status: 415,
    title: 'The body is not of the kind that the credential is injected into',
    retryable: false,
    advice:
      'Send JSON or a form (`application/x-www-form-urlencoded`), as the injection rule says, in UTF-8, without `Content-Encoding`.',
  },
  'request/body-refused': {
    status: 422,
    title: 'The body has no place for the credential that every reader would find',
    retryable: false,
    advice: 'See `detail`: on the way to the place objects stand, each member once.',
  },
  'request/media-type': {
    status: 415,
    title: 'The body has a media type that this route does not take',
    retryable: false,
    advice: 'Send `Content-Type: application/json`.',
  },
  'request/host-refused': {
    status: 421,
    title: 'The Host header names a host that this listener does not serve',
    retryable: false,
    advice: 'Use the address that Keyward listens on, or start it with `--public-url`.',
  },
  'request/rate-limited': {
    status: 429,
    title: 'Too many requests',
    retryable: true,
    advice: 'Wait for the seconds in `Retry-After`.',
  },
  'request/return-refused': {
    status: 422,
    title: 'The browser may not be sent to this address when it is done',
    retryable: false,
    advice:
      "`returnUrl` is `https://…` of an origin in the organisation's setting `returnOrigins`, or of Keyward's own. List the exact origin there; no pattern is taken.",
  },
  'request/origin-refused': {
    status: 403,
    title: 'The request does not come from a page of this Keyward',
    retryable: false,
    advice:
      'A write with a session takes the exact `Origin` of the control API. Behind a proxy start Keyward with `--public-url`.',
  },
  'route/not-found': {
    status: 404,
    title: 'There is no such route',
    retryable: false,
    advice: 'See docs/api.md for the paths.',
  },
  'request/browser-refused': {
    status: 403,
    title: 'The broker answers programs, not browsers',
    retryable: false,
    advice: 'Call it from a server; a page never holds a Keyward token.',
  },
  'request/upgrade-refused': {
    status: 501,
    title: 'CONNECT, TRACE and upgrades to anything but a WebSocket are not permitted',
    retryable: false,
    advice: 'Use plain HTTP requests, or the handshake of RFC 6455 in HTTP/1.1, version 13.',
  },
  'request/consumer-invalid': {
    status: 400,
    title: 'Keyward-Consumer does not name a consumer',
    retryable: false,
    advice:
      'Send `kind/externalId`, 200 characters at most of letters, digits and `._:@-`, or leave it out; never a token or secret.',
  },
  'request/header-refused': {
    status: 400,
    title: 'A request header is not one that the broker passes on',
    retryable: false,
    advice: 'Send each of Host, Content-Length and the token once, and no `Transfer-Encoding` beside a length.',
  },
  'request/header-too-large': {
    status: 431,
    title: 'The header section of the request is over its limit',
    retryable: false,
    advice: 'Send fewer or shorter fields; the operator sets the limit with `--max-header-bytes`.',
  },
  'request/timeout': {
    status: 408,
    title: 'The request did not arrive in time',
    retryable: true,
    advice: 'Send headers and body without long pauses: see `--header-timeout` and `--idle-timeout`.',
  },
  'request/expectation-refused': {
    status: 417,
    title: 'The request expects something that the broker does not know',
    retryable: false,
    advice: 'Send `Expect: 100-continue` or no such field.',
  },
  'limit/rate': {
    status: 429,
    title: 'The access token or the credential is used more often than its limits permit',
    retryable: true,
    advice:
      'Nothing was sent. Wait for the seconds in `Retry-After`; `detail` says whose limit it is, and `RateLimit-Policy` which. See `limits` of the token and of the credential.',
  },
  'limit/concurrency': {
    status: 429,
    title: 'The access token or the credential has as many requests in flight as its limits permit',
    retryable: true,
    advice:
      'Nothing was sent. Let a request end first; `detail` says whose limit it is. See `limits` of the token and of the credential, and `--token-concurrency` and `--credential-concurrency`.',
  },
} as const satisfies Record<string, ProblemEntry>;
