/**
 * Names a write to the API (`Idempotency-Key`). Where no answer came, nobody knows whether it was done: what is sent once more
 * by hand, unchanged, has the same name then and is done once.
 */
import { newIdempotencyKey } from '@keyward/sdk';
import { useRef } from 'react';

interface Named {
  readonly content: readonly unknown[];
  readonly key: string;
}

/** @param content - What is written: another name as soon as a part of it is another one. @returns the name */
export function useWriteKey(...content: readonly unknown[]): string {
  const named = useRef<Named>(undefined);
  const before = named.current?.content;
  const isSame = before?.length === content.length && content.every((part, index) => Object.is(part, before[index]));
  if (!named.current || !isSame) named.current = { content, key: newIdempotencyKey() };
  return named.current.key;
}
