/**
 * The committed test vectors, typed: what any implementation of docs/envelope.md must accept and refuse. Bytes are hex.
 * Read by tests and by scripts/generate-vectors.ts alone.
 */
import { readFileSync } from 'node:fs';
import type { Purpose } from '../../keys/purpose.ts';
import type { Binding } from '../format.ts';
import type { OpenFailure } from '../open.ts';
import type { SealingKeyJson } from '../sealing-key.ts';

/** A binding with its policy bytes in hex. */
export interface BindingVector extends Omit<Binding, 'policyBytes'> {
  readonly policyBytes: string;
}

export interface EnvelopeCase {
  readonly name: string;
  readonly binding: BindingVector;
  readonly envelope: string;
}

/** envelope.json: all `keys` are at hand when a case is opened. */
export interface EnvelopeVectors {
  readonly keys: readonly { organisationId: string; kid: string; publicKey: string; privateKey: string }[];
  readonly accept: readonly (EnvelopeCase & {
    readonly kid: string;
    readonly ephemeralPrivateKey: string;
    readonly value: string;
    readonly info: string;
    readonly aad: string;
  })[];
  readonly reject: readonly (EnvelopeCase & { readonly reason: OpenFailure })[];
}

export interface SealingKeyCase {
  readonly name: string;
  readonly pin: string;
  /** Epoch milliseconds at which it is judged. */
  readonly now: number;
  readonly key: SealingKeyJson;
}

/** sealing-key.json. */
export interface SealingKeyVectors {
  readonly brokerPrivateKey: string;
  readonly accept: readonly (SealingKeyCase & { readonly statement: string })[];
  readonly reject: readonly SealingKeyCase[];
}

export interface WrappedKeyCase {
  readonly name: string;
  readonly purpose: Purpose;
  readonly organisationId: string;
  readonly kid: string;
  readonly rootKeyId: string;
  readonly wrapped: string;
}

/** wrapped-key.json: all `rootKeys` are at hand when a case is unwrapped. */
export interface WrappedKeyVectors {
  readonly rootKeys: readonly { readonly text: string; readonly id: string }[];
  readonly accept: readonly (WrappedKeyCase & { readonly nonce: string; readonly key: string })[];
  readonly reject: readonly (WrappedKeyCase & { readonly code: string })[];
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
}

export const envelopeVectors = (): EnvelopeVectors => read('envelope.json') as EnvelopeVectors;
export const sealingKeyVectors = (): SealingKeyVectors => read('sealing-key.json') as SealingKeyVectors;
export const wrappedKeyVectors = (): WrappedKeyVectors => read('wrapped-key.json') as WrappedKeyVectors;

/** Bytes from hex. */
export const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

/** The binding that a vector stands for. */
export function bindingOf(vector: BindingVector): Binding {
  return { ...vector, policyBytes: bytes(vector.policyBytes) };
}
