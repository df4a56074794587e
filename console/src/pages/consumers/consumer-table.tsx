/** Consumers with the credentials that they use. Names and links come from other systems, and are shown as text. */
import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type Organisation, useOrganisation } from '../../session/organisation.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { EmptyState } from '../../shared/empty-state.tsx';
import { Moment } from '../../shared/moment.tsx';
import { useCursorList } from '../../shared/use-cursor-list.ts';
import { Icon } from '../../shell/icon.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { type Consumer, type ConsumerFilters, consumersKey } from './queries.ts';

const SHOWN_USES = 4;

type Row = Consumer & { readonly id: string };

function Uses({ consumer, place }: { readonly consumer: Consumer; readonly place: Organisation }) {
  const keys = [...new Set(consumer.uses.map(({ credential }) => credential))];
  return (
    <Group gap={6}>
      {keys.slice(0, SHOWN_USES).map((key) => (
        <Anchor
          key={key}
          component={Link}
          to={`/organisations/${place.reference}/credentials` as string}
          search={{ search: key } as never}
          className="mono"
          size="sm"
        >
          {key}
        </Anchor>
      ))}
      {keys.length > SHOWN_USES && (
        <Text size="xs" c="dimmed" span>
          and {keys.length - SHOWN_USES} more
        </Text>
      )}
      {keys.length === 0 && (
        <Text size="sm" c="dimmed" span>
          none
        </Text>
      )}
    </Group>
  );
}

function NameCell({ consumer, place }: { readonly consumer: Consumer; readonly place: Organisation }) {
  const { kind, externalId, name, link } = consumer;
  const isLink = link !== undefined && /^https?:\/\//i.test(link);
  return (
    <Stack gap={0} miw={0}>
      <Group gap={6} wrap="nowrap" miw={0}>
        <Anchor
          component={Link}
          to={`/organisations/${place.reference}/consumers/edit` as string}
          search={{ kind, id: externalId } as never}
          fw={600}
          size="sm"
          truncate
        >
          {name}
        </Anchor>
        {isLink && (
          <Anchor href={link} target="_blank" rel="noreferrer" aria-label={`Open ${name} where it runs`}>
            <Icon name="out" size={14} />
          </Anchor>
        )}
      </Group>
      <Text size="xs" c="dimmed" className="mono" truncate>
        {kind}/{externalId}
      </Text>
    </Stack>
  );
}

function columnsOf(place: Organisation): readonly Column<Row>[] {
  return [
    { title: 'Consumer', cell: (consumer) => <NameCell consumer={consumer} place={place} /> },
    {
      title: 'Active',
      width: '116px',
      cell: ({ active }) => (
        <Badge variant={active ? 'light' : 'default'} color="teal" c="var(--mantine-color-text)" tt="none" fw={500}>
          {active ? 'active' : 'not active'}
        </Badge>
      ),
    },
    { title: 'Uses', from: 'md', cell: (consumer) => <Uses consumer={consumer} place={place} /> },
    { title: 'Registered', width: '120px', from: 'lg', cell: ({ updatedAt }) => <Moment at={updatedAt} /> },
  ];
}

/** The button that registers one. */
export function AddConsumerButton({ solution }: { readonly solution?: string | undefined }) {
  const { reference, mayEdit } = useOrganisation();
  if (!mayEdit) return null;
  return (
    <Button
      component={Link}
      to={`/organisations/${reference}/consumers/edit` as string}
      search={(solution === undefined ? {} : { solution }) as never}
      leftSection={<Icon name="plus" size={16} />}
      size={solution === undefined ? 'sm' : 'xs'}
    >
      Register consumer
    </Button>
  );
}

/** The table, or what stands where there is none. */
export function ConsumerTable({ filters }: { readonly filters: ConsumerFilters }) {
  const place = useOrganisation();
  const list = useCursorList([...consumersKey(place), 'list', filters], async (page) => {
    const { items, nextCursor } = await place.client.consumers.list({ ...filters, ...page });
    return { items: items.map((each): Row => ({ ...each, id: `${each.kind}/${each.externalId}` })), nextCursor };
  });
  const columns = useMemo(() => columnsOf(place), [place]);
  const isNarrowed = filters.kind !== undefined || filters.search !== undefined;
  return (
    <>
      <ProblemAlert error={list.error} title="The consumers could not be read" />
      {list.isEmpty ? (
        <EmptyState
          title={isNarrowed ? 'No consumer fits' : 'No consumer yet'}
          action={!isNarrowed && <AddConsumerButton solution={filters.solution} />}
        >
          {isNarrowed
            ? 'Change or clear the filters.'
            : 'Flows, rules and jobs of other systems register what they use, by the API. What is in use is then not deleted by mistake.'}
        </EmptyState>
      ) : (
        <DataTable label="Consumers" columns={columns} nameOf={({ name }) => name} {...list} />
      )}
    </>
  );
}
