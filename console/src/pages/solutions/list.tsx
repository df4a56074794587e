/** Solutions: the projects of an organisation, each with credentials and functions of its own. */
import { Anchor, Button, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type Organisation, useOrganisation } from '../../session/organisation.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { EmptyState } from '../../shared/empty-state.tsx';
import { Moment } from '../../shared/moment.tsx';
import { useCursorList } from '../../shared/use-cursor-list.ts';
import { Icon } from '../../shell/icon.tsx';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { type Solution, solutionPath, solutionsKey } from './queries.ts';

function columnsOf(place: Organisation): readonly Column<Solution>[] {
  return [
    {
      title: 'Solution',
      cell: (solution) => (
        <Stack gap={0} miw={0}>
          <Anchor component={Link} to={solutionPath(place, solution) as string} fw={600} size="sm" truncate>
            {solution.name}
          </Anchor>
          <Text size="xs" c="dimmed" className="mono" truncate>
            {solution.slug}
          </Text>
        </Stack>
      ),
    },
    { title: 'Created', width: '128px', from: 'md', cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { title: 'Renamed', width: '128px', from: 'lg', cell: ({ version, updatedAt }) => renamedAt(version, updatedAt) },
  ];
}

function renamedAt(version: number, updatedAt: string) {
  return <Moment at={version > 1 ? updatedAt : undefined} none="never" />;
}

function AddButton() {
  const { reference, mayEdit } = useOrganisation();
  if (!mayEdit) return null;
  return (
    <Button
      component={Link}
      to={`/organisations/${reference}/solutions/new` as string}
      leftSection={<Icon name="plus" size={16} />}
    >
      Add solution
    </Button>
  );
}

/** The page. */
export function Page() {
  const place = useOrganisation();
  const list = useCursorList([...solutionsKey(place), 'list'], (page) => place.client.solutions.list(page));
  const columns = useMemo(() => columnsOf(place), [place]);
  return (
    <PageFrame
      title="Solutions"
      summary="A solution has keys of its own: what it does not have itself it takes from the organisation."
      actions={<AddButton />}
    >
      <ProblemAlert error={list.error} title="The list could not be read" />
      {list.isEmpty ? (
        <EmptyState title="No solution yet" action={<AddButton />}>
          A solution is one project: its credentials, the functions that work with them, and who may manage it. Copy it
          for the next customer, and a checklist says what is left to fill in.
        </EmptyState>
      ) : (
        <DataTable label="Solutions" columns={columns} nameOf={({ slug }) => slug} {...list} />
      )}
    </PageFrame>
  );
}
