/**
 * Why no connection to an upstream came about, in words of our own. What a peer, its certificate or the proxy says never
 * reaches the caller: it could say anything, and the caller of a broker is not the one who should read it.
 */
import { Problem } from '../../domain/problem.ts';

type Reason = readonly [code: RegExp, detail: string];

/** Codes of Node and OpenSSL (`X509_V_ERR_…`, without that prefix), the most particular first. */
const CERTIFICATE_REASONS: readonly Reason[] = [
  [/^CERT_HAS_EXPIRED$/, 'The certificate of the upstream has expired.'],
  [/^CERT_NOT_YET_VALID$/, 'The certificate of the upstream is not valid yet.'],
  [/^(?:ERR_TLS_CERT_ALTNAME_.*|HOSTNAME_MISMATCH)$/, 'The certificate of the upstream is for another host name.'],
  [
    /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(?:GET_ISSUER|VERIFY).*|CERT_UNTRUSTED|INVALID_CA)$/,
    'No authority that Keyward trusts has signed the certificate of the upstream.',
  ],
  [/^(?:CERT_|UNABLE_TO_|CRL_|UNSPECIFIED$)/, 'The certificate of the upstream is not valid.'],
];

const REASONS: readonly Reason[] = [
  ...CERTIFICATE_REASONS,
  [/^(?:ERR_SSL_|ERR_TLS_|EPROTO$)/, 'The upstream and Keyward could not agree on TLS.'],
  [/^(?:ENOTFOUND|EAI_.*|ENODATA|ESERVFAIL)$/, 'The host name of the upstream has no address.'],
  [/^ECONNREFUSED$/, 'The upstream refused the connection.'],
  [/^(?:ECONNRESET|EPIPE)$/, 'The upstream closed the connection before the request was sent.'],
  [/^(?:ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, 'Timed out.'],
];

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/**
 * A Problem for whatever kept a connection from being made: itself, or `upstream/unreachable` with the class of the reason.
 *
 * @param error - Its message is not used: in it a certificate's names are quoted. It goes on as the cause, for the log.
 */
export function toConnectProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const code = codeOf(error);
  const detail = REASONS.find(([pattern]) => pattern.test(code))?.[1];
  return new Problem('upstream/unreachable', { ...(detail !== undefined && { detail }), cause: error });
}

/** Whether the upstream shook hands and showed a certificate that is not good: whoever asks has reached a TLS server. */
export function isCertificateProblem({ code, cause }: Problem): boolean {
  return code === 'upstream/unreachable' && CERTIFICATE_REASONS.some(([pattern]) => pattern.test(codeOf(cause)));
}
