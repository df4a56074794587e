/** What a client shows of itself in a TLS handshake (RFC 8446, section 4.4.2). */

export interface TlsIdentity {
  /** Tells one from another: connections are shared by none but those of the same. Not secret. */
  readonly id: string;
  /** PEM, the own certificate first. */
  readonly certificate: string;
  /** PEM, not encrypted. */
  readonly privateKey: string;
}
