/**
 * A credential that is being written: what of it is plain, and apart from that its secrets, which no document, address or
 * log of this page ever holds.
 */
import type { NewCredential } from '@keyward/sdk';
import type { Values } from './field-spec.ts';

/** What it is; fixed from the moment on in which its form is shown. */
export interface DraftKind {
  readonly type: string;
  readonly provider?: string;
}

/** All that is plain and may be changed. */
export type DraftInput = Omit<NewCredential, 'id' | 'secrets' | 'type' | 'provider' | 'fields'> & {
  readonly fields: Values;
};

/** The plain part and the secrets. */
export interface Draft {
  readonly input: DraftInput;
  readonly secrets: Values;
}

/** Nothing is given yet. */
export const emptyDraft: Draft = { input: { fields: {} }, secrets: {} };

/** The same values with one set, or taken away where it is undefined. */
export function withValue(values: Values, name: string, value: string | undefined): Values {
  const { [name]: _before, ...rest } = values;
  return value === undefined ? rest : { ...rest, [name]: value };
}

/** The same input with some members set; those that come to nothing are left out. */
export function withMembers(
  input: DraftInput,
  change: { readonly [Member in keyof DraftInput]?: DraftInput[Member] | undefined },
): DraftInput {
  const entries = Object.entries({ ...input, ...change }).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(entries) as unknown as DraftInput;
}
