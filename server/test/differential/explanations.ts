import type { Reading, Verdict } from './compare.ts';
export interface Explained { readonly verdict: Verdict; readonly oddities: readonly string[]; readonly mine: Reading; readonly theirs: Reading }
export function explanationOf(_: Explained): string | undefined { return undefined; }
