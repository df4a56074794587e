/** What a SQLite thread and the main loop say to each other. */

/** Given to the thread when it starts. */
export interface ThreadSetup {
  readonly path: string;
  readonly isReadOnly: boolean;
}

/** One statement; `close` instead of it ends the thread. */
export interface ThreadRequest {
  readonly id: number;
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** Refused where no transaction is open: what belongs to one that SQLite has undone must not commit by itself. */
  readonly isWithin: boolean;
}

export interface ThreadResult {
  readonly rows: readonly unknown[];
  /** Rows written; of a statement that gives rows, how many those are. */
  readonly changes: number;
}

/** Either a result or an error, to the request of the same id. */
export interface ThreadAnswer {
  readonly id: number;
  readonly result?: ThreadResult;
  readonly error?: { readonly message: string; readonly errcode: number | undefined } | undefined;
}
