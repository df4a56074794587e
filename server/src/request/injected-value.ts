/** What stands in a request in the place of a credential's fields: a name and the value under it. */
import type { Secret } from '../domain/secret.ts';

/** A name and the value that stands under it. */
export interface InjectedValue {
  /** Lower case for headers. */
  readonly name: string;
  readonly value: Secret<string>;
}

/** What goes into the target of a request. */
export interface TargetInjection {
  /** Parameters, not yet percent-encoded; each name once. */
  readonly query: readonly InjectedValue[];
  /** Segments between the base URL's path and the caller's, percent-encoded, each behind a slash; undefined for none. */
  readonly path: Secret<string> | undefined;
  /** Labels before the base URL's host; no secret, as a host name travels in the clear. */
  readonly host: string | undefined;
}
