/** Somebody else has saved meanwhile: what they changed, and which of both is to stay. */
import { Alert, Button, Group, List, Loader, Text } from '@mantine/core';
import { type QueryKey, useQuery } from '@tanstack/react-query';
import { ProblemAlert } from '../shell/problem-alert.tsx';

/** One member that differs. */
export interface Change {
  readonly name: string;
  readonly was: unknown;
  readonly is: unknown;
}

export interface StaleAlertProps<Thing> {
  readonly title: string;
  /** What the reading is kept under: it names the thing and the version that was open. */
  readonly queryKey: QueryKey;
  /** Reads what is there now. */
  readonly read: () => Promise<Thing>;
  readonly changesTo: (now: Thing) => readonly Change[];
  /** What is typed goes on top of what is there now. */
  readonly onKeep: (now: Thing) => void;
  /** What is typed is dropped. */
  readonly onTake: (now: Thing) => void;
}

function say(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(say).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The alert. */
export function StaleAlert<Thing>(props: StaleAlertProps<Thing>) {
  const { title, queryKey, read, changesTo, onKeep, onTake } = props;
  const { data: now, error, isFetching, refetch } = useQuery({ queryKey, queryFn: read, staleTime: 0 });
  return (
    <Alert role="alert" color="orange" variant="outline" title={title}>
      {now === undefined && isFetching && <Loader size="xs" role="status" aria-label="Loading what was changed" />}
      {now === undefined && !isFetching && (
        <>
          <ProblemAlert error={error} title="What was changed could not be read" />
          <Button size="xs" variant="default" mt="sm" onClick={() => void refetch()}>
            Read it again
          </Button>
        </>
      )}
      {now !== undefined && (
        <>
          <List size="sm" aria-label="What was changed">
            {changesTo(now).map(({ name, was, is }) => (
              <List.Item key={name}>
                <Text span fw={500} size="sm">
                  {name}
                </Text>
                : {say(was)} → {say(is)}
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
