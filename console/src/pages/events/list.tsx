/** Events: what has happened to credentials, members and webhooks, as webhooks are told. */
import type { OptionsOf, ResultOf } from '@keyward/sdk';
import { Anchor, Code, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { EmptyState } from '../../shared/empty-state.tsx';
import { Facts } from '../../shared/facts.tsx';
import { DayFilter, FilterRow, SelectFilter, TextFilter } from '../../shared/filters.tsx';
import { exactly, Moment } from '../../shared/moment.tsx';
import { SidePanel } from '../../shared/side-panel.tsx';
import { type LogSource, useLog } from '../../shared/use-log.ts';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { describeEvent, eventTypes, subjectOf } from './event-types.ts';

type Entry = ResultOf<'events.list'>['items'][number];

const log = {
  name: 'events',
  filterNames: ['type', 'credential', 'from', 'to'],
  read: (client, asked) => client.events.list(asked as OptionsOf<'events.list'>),
} satisfies LogSource<Entry, string>;

function columnsOf(onOpen: (entry: Entry) => void): readonly Column<Entry>[] {
  return [
    {
      title: 'Event',
      cell: (entry) => (
        <Stack gap={0}>
          <Anchor component="button" ta="start" size="sm" fw={600} lineClamp={2} onClick={() => onOpen(entry)}>
            {describeEvent(entry.type)}
          </Anchor>
          <Text size="xs" c="dimmed" truncate className="mono">
            {subjectOf(entry.data).key ?? entry.type}
          </Text>
        </Stack>
      ),
    },
    {
      title: 'Type',
      from: 'md',
      width: '34%',
      cell: ({ type }) => <span className="mono">{type}</span>,
    },
    { title: 'When', width: '104px', cell: ({ timestamp }) => <Moment at={timestamp} /> },
  ];
}

function EventPanel({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  const { reference } = useOrganisation();
  const { id, key } = subjectOf(entry.data);
  return (
    <SidePanel title={describeEvent(entry.type)} onClose={onClose}>
      <Stack>
        <Facts
          label="The event"
          facts={[
            { name: 'When', value: exactly(entry.timestamp) },
            { name: 'Type', value: <span className="mono">{entry.type}</span> },
            {
              name: 'Credential',
              value: id && (
                <Anchor
                  component={Link}
                  to={`/organisations/${reference}/credentials/${id}` as string}
                  search={{} as never}
                  size="sm"
                  className="mono"
                >
                  {key ?? id}
                </Anchor>
              ),
            },
            { name: 'Event', value: <span className="mono">{entry.id}</span> },
          ]}
        />
        <Code block tabIndex={0} role="group" aria-label="What webhooks are told">
          {JSON.stringify(entry.data, undefined, 2)}
        </Code>
      </Stack>
    </SidePanel>
  );
}

/** The page. */
export function Page() {
  const { filters, change, isNarrowed, clear, list, open, setOpen } = useLog(log);
  const columns = useMemo(() => columnsOf(setOpen), [setOpen]);
  return (
    <PageFrame title="Events" summary="What has happened, as webhooks are told. No event holds a secret.">
      <FilterRow label="Events" onClear={clear}>
        <SelectFilter
          label="Type"
          width={220}
          value={filters.type}
          options={eventTypes.map((type) => ({ value: type, label: describeEvent(type) }))}
          onChange={(type) => change({ type })}
        />
        <TextFilter label="Credential" value={filters.credential} onChange={(credential) => change({ credential })} />
        <DayFilter label="From" value={filters.from} onChange={(day) => change({ from: day })} />
        <DayFilter label="To" value={filters.to} onChange={(day) => change({ to: day })} />
      </FilterRow>
      <ProblemAlert error={list.error} title="The events could not be read" />
      {list.isEmpty ? (
        <EmptyState title={isNarrowed ? 'No event fits' : 'Nothing has happened yet'}>
          {isNarrowed ? 'Change or clear the filters.' : 'An event appears here when a credential is added or changed.'}
        </EmptyState>
      ) : (
        <DataTable label="Events" columns={columns} nameOf={({ id }) => id} openId={open?.id} {...list} />
      )}
      {open && <EventPanel entry={open} onClose={() => setOpen(undefined)} />}
    </PageFrame>
  );
}
