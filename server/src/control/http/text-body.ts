/** Bodies that are taken as the text that they are: documents, whose own reader finds every fault with its line. */
import { Problem } from '../../domain/problem.ts';

/** A body before anything has read it. */
export interface TextBody {
  readonly text: string;
}

/** @throws Problem `request/malformed` for what is no UTF-8 */
export function readTextBody(bytes: Uint8Array): TextBody {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    throw new Problem('request/malformed');
  }
}
