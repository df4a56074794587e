/** Accounts: everybody who can sign in. The one that the address names is open beside the list. For the platform's owners alone. */
import type { OptionsOf } from '@keyward/sdk';
import { Anchor, Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useOrganisation } from '../../session/organisation.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { EmptyState } from '../../shared/empty-state.tsx';
import { FilterRow, SelectFilter, TextFilter } from '../../shared/filters.tsx';
import { Moment } from '../../shared/moment.tsx';
import { usePageSearch } from '../../shared/page-search.ts';
import { useCloseTo } from '../../shared/side-panel.tsx';
import { useCursorList } from '../../shared/use-cursor-list.ts';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { AccountPanel, AccountState } from './account-panel.tsx';
import { accountsKey, type Person } from './queries.ts';

const states = [
  { value: 'active', label: 'Active' },
  { value: 'deactivated', label: 'Deactivated' },
];

function columnsOf(reference: string): readonly Column<Person>[] {
  return [
    {
      title: 'Person',
      cell: ({ id, name, email }) => (
        <Stack gap={0}>
          <Anchor
            component={Link}
            to={`/organisations/${reference}/platform/accounts/${id}` as string}
            search={((before: object) => before) as never}
            size="sm"
            fw={600}
            truncate
          >
            {name || email}
          </Anchor>
          <Text size="xs" c="dimmed" truncate>
            {email}
          </Text>
        </Stack>
      ),
    },
    { title: 'State', width: '120px', cell: ({ state }) => <AccountState state={state} /> },
    {
      title: 'Second factor',
      from: 'md',
      width: '116px',
      cell: ({ hasSecondFactor }) => (hasSecondFactor ? 'yes' : 'no'),
    },
    { title: 'Since', from: 'md', width: '116px', cell: ({ createdAt }) => <Moment at={createdAt} /> },
  ];
}

/** The page. */
export function Page() {
  const { client, reference } = useOrganisation();
  const { person: openId } = useParams({ strict: false }) as { person?: string };
  const [{ search, state }, change] = usePageSearch(['search', 'state']);
  const close = useCloseTo('platform/accounts');
  const asked = { ...(search && { search }), ...(state && { state }) } as OptionsOf<'platformPeople.list'>;
  const list = useCursorList([...accountsKey, 'list', asked], (page) =>
    client.platformPeople.list({ ...asked, ...page }),
  );
  const isFiltered = search !== undefined || state !== undefined;
  return (
    <PageFrame title="Accounts" summary="Everybody who can sign in, in whichever organisation they are.">
      <FilterRow label="Accounts" onClear={isFiltered ? () => change({ search: '', state: '' }) : undefined}>
        <TextFilter label="Name or address" value={search} onChange={(next) => change({ search: next })} />
        <SelectFilter label="State" value={state} options={states} onChange={(next) => change({ state: next })} />
      </FilterRow>
      <ProblemAlert error={list.error} title="The accounts could not be read" />
      {list.isEmpty && (
        <EmptyState title="No such account">Accounts are made by those who accept an invitation.</EmptyState>
      )}
      {!list.isEmpty && !list.error && (
        <DataTable
          label="Accounts"
          nameOf={({ name, email }) => name || email}
          columns={columnsOf(reference)}
          openId={openId}
          {...list}
        />
      )}
      {openId !== undefined && <AccountPanel key={openId} id={openId} onClose={close} />}
    </PageFrame>
  );
}
