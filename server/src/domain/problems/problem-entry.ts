/** What is known about one error. */
export interface ProblemEntry {
  /** HTTP status of the answer. */
  readonly status: number;
  /** One line for people, the same for each occurrence. */
  readonly title: string;
  /** Whether the same request may succeed later without a change. */
  readonly retryable: boolean;
  /** What the reader can do. */
  readonly advice: string;
}
