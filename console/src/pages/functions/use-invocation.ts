/** One invocation at a time: what the broker answers, shown as it comes, up to a bound. */
import { invokeFunction } from '@keyward/sdk';
import { useEffect, useRef, useState } from 'react';
import type { PanelProps } from './function.tsx';

/** More is counted and not shown. */
const SHOWN_CHARACTERS = 200_000;

/** What has come of it. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly text: string;
  readonly bytes: number;
  readonly isWhole: boolean;
}

export type Invocation =
  | { readonly phase: 'idle' | 'asking' }
  | { readonly phase: 'answered'; readonly answer: Answer; readonly error?: Error | undefined }
  | { readonly phase: 'failed'; readonly error: Error };

interface Asked {
  readonly brokerUrl: string;
  readonly token: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('It was stopped.');
}

async function* textOf(response: Response): AsyncGenerator<{ text: string; bytes: number }> {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) return;
    yield { text: decoder.decode(value, { stream: true }), bytes: value.byteLength };
  }
}

/** Starts and stops it. */
export function useInvocation({ solution, found }: PanelProps) {
  const [invocation, setInvocation] = useState<Invocation>({ phase: 'idle' });
  const under = useRef<AbortController>(undefined);
  // An answer may have no end: nobody reads on when nobody looks.
  useEffect(() => () => under.current?.abort(), []);
  const start = async ({ brokerUrl, token, parameters }: Asked) => {
    const controller = new AbortController();
    under.current = controller;
    setInvocation({ phase: 'asking' });
    let answer: Answer | undefined;
    try {
      const { signal } = controller;
      const options = { brokerUrl, token, solution: solution.id, signal };
      const response = await invokeFunction(found.name, parameters, options);
      answer = { status: response.status, headers: [...response.headers], text: '', bytes: 0, isWhole: false };
      setInvocation({ phase: 'answered', answer });
      for await (const { text, bytes } of textOf(response)) {
        answer = { ...answer, text: (answer.text + text).slice(0, SHOWN_CHARACTERS), bytes: answer.bytes + bytes };
        setInvocation({ phase: 'answered', answer });
      }
      setInvocation({ phase: 'answered', answer: { ...answer, isWhole: true } });
    } catch (thrown) {
      const error = errorOf(thrown);
      if (answer) setInvocation({ phase: 'answered', answer, error });
      else setInvocation(controller.signal.aborted ? { phase: 'idle' } : { phase: 'failed', error });
    }
  };
  return { invocation, start, stop: () => under.current?.abort() };
}
