/** The request log: what went through the broker or was refused by it. Never a query, a header field, a body or a secret. */
import type { OptionsOf, ResultOf } from '@keyward/sdk';
import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { EmptyState } from '../../shared/empty-state.tsx';
import { Facts } from '../../shared/facts.tsx';
import { DayFilter, FilterRow, SelectFilter, TextFilter } from '../../shared/filters.tsx';
import { Mark, type Tone } from '../../shared/mark.tsx';
import { exactly, Moment } from '../../shared/moment.tsx';
import { SidePanel } from '../../shared/side-panel.tsx';
import { type LogSource, useLog } from '../../shared/use-log.ts';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';

type Entry = ResultOf<'requests.list'>['items'][number];

const log = {
  name: 'requests',
  filterNames: ['credential', 'token', 'consumer', 'origin', 'statusClass', 'code', 'requestId', 'from', 'to'],
  read: (client, asked) => client.requests.list(asked as OptionsOf<'requests.list'>),
} satisfies LogSource<Entry, string>;

const statusClasses = [
  { value: '2xx', label: '2xx: done' },
  { value: '3xx', label: '3xx: elsewhere' },
  { value: '4xx', label: '4xx: refused' },
  { value: '5xx', label: '5xx: failed' },
];

function toneOf(status: number): Tone {
  if (status === 0 || status >= 500) return 'bad';
  return status >= 400 ? 'warn' : 'good';
}

function StatusMark({ entry: { status, code } }: { readonly entry: Entry }) {
  const by = code === undefined ? 'Answered by the upstream' : `Answered by Keyward: ${code}`;
  return <Mark tone={toneOf(status)} label={status === 0 ? 'gone' : String(status)} hint={by} />;
}

function milliseconds(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

function bytes(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `${value.toLocaleString('en')} bytes`;
}

function columnsOf(onOpen: (entry: Entry) => void): readonly Column<Entry>[] {
  return [
    {
      title: 'Request',
      cell: (entry) => (
        <Stack gap={0}>
          <Anchor
            component="button"
            ta="start"
            size="sm"
            fw={600}
            truncate
            className="mono"
            onClick={() => onOpen(entry)}
          >
            {entry.method} {entry.path ?? '–'}
          </Anchor>
          <Text size="xs" c="dimmed" truncate>
            {entry.origin ?? entry.code ?? ' '}
          </Text>
        </Stack>
      ),
    },
    { title: 'Status', width: '84px', cell: (entry) => <StatusMark entry={entry} /> },
    {
      title: 'Credential',
      from: 'md',
      width: '20%',
      cell: ({ credentialKey }) => (
        <Text size="sm" truncate className="mono">
          {credentialKey ?? '–'}
        </Text>
      ),
    },
    {
      title: 'Consumer',
      from: 'lg',
      width: '18%',
      cell: ({ consumer }) => (
        <Text size="sm" truncate>
          {consumer ?? '–'}
        </Text>
      ),
    },
    { title: 'Took', from: 'md', width: '84px', cell: ({ totalMs }) => milliseconds(totalMs) ?? '–' },
    { title: 'When', width: '104px', cell: ({ at }) => <Moment at={at} /> },
  ];
}

function EntryPanel({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  const { reference } = useOrganisation();
  const lead = (path: string, text: string | undefined, search: object = {}) =>
    text && (
      <Anchor
        component={Link}
        to={`/organisations/${reference}/${path}` as string}
        search={search as never}
        size="sm"
        className="mono"
        onClick={onClose}
      >
        {text}
      </Anchor>
    );
  return (
    <SidePanel title="One request" onClose={onClose}>
      <Facts
        label="The request"
        facts={[
          { name: 'Request', value: <span className="mono">{`${entry.method} ${entry.path ?? ''}`}</span> },
          { name: 'To', value: lead('requests', entry.origin, { origin: entry.origin }) },
          { name: 'Status', value: <StatusMark entry={entry} /> },
          { name: 'Answered by', value: entry.code === undefined ? 'the upstream' : 'Keyward' },
          { name: 'Refused with', value: lead('requests', entry.code, { code: entry.code }) },
          {
            name: 'Credential',
            value: entry.credentialId && lead(`credentials/${entry.credentialId}`, entry.credentialKey),
          },
          { name: 'Access token', value: lead(`access-tokens/${entry.tokenId}`, entry.tokenId) },
          { name: 'Consumer', value: lead('requests', entry.consumer, { consumer: entry.consumer }) },
          { name: 'Ended', value: exactly(entry.at) },
          { name: 'First answer after', value: milliseconds(entry.waitedMs) },
          { name: 'Took', value: milliseconds(entry.totalMs) },
          { name: 'Sent', value: bytes(entry.requestBytes) },
          { name: 'Received', value: bytes(entry.responseBytes) },
          { name: 'Was cut', value: entry.isCut ? 'yes: the answer ended before its end' : undefined },
          { name: 'In the audit log', value: lead('audit', entry.id, { requestId: entry.id }) },
        ]}
      />
    </SidePanel>
  );
}

/** The page. */
export function Page() {
  const { filters, change, isNarrowed, clear, list, open, setOpen } = useLog(log);
  const columns = useMemo(() => columnsOf(setOpen), [setOpen]);
  return (
    <PageFrame
      title="Requests"
      summary="What went through the broker or was refused by it. Never a query, a body or a secret."
    >
      <FilterRow label="Requests" onClear={clear}>
        <TextFilter label="Credential" value={filters.credential} onChange={(credential) => change({ credential })} />
        <SelectFilter
          label="Status"
          width={140}
          value={filters.statusClass}
          options={statusClasses}
          onChange={(statusClass) => change({ statusClass })}
        />
        <TextFilter label="Consumer" value={filters.consumer} onChange={(consumer) => change({ consumer })} />
        <TextFilter label="Origin" value={filters.origin} onChange={(origin) => change({ origin })} />
        <TextFilter label="Id of the token" value={filters.token} onChange={(token) => change({ token })} />
        <TextFilter label="Error code" width={150} value={filters.code} onChange={(code) => change({ code })} />
        <TextFilter label="Request id" value={filters.requestId} onChange={(requestId) => change({ requestId })} />
        <DayFilter label="From" value={filters.from} onChange={(day) => change({ from: day })} />
        <DayFilter label="To" value={filters.to} onChange={(day) => change({ to: day })} />
      </FilterRow>
      <ProblemAlert error={list.error} title="The log could not be read" />
      {list.isEmpty ? (
        <EmptyState title={isNarrowed ? 'No request fits' : 'No request yet'}>
          {isNarrowed
            ? 'Change or clear the filters.'
            : 'A request appears here when something calls an API through Keyward, some seconds after it has ended.'}
        </EmptyState>
      ) : (
        <DataTable label="Requests" columns={columns} nameOf={({ id }) => id} openId={open?.id} {...list} />
      )}
      {open && <EntryPanel entry={open} onClose={() => setOpen(undefined)} />}
    </PageFrame>
  );
}
