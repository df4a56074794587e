/** Somebody else has changed the settings meanwhile: what they changed, and which of both is to stay. */
import { Alert, Button, Group, List, Loader, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useOrganisation } from '../../session/organisation.tsx';
import { differencesOf, type Settings } from './draft.ts';
import { settingNames } from './settings-fields.tsx';

export interface StaleSettingsProps {
  readonly before: Settings;
  /** What is typed goes on top of what is there now. */
  readonly onKeep: (now: Settings) => void;
  /** What is typed is dropped. */
  readonly onTake: (now: Settings) => void;
}

/** The alert. */
export function StaleSettings({ before, onKeep, onTake }: StaleSettingsProps) {
  const place = useOrganisation();
  const { data: now } = useQuery({
    queryKey: [place.reference, 'settings', 'since', before.version],
    queryFn: () => place.client.settings.get(),
    staleTime: 0,
  });
  return (
    <Alert role="alert" color="orange" variant="outline" title="They were changed while you had them open">
      {!now && <Loader size="xs" aria-label="Loading what was changed" />}
      {now && (
        <>
          <List size="sm" aria-label="What was changed">
            {differencesOf(before, now).map(({ name, was, is }) => (
              <List.Item key={name}>
                <Text span fw={500} size="sm">
                  {settingNames[name]}
                </Text>
                : {was} → {is}
              </List.Item>
            ))}
          </List>
          <Group mt="sm">
            <Button size="xs" onClick={() => onKeep(now)}>
              Keep mine on top
            </Button>
            <Button size="xs" variant="default" onClick={() => onTake(now)}>
              Take theirs
            </Button>
          </Group>
        </>
      )}
    </Alert>
  );
}
