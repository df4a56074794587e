/**
 * A function as a record: one version of a definition in a solution, with the broker's word for it. Versions before the
 * one that counts are kept to be read; they have lost that word and confer nothing.
 */
import type { Instant } from './instant.ts';

/** One version of a function; without a witness it is staged, or history. */
export interface FunctionRecord {
  readonly organisationId: string;
  /** `fnv_…`: of this version. */
  readonly id: string;
  /** `fn_…`: of the function, whatever its version. */
  readonly functionId: string;
  readonly solutionId: string;
  /** Unique in the solution and fixed. */
  readonly name: string;
  /** From 1 on; rises with each change. */
  readonly version: number;
  readonly state: 'draft' | 'active';
  /** RFC 8785 JSON of the definition. */
  readonly document: string;
  /** SHA-256 in hex of what it does, whether it is active or not. */
  readonly digest: string;
  /** The broker's HMAC; of the version that counts alone. */
  readonly witness?: Uint8Array;
  /** Of the function. */
  readonly createdAt: Instant;
  readonly createdBy: string;
  /** Of this version. */
  readonly updatedAt: Instant;
  readonly updatedBy: string;
}

const NAME = /^(?!fnv?_|cred_)[a-z0-9][a-z0-9._-]{0,127}$/;

/** Whether the text may name a function. */
export function isFunctionName(text: string): boolean {
  return NAME.test(text);
}
