/** Changing what a webhook is told of. Its origin stays: the secret is sealed for it. Somebody else’s change is shown first. */
import { KeywardError } from '@keyward/sdk';
import { Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { type Change, StaleAlert } from '../../shared/stale-alert.tsx';
import { UnsavedGuard } from '../../shared/unsaved-guard.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { type Webhook, webhooksKey } from './queries.ts';
import { type WebhookDraft, WebhookFields } from './webhook-fields.tsx';

function draftOf({ url, eventTypes = [], solutionId, description = '' }: Webhook): WebhookDraft {
  return { url, eventTypes, solution: solutionId ?? null, description };
}

function changesBetween(before: WebhookDraft, after: WebhookDraft): Change[] {
  const names = Object.keys(before) as (keyof WebhookDraft)[];
  const different = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return different.map((name) => ({ name, was: before[name], is: after[name] }));
}

function useSave(before: Webhook, draft: WebhookDraft, onSaved: (now: Webhook) => void) {
  const place = useOrganisation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      place.client.webhooks.update(
        before.id,
        {
          url: draft.url.trim(),
          eventTypes: draft.eventTypes.length === 0 ? null : ([...draft.eventTypes] as never),
          solution: draft.solution,
          description: draft.description.trim() === '' ? null : draft.description,
        },
        { ifMatch: before.version },
      ),
    onSuccess: (now) => {
      onSaved(now);
      notifications.show({ message: 'Saved' });
      return queries.invalidateQueries({ queryKey: webhooksKey(place) });
    },
  });
}

/** The form. */
export function ChangeForm({ webhook }: { readonly webhook: Webhook }) {
  const place = useOrganisation();
  const [before, setBefore] = useState(webhook);
  const [draft, setDraft] = useState(() => draftOf(webhook));
  const start = (from: Webhook, next = draftOf(from)) => {
    setBefore(from);
    setDraft(next);
  };
  const saving = useSave(before, draft, start);
  const mine = changesBetween(draftOf(before), draft);
  const isChanged = mine.length > 0;
  // What was read anew is taken over while nothing is being changed; what is typed stays.
  if (!isChanged && webhook.version > before.version) start(webhook);
  const isStale = saving.error instanceof KeywardError && saving.error.code === 'webhook/stale';
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
        {isStale ? (
          <StaleAlert<Webhook>
            title="It was changed while you had it open"
            queryKey={[...webhooksKey(place), 'since', before.id, before.version]}
            read={() => place.client.webhooks.get(before.id)}
            changesTo={(now) => changesBetween(draftOf(before), draftOf(now))}
            onKeep={(now) => {
              start(now, { ...draftOf(now), ...Object.fromEntries(mine.map(({ name, is }) => [name, is])) });
              saving.reset();
            }}
            onTake={(now) => {
              start(now);
              saving.reset();
            }}
          />
        ) : (
          <ProblemAlert error={saving.error} title="It was not saved" />
        )}
        <Group>
          <Button type="submit" disabled={!isChanged || isStale} loading={saving.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
