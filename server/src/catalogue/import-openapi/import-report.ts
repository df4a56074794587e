/**
 * What an import of an OpenAPI document has made of it: what was taken, what was not and why, each with its place in the
 * document. Holds texts of the document only as names, cut short and on one line, never as something to be rendered.
 */

/** A place in the document, as a JSON pointer (RFC 6901). */
export type Pointer = string;

/** Something of the document that the provider now says. */
export interface Mapped {
  readonly path: Pointer;
  /** Where in the provider it went, a JSON pointer too. */
  readonly to: Pointer;
  /** What to look at before it is relied on. */
  readonly note?: string;
}

/** Something of the document that the provider does not say. */
export interface Unmapped {
  readonly path: Pointer;
  readonly reason: string;
}

/** A request that might serve to verify a credential. None is chosen without being asked for. */
export interface VerificationCandidate {
  readonly path: Pointer;
  /** Below the base URL. */
  readonly request: string;
  /** The credential types that the document lets this request be made with. */
  readonly types: readonly string[];
}

/** The whole report, at most 200 entries of a kind. */
export interface ImportReport {
  readonly mapped: readonly Mapped[];
  readonly unmapped: readonly Unmapped[];
  readonly candidates: readonly VerificationCandidate[];
}

const MOST_ENTRIES = 200;
const LONGEST_POINTER = 300;

/** `/paths/~1me/get` of its names; what is over 300 characters is cut. */
export function pointerOf(...names: readonly (string | number)[]): Pointer {
  const escaped = names.map((name) => `/${plainLine(String(name).replaceAll('~', '~0').replaceAll('/', '~1'))}`);
  return escaped.join('').slice(0, LONGEST_POINTER);
}

/** The text on one line, without what steers a terminal or turns the direction of writing around. */
export function plainLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cf}|\p{Co}|\p{Cn}/gu, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
}

/** Gathers entries; what is over the limit is counted by one last entry. */
export class ReportWriter {
  readonly #mapped: Mapped[] = [];
  readonly #unmapped: Unmapped[] = [];
  #left = 0;

  took(path: Pointer, to: Pointer, note?: string): void {
    if (this.#mapped.length < MOST_ENTRIES) this.#mapped.push({ path, to, ...(note !== undefined && { note }) });
    else this.#left += 1;
  }

  /** The same place is left once for the same reason. */
  leave(path: Pointer, reason: string): void {
    const isKnown = this.#unmapped.some((entry) => entry.path === path && entry.reason === reason);
    if (isKnown) return;
    if (this.#unmapped.length < MOST_ENTRIES) this.#unmapped.push({ path, reason });
    else this.#left += 1;
  }

  finish(candidates: readonly VerificationCandidate[]): ImportReport {
    const more = { path: '', reason: `${this.#left} more entries are left out of this report` };
    return {
      mapped: this.#mapped,
      unmapped: this.#left > 0 ? [...this.#unmapped, more] : this.#unmapped,
      candidates,
    };
  }
}
