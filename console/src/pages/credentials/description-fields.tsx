/** What a credential is called, where it goes and whose it is. */
import { SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { type DraftInput, withMembers } from '../../forms/draft.ts';
import { LabelsInput } from '../../forms/labels-input.tsx';
import type { Method } from './catalogue.ts';

export interface DescriptionFieldsProps {
  readonly input: DraftInput;
  readonly method: Pick<Method, 'takesBaseUrl' | 'baseUrl'>;
  readonly part: 'main' | 'more';
  readonly onChange: (input: DraftInput) => void;
  /** Set once and for all. */
  readonly fixedKey?: boolean;
}

/** `2026-12-31`, of the local day that an instant lies in. */
function dayOf(instant: string | undefined): string {
  if (instant === undefined || Number.isNaN(Date.parse(instant))) return '';
  const at = new Date(instant);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** Until the end of that day here. */
function endOfDay(day: string): string | undefined {
  return day === '' ? undefined : new Date(`${day}T23:59:59`).toISOString();
}

/** The inputs of one part. */
export function DescriptionFields({ input, method, part, onChange, fixedKey = false }: DescriptionFieldsProps) {
  const set = (change: Parameters<typeof withMembers>[1]) => onChange(withMembers(input, change));
  if (part === 'main') {
    return (
      <>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            label="Display name"
            description="For people."
            value={input.name ?? ''}
            maxLength={200}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <TextInput
            label="Key"
            description={
              fixedKey ? 'What functions call it; fixed.' : 'What functions call it. Left empty: made of the name.'
            }
            classNames={{ input: 'mono' }}
            disabled={fixedKey}
            value={input.key ?? ''}
            maxLength={128}
            spellCheck={false}
            autoCapitalize="off"
            onChange={(event) => set({ key: event.currentTarget.value })}
          />
        </SimpleGrid>
        {method.takesBaseUrl && (
          <div data-field="baseUrl">
            <TextInput
              label="Base URL"
              description="The API’s address. The secret is sealed for its origin, and leaves to no other."
              type="url"
              placeholder={method.baseUrl ?? 'https://api.example.com/v1'}
              value={input.baseUrl ?? ''}
              onChange={(event) => set({ baseUrl: event.currentTarget.value })}
            />
          </div>
        )}
      </>
    );
  }
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label="Owner"
          description="Whose account it is."
          value={input.owner ?? ''}
          maxLength={200}
          onChange={(event) => set({ owner: event.currentTarget.value })}
        />
        <TextInput
          label="Expires"
          description="Its secrets are destroyed at the end of that day."
          type="date"
          value={dayOf(input.expiresAt)}
          onChange={(event) => set({ expiresAt: endOfDay(event.currentTarget.value) })}
        />
      </SimpleGrid>
      <LabelsInput labels={input.labels ?? {}} onChange={(labels) => set({ labels })} />
      <Textarea
        label="Description"
        autosize
        minRows={2}
        value={input.description ?? ''}
        maxLength={2000}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
    </>
  );
}
