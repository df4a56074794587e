/** What was done to a credential and who was refused: its entries of the audit log, newest first. */
import type { Credential, ResultOf } from '@keyward/sdk';
import { Button, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { type Organisation, useOrganisation } from '../../../session/organisation.tsx';
import { EmptyState } from '../../../shared/empty-state.tsx';
import { Moment } from '../../../shared/moment.tsx';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';
import { credentialsKey } from '../queries.ts';

type Entry = ResultOf<'audit.list'>['items'][number];

const PAGE_ITEMS = 50;

function activityQuery(place: Organisation, id: string) {
  return infiniteQueryOptions({
    queryKey: [...credentialsKey(place), 'activity', id],
    queryFn: ({ pageParam, signal }) => {
      const page = { limit: PAGE_ITEMS, ...(pageParam !== undefined && { cursor: pageParam }) };
      return place.client.audit.list({ subject: id, ...page, signal });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** `credential.move-usages` as `move usages`. */
function sayAction(action: string): string {
  return (action.split('.')[1] ?? action).replaceAll('-', ' ');
}

function EntryLine({ entry }: { readonly entry: Entry }) {
  const { at, actor, actorName, action, outcome, code, details } = entry;
  const changes = Object.keys((details as { changes?: object }).changes ?? {});
  return (
    <>
      <Text size="sm">
        <Text span fw={500}>
          {sayAction(action)}
        </Text>{' '}
        by {actorName ?? actor}
        {outcome === 'refused' && (
          <Text span c="var(--mantine-color-error)">
            {' '}
            refused: {code}
          </Text>
        )}
      </Text>
      <Text size="xs" c="dimmed">
        <Moment at={at} />
        {changes.length > 0 && ` · ${changes.join(', ')}`}
      </Text>
    </>
  );
}

/** The tab. */
export function ActivityTab({ credential }: { readonly credential: Credential }) {
  const place = useOrganisation();
  const asked = useInfiniteQuery(activityQuery(place, credential.id));
  const entries = asked.data?.pages.flatMap(({ items }) => items) ?? [];
  if (asked.error) return <ProblemAlert error={asked.error} title="The log could not be read" />;
  if (!asked.data) return <Skeleton height={120} />;
  return (
    <Stack>
      {entries.length === 0 && (
        <EmptyState title="Nothing yet">Changes, verifications and refused uses appear here.</EmptyState>
      )}
      <List listStyleType="none" spacing="sm" aria-label="Activity">
        {entries.map((entry) => (
          <List.Item key={entry.id}>
            <EntryLine entry={entry} />
          </List.Item>
        ))}
      </List>
      {asked.hasNextPage && (
        <Group>
          <Button variant="default" size="xs" loading={asked.isFetching} onClick={() => void asked.fetchNextPage()}>
            Earlier ones
          </Button>
        </Group>
      )}
    </Stack>
  );
}
