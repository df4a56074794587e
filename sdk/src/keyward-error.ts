/** Errors of the SDK: told apart by `code`, which is that of docs/errors.md. The message never contains an input value. */

/** An error with one of Keyward's stable codes. */
export class KeywardError extends Error {
  override readonly name = 'KeywardError';
  /** `noun/what-is-wrong`, `keys/sealing-key-untrusted`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
