/** What a form has to know of the document that may stand beside it or in its place. */
import { useEffect, useState } from 'react';
import type { Draft, DraftInput } from '../../forms/draft.ts';
import { useServices, useSignal } from '../../session/services.ts';
import { type DocumentPlace, useDocumentPlace } from './beside-document.tsx';

export interface FormDocument {
  readonly place: DocumentPlace;
  /** Whether what stands in it cannot be read: the form is as it was before. */
  readonly isBroken: boolean;
  readonly onBroken: () => void;
  /** Another one is another editor, which knows nothing of what was typed into the one before. */
  readonly edition: number;
}

export interface FormDocumentParts {
  readonly draft: Draft;
  readonly setDraft: (change: (draft: Draft) => Draft) => void;
  readonly isShown: boolean;
  /** Whether both may stand side by side; true by default. */
  readonly takesBoth?: boolean;
}

/** Keeps both, and forgets secrets when the session ends: nobody else who signs in here is to find what was typed before. */
export function useDocument({ draft, setDraft, isShown, takesBoth = true }: FormDocumentParts): FormDocument {
  const { session } = useServices();
  const hasEnded = useSignal(session) === 'ended';
  const place = useDocumentPlace(isShown, takesBoth);
  // A change of the form writes the document anew, and so does showing it elsewhere.
  const [broken, setBroken] = useState<{ readonly input: DraftInput; readonly place: DocumentPlace }>();
  const [edition, setEdition] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the session ends
  useEffect(() => {
    if (!hasEnded) return;
    setDraft(({ input }) => ({ input, secrets: {} }));
    setEdition(edition + 1);
    setBroken(undefined);
  }, [hasEnded]);
  return {
    place,
    isBroken: place !== 'nowhere' && broken?.input === draft.input && broken.place === place,
    onBroken: () => setBroken({ input: draft.input, place }),
    edition,
  };
}
