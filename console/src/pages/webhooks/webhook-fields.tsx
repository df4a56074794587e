/** What a webhook is told of, and where: the fields of adding and of changing one. */
import { MultiSelect, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useOrganisation } from '../../session/organisation.tsx';
import { solutionChoices } from '../../shared/choices.ts';
import { describeEvent, eventTypes } from '../events/event-types.ts';

/** What is typed. */
export interface WebhookDraft {
  readonly url: string;
  /** None: all. */
  readonly eventTypes: readonly string[];
  /** Id; null: all. */
  readonly solution: string | null;
  readonly description: string;
}

/** Nothing yet. */
export const emptyWebhook: WebhookDraft = { url: '', eventTypes: [], solution: null, description: '' };

const data = eventTypes.map((type) => ({ value: type, label: describeEvent(type) }));

/** The fields. */
export function WebhookFields({
  draft,
  onChange,
  urlHelp,
}: {
  readonly draft: WebhookDraft;
  readonly onChange: (draft: WebhookDraft) => void;
  readonly urlHelp: string;
}) {
  const solutions = useQuery(solutionChoices(useOrganisation()));
  const set = (part: Partial<WebhookDraft>) => onChange({ ...draft, ...part });
  return (
    <Stack>
      <TextInput
        label="URL"
        description={urlHelp}
        type="url"
        required
        maxLength={2048}
        placeholder="https://example.com/hooks/keyward"
        value={draft.url}
        onChange={(event) => set({ url: event.currentTarget.value })}
      />
      <MultiSelect
        label="Events"
        description="None chosen: all of them, new kinds included."
        placeholder={draft.eventTypes.length === 0 ? 'All events' : ''}
        data={data}
        value={[...draft.eventTypes]}
        onChange={(chosen) => set({ eventTypes: chosen })}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Clear: events' }}
      />
      {(solutions.data?.length ?? 0) > 0 && (
        <Select
          label="Solution"
          description="Of its credentials alone; none chosen: of all."
          placeholder="All"
          data={solutions.data ?? []}
          value={draft.solution}
          onChange={(solution) => set({ solution })}
          clearable
          clearButtonProps={{ 'aria-label': 'Clear: solution' }}
        />
      )}
      <Textarea
        label="Description"
        description="Who listens there."
        maxLength={2000}
        autosize
        value={draft.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
    </Stack>
  );
}
