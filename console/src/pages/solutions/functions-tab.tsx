/** The functions of a solution: which run, which are drafts, and what each sends. */
import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { EmptyState } from '../../shared/empty-state.tsx';
import { Moment } from '../../shared/moment.tsx';
import { useCursorList } from '../../shared/use-cursor-list.ts';
import { Icon } from '../../shell/icon.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { asDefinition, type FunctionRecord, functionsKey } from '../functions/queries.ts';
import { StateBadge } from '../functions/state-badge.tsx';
import { type Solution, solutionPath } from './queries.ts';
import { mayIn } from './role.ts';

function requestOf(definition: object): string {
  const { request } = asDefinition(definition);
  return `${request?.method ?? ''} ${request?.url ?? ''}`;
}

function columnsOf(path: string): readonly Column<FunctionRecord>[] {
  return [
    {
      title: 'Function',
      cell: ({ name, definition }) => (
        <Stack gap={0} miw={0}>
          <Anchor
            component={Link}
            to={`${path}/functions/${name}` as string}
            className="mono"
            fw={600}
            size="sm"
            truncate
          >
            {name}
          </Anchor>
          <Text size="xs" c="dimmed" truncate>
            {requestOf(definition)}
          </Text>
        </Stack>
      ),
    },
    { title: 'State', width: '96px', cell: ({ state }) => <StateBadge state={state} /> },
    {
      title: 'Version',
      width: '88px',
      from: 'md',
      cell: ({ version }) => (
        <Badge variant="default" fw={500} tt="none">
          {version}
        </Badge>
      ),
    },
    { title: 'Changed', width: '120px', from: 'md', cell: ({ updatedAt }) => <Moment at={updatedAt} /> },
  ];
}

function AddButton({ solution }: { readonly solution: Solution }) {
  const place = useOrganisation();
  if (!mayIn(place, solution.id, 'editor')) return null;
  return (
    <Button
      component={Link}
      to={`${solutionPath(place, solution)}/functions` as string}
      leftSection={<Icon name="plus" size={16} />}
      size="xs"
    >
      Add function
    </Button>
  );
}

/** The tab. */
export function FunctionsTab({ solution }: { readonly solution: Solution }) {
  const place = useOrganisation();
  const list = useCursorList(
    [...functionsKey(place, solution.id), 'list'],
    (page) => place.client.functions.list(solution.id, page),
    0,
  );
  const path = solutionPath(place, solution);
  const columns = useMemo(() => columnsOf(path), [path]);
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" flex={1} miw={220}>
          One request of an API each. Whoever invokes it needs neither the credentials in it nor a grant of them.
        </Text>
        <AddButton solution={solution} />
      </Group>
      <ProblemAlert error={list.error} title="The functions could not be read" />
      {list.isEmpty ? (
        <EmptyState title="No function yet" action={<AddButton solution={solution} />}>
          A function is written once in YAML: the request, the credential by key, and the parameters that a caller
          gives.
        </EmptyState>
      ) : (
        <DataTable label="Functions" columns={columns} nameOf={({ name }) => name} {...list} />
      )}
    </Stack>
  );
}
