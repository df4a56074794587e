/** The audit log: what was done and what was refused, newest first. Filters are in the address; a row opens to all it says. */
import type { OptionsOf, ResultOf } from '@keyward/sdk';
import { Anchor, Code, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { EmptyState } from '../../shared/empty-state.tsx';
import { Facts } from '../../shared/facts.tsx';
import { DayFilter, FilterRow, SelectFilter, TextFilter } from '../../shared/filters.tsx';
import { Mark } from '../../shared/mark.tsx';
import { exactly, Moment } from '../../shared/moment.tsx';
import { SidePanel } from '../../shared/side-panel.tsx';
import { type LogSource, useLog } from '../../shared/use-log.ts';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { describeAction, nounOptions } from './actions.ts';

type Entry = ResultOf<'audit.list'>['items'][number];

const log = {
  name: 'audit',
  filterNames: ['action', 'actor', 'subject', 'outcome', 'code', 'requestId', 'from', 'to'],
  read: (client, asked) => client.audit.list(asked as OptionsOf<'audit.list'>),
} satisfies LogSource<Entry, string>;

const outcomes = [
  { value: 'done', label: 'Done' },
  { value: 'refused', label: 'Refused' },
];

function Outcome({ entry: { outcome, code } }: { readonly entry: Entry }) {
  if (outcome === 'done') return <Mark tone="good" label="Done" />;
  return <Mark tone="bad" label="Refused" hint={code} />;
}

function columnsOf(onOpen: (entry: Entry) => void): readonly Column<Entry>[] {
  return [
    {
      title: 'What',
      cell: (entry) => (
        <Stack gap={0}>
          <Anchor component="button" ta="start" size="sm" fw={600} lineClamp={2} onClick={() => onOpen(entry)}>
            {describeAction(entry.action)}
          </Anchor>
          <Text size="xs" c="dimmed" truncate className="mono">
            {entry.subjectKey ?? entry.subject ?? ' '}
          </Text>
        </Stack>
      ),
    },
    { title: 'Outcome', width: '92px', cell: (entry) => <Outcome entry={entry} /> },
    {
      title: 'By',
      from: 'md',
      width: '22%',
      cell: ({ actor, actorName }) => (
        <Text size="sm" truncate>
          {actorName ?? actor}
        </Text>
      ),
    },
    {
      title: 'From',
      from: 'lg',
      width: '140px',
      cell: ({ address }) => <span className="mono">{address ?? '–'}</span>,
    },
    { title: 'When', width: '96px', cell: ({ at }) => <Moment at={at} /> },
  ];
}

function EntryPanel({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  const { reference } = useOrganisation();
  const narrowed = (name: string, value: string | undefined) =>
    value && (
      <Anchor
        component={Link}
        to={`/organisations/${reference}/audit` as string}
        search={{ [name]: value } as never}
        size="sm"
        className="mono"
        onClick={onClose}
      >
        {value}
      </Anchor>
    );
  return (
    <SidePanel title={describeAction(entry.action)} onClose={onClose}>
      <Stack>
        <Facts
          label="The entry"
          facts={[
            { name: 'When', value: exactly(entry.at) },
            { name: 'Action', value: narrowed('action', entry.action) },
            { name: 'Outcome', value: <Outcome entry={entry} /> },
            { name: 'Refused with', value: narrowed('code', entry.code) },
            { name: 'By', value: entry.actorName },
            { name: 'Id of who', value: narrowed('actor', entry.actor) },
            { name: 'Role', value: entry.actorRole },
            { name: 'On', value: narrowed('subject', entry.subjectKey) },
            { name: 'Id of what', value: narrowed('subject', entry.subject) },
            { name: 'Request', value: narrowed('requestId', entry.requestId) },
            { name: 'Address', value: entry.address && <span className="mono">{entry.address}</span> },
            { name: 'Entry', value: <span className="mono">{entry.id}</span> },
          ]}
        />
        {Object.keys(entry.details).length > 0 && (
          <section>
            <Title order={2} mb="xs">
              Details
            </Title>
            <Code block tabIndex={0} role="group" aria-label="Details">
              {JSON.stringify(entry.details, undefined, 2)}
            </Code>
          </section>
        )}
      </Stack>
    </SidePanel>
  );
}

/** The page. */
export function Page() {
  const { filters, change, isNarrowed, clear, list, open, setOpen } = useLog(log);
  const columns = useMemo(() => columnsOf(setOpen), [setOpen]);
  return (
    <PageFrame
      title="Audit log"
      summary="What was done here and what was refused. Entries are never changed or removed."
    >
      <FilterRow label="Audit log" onClear={clear}>
        <SelectFilter
          label="What"
          value={filters.action}
          options={nounOptions(filters.action)}
          onChange={(action) => change({ action })}
        />
        <SelectFilter
          label="Outcome"
          width={120}
          value={filters.outcome}
          options={outcomes}
          onChange={(outcome) => change({ outcome })}
        />
        <TextFilter label="Key or id acted on" value={filters.subject} onChange={(subject) => change({ subject })} />
        <TextFilter label="Id of who" value={filters.actor} onChange={(actor) => change({ actor })} />
        <TextFilter label="Error code" width={150} value={filters.code} onChange={(code) => change({ code })} />
        <TextFilter label="Request id" value={filters.requestId} onChange={(requestId) => change({ requestId })} />
        <DayFilter label="From" value={filters.from} onChange={(day) => change({ from: day })} />
        <DayFilter label="To" value={filters.to} onChange={(day) => change({ to: day })} />
      </FilterRow>
      <ProblemAlert error={list.error} title="The log could not be read" />
      {list.isEmpty ? (
        <EmptyState title={isNarrowed ? 'No entry fits' : 'Nothing yet'}>
          {isNarrowed ? 'Change or clear the filters.' : 'Every change, and every refusal, is written down here.'}
        </EmptyState>
      ) : (
        <DataTable label="Audit log" columns={columns} nameOf={({ action }) => action} openId={open?.id} {...list} />
      )}
      {open && <EntryPanel entry={open} onClose={() => setOpen(undefined)} />}
    </PageFrame>
  );
}
