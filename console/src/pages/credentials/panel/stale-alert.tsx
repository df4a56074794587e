/** Somebody else has saved meanwhile: what they changed, and which of both is to stay. */
import type { Credential } from '@keyward/sdk';
import { Alert, Button, Group, List, Loader, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useOrganisation } from '../../../session/organisation.tsx';
import { credentialQuery } from '../queries.ts';
import { differencesOf } from './change.ts';

export interface StaleAlertProps {
  readonly before: Credential;
  /** What is typed goes on top of what is there now. */
  readonly onKeep: (now: Credential) => void;
  /** What is typed is dropped. */
  readonly onTake: (now: Credential) => void;
}

/** The alert. */
export function StaleAlert({ before, onKeep, onTake }: StaleAlertProps) {
  const place = useOrganisation();
  const { queryFn, queryKey } = credentialQuery(place, before.id);
  const { data: now } = useQuery({ queryKey: [...queryKey, 'since', before.version], queryFn: queryFn as never }) as {
    data: Credential | undefined;
  };
  return (
    <Alert role="alert" color="orange" variant="outline" title="It was changed while you had it open">
      {!now && <Loader size="xs" aria-label="Loading what was changed" />}
      {now && (
        <>
          <List size="sm" aria-label="What was changed">
            {differencesOf(before, now).map(({ name, was, is }) => (
              <List.Item key={name}>
                <Text span fw={500} size="sm">
                  {name}
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
