/** What the organisation decides for itself. What somebody else has changed meanwhile is shown before it is overwritten. */
import { KeywardError } from '@keyward/sdk';
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Organisation, useOrganisation } from '../../session/organisation.tsx';
import { StaleAlert } from '../../shared/stale-alert.tsx';
import { UnsavedGuard } from '../../shared/unsaved-guard.tsx';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { changedMembers, changeOf, draftOf, type Settings, type SettingsDraft } from './draft.ts';
import { SettingsFields, settingNames } from './settings-fields.tsx';

const settingsKey = ({ reference }: Organisation) => [reference, 'settings'] as const;

function SettingsForm({ stored, onSaved }: { readonly stored: Settings; readonly onSaved: (now: Settings) => void }) {
  const place = useOrganisation();
  const [before, setBefore] = useState(stored);
  const [draft, setDraft] = useState<SettingsDraft>(() => draftOf(stored));
  const change = changeOf(before, draft);
  const isChanged = Object.keys(change).length > 0;
  const saving = useMutation({
    mutationFn: () => place.client.settings.update(change, { ifMatch: before.version }),
    onSuccess: (now) => {
      setBefore(now);
      setDraft(draftOf(now));
      onSaved(now);
      notifications.show({ message: 'Saved. Every node goes by it within a second.' });
    },
  });
  const isStale = saving.error instanceof KeywardError && saving.error.code === 'organisation/stale';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  const goOn = (now: Settings, next: SettingsDraft) => {
    setBefore(now);
    setDraft(next);
    saving.reset();
  };
  return (
    <form onSubmit={submit} aria-label="Settings">
      <Stack maw={720}>
        <UnsavedGuard isOn={isChanged && !saving.isPending} />
        <SettingsFields draft={draft} onChange={setDraft} isFixed={!place.mayAdminister} />
        {isStale && (
          <StaleAlert
            title="They were changed while you had them open"
            queryKey={[...settingsKey(place), 'since', before.version]}
            read={() => place.client.settings.get()}
            changesTo={(now) =>
              changedMembers(before, now).map((name) => ({
                name: settingNames[name],
                was: before[name],
                is: now[name],
              }))
            }
            onKeep={(now) => goOn(now, { ...draftOf(now), ...changedPart(before, draft) })}
            onTake={(now) => goOn(now, draftOf(now))}
          />
        )}
        {!isStale && <ProblemAlert error={saving.error} title="It was not saved" />}
        {place.mayAdminister ? (
          <Group>
            <Button type="submit" disabled={!isChanged || isStale} loading={saving.isPending}>
              Save
            </Button>
          </Group>
        ) : (
          <Text size="sm" c="dimmed">
            Administrators of the organisation change these.
          </Text>
        )}
      </Stack>
    </form>
  );
}

/** The members of the draft that were touched. */
function changedPart(before: Settings, draft: SettingsDraft): Partial<SettingsDraft> {
  const names = Object.keys(changeOf(before, draft)) as (keyof SettingsDraft)[];
  return Object.fromEntries(names.map((name) => [name, draft[name]]));
}

/** The page. */
export function Page() {
  const place = useOrganisation();
  const queries = useQueryClient();
  const key = settingsKey(place);
  const { data, error } = useQuery({ queryKey: key, queryFn: () => place.client.settings.get() });
  return (
    <PageFrame title="Settings" summary={`What holds for all credentials of ${place.name}.`}>
      <ProblemAlert error={error} title="The settings could not be read" />
      {!data && !error && <Skeleton height={320} maw={720} />}
      {data && <SettingsForm stored={data} onSaved={(now) => queries.setQueryData(key, now)} />}
    </PageFrame>
  );
}
