/** Changing what a webhook is told of. Its origin stays: the secret is sealed for it. */
import { Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { UnsavedGuard } from '../../shared/unsaved-guard.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { type Webhook, webhooksKey } from './queries.ts';
import { type WebhookDraft, WebhookFields } from './webhook-fields.tsx';

function draftOf({ url, eventTypes = [], solutionId, description = '' }: Webhook): WebhookDraft {
  return { url, eventTypes, solution: solutionId ?? null, description };
}

/** The form. */
export function ChangeForm({ webhook }: { readonly webhook: Webhook }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const before = draftOf(webhook);
  const [draft, setDraft] = useState(before);
  const isChanged = JSON.stringify(before) !== JSON.stringify(draft);
  const saving = useMutation({
    mutationFn: () =>
      place.client.webhooks.update(
        webhook.id,
        {
          url: draft.url.trim(),
          eventTypes: draft.eventTypes.length === 0 ? null : ([...draft.eventTypes] as never),
          solution: draft.solution,
          description: draft.description.trim() === '' ? null : draft.description,
        },
        { ifMatch: webhook.version },
      ),
    onSuccess: () => {
      notifications.show({ message: 'Saved' });
      return queries.invalidateQueries({ queryKey: webhooksKey(place) });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <UnsavedGuard isOn={isChanged && !saving.isPending} />
        <WebhookFields
          draft={draft}
          onChange={setDraft}
          urlHelp="Path and query may change; for another host add another webhook, with a secret of its own."
        />
        <ProblemAlert error={saving.error} title="It was not saved" />
        <Group>
          <Button type="submit" disabled={!isChanged} loading={saving.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
