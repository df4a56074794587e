/**
 * The draft as JSON, in step with the form: what is typed here is there as soon as it can be read, and the other way round.
 * Holds no secret: one that is written into it is moved to where secrets are, and out of what can be undone.
 */
import { Skeleton } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { Draft, DraftInput } from '../../forms/draft.ts';
import { type DocumentOf, readDraft, type Violation, writeDraft } from '../../forms/draft-json.ts';
import { faultsOf, type Values } from '../../forms/field-spec.ts';
import { useServices } from '../../session/services.ts';

const JsonEditor = lazy(async () => ({ default: (await import('../../forms/json-editor.tsx')).JsonEditor }));

export interface DraftDocumentProps {
  readonly of: DocumentOf;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  /** Told of what stands there and cannot be read: the draft stays as it was. */
  readonly onBroken: () => void;
  readonly isReadOnly?: boolean;
}

interface Shown {
  /** The draft that the text is about; another one is written anew. */
  readonly input: DraftInput;
  readonly text: string;
  readonly isFinal: boolean;
}

/** Secrets that were written out; empty ones are still being typed. */
function givenOf(secrets: Values): Values {
  return Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ''));
}

/** The document. */
export function DraftDocument({ of, draft, onChange, onBroken, isReadOnly = false }: DraftDocumentProps) {
  const { settings } = useServices();
  const written = (input: DraftInput, isFinal = false): Shown => {
    return { input, text: writeDraft(of.kind, input), isFinal };
  };
  const [shown, setShown] = useState(() => written(draft.input));
  if (shown.input !== draft.input) setShown(written(draft.input));
  const take = (text: string) => {
    const { draft: read } = { draft: undefined, ...readDraft(text, of) };
    if (!read) {
      setShown({ input: draft.input, text, isFinal: false });
      return onBroken();
    }
    const given = givenOf(read.secrets);
    const hasGiven = Object.keys(given).length > 0;
    setShown(hasGiven ? written(read.input, true) : { input: read.input, text, isFinal: false });
    onChange({ input: read.input, secrets: { ...draft.secrets, ...given } });
  };
  const check = (asked: string): readonly Violation[] => {
    const result = readDraft(asked, of);
    if (result.faults) return result.faults;
    const plain = of.specs.filter(({ secret }) => !secret);
    const faults = faultsOf(plain, { values: result.draft.input.fields, secrets: {} });
    return Object.entries(faults).map(([name, message]) => ({ path: `/fields/${name}`, message }));
  };
  return (
    <Suspense fallback={<Skeleton height={220} />}>
      <JsonEditor
        label="Credential as JSON"
        text={shown.text}
        isFinal={shown.isFinal}
        onChange={take}
        check={check}
        nonce={settings.nonce}
        isReadOnly={isReadOnly}
      />
    </Suspense>
  );
}
