/** How a proxied request ended, for the statistics and the request log. Holds metadata only. */
export interface Outcome {
  /** HTTP status of the upstream's answer. */
  readonly status: number;
  /** Bytes of the caller's body that were sent on. */
  readonly requestBytes: number;
  /** Bytes of the answer's body as the upstream sent them. */
  readonly responseBytes: number;
  /** From the dispatch to the answer's header section, in milliseconds. */
  readonly waitedMs: number;
  /** From the dispatch to the end, in milliseconds. */
  readonly totalMs: number;
  /** Whether the answer ended before its end: the caller went, the upstream broke off, or access was withdrawn. */
  readonly isCut: boolean;
}
