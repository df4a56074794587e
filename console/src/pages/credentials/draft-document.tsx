/** The draft as JSON, in step with the form: what is typed here is there, and the other way round. */
import { Skeleton } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { Draft, DraftKind } from '../../forms/draft.ts';
import { readDraft, type Violation, writeDraft } from '../../forms/draft-json.ts';
import { faultsOf } from '../../forms/field-spec.ts';
import { useServices } from '../../session/services.ts';
import type { Method } from './catalogue.ts';

const JsonEditor = lazy(async () => ({ default: (await import('../../forms/json-editor.tsx')).JsonEditor }));

export interface DraftDocumentProps {
  readonly kind: DraftKind;
  readonly method: Method;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  /** Told whether what stands there can be saved. */
  readonly onSound: (isSound: boolean) => void;
}

/** The document. */
export function DraftDocument({ kind, method, draft, onChange, onSound }: DraftDocumentProps) {
  const { settings } = useServices();
  const [text] = useState(() => writeDraft(kind, draft.input));
  const of = { kind, specs: method.fields, openFields: method.openFields };
  const take = (changed: string) => {
    const { draft: read } = { draft: undefined, ...readDraft(changed, of) };
    onSound(read !== undefined);
    // Secrets that were pasted into the document go where secrets are; those that are there stay.
    if (read) onChange({ input: read.input, secrets: { ...draft.secrets, ...read.secrets } });
  };
  const check = (asked: string): readonly Violation[] => {
    const result = readDraft(asked, of);
    if (result.faults) return result.faults;
    const plain = method.fields.filter(({ secret }) => !secret);
    const faults = faultsOf(plain, { values: result.draft.input.fields, secrets: {} });
    return Object.entries(faults).map(([name, message]) => ({ path: `/fields/${name}`, message }));
  };
  return (
    <Suspense fallback={<Skeleton height={220} />}>
      <JsonEditor label="Credential as JSON" text={text} onChange={take} check={check} nonce={settings.nonce} />
    </Suspense>
  );
}
