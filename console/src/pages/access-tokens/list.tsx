/** Access tokens: who else may use and manage what. The one that the address names is open beside the list. */
import type { OptionsOf } from '@keyward/sdk';
import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { memberNames } from '../../shared/choices.ts';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { EmptyState } from '../../shared/empty-state.tsx';
import { FilterRow, SelectFilter } from '../../shared/filters.tsx';
import { Moment } from '../../shared/moment.tsx';
import { usePageSearch } from '../../shared/page-search.ts';
import { useCloseTo } from '../../shared/side-panel.tsx';
import { useCursorList } from '../../shared/use-cursor-list.ts';
import { Icon } from '../../shell/icon.tsx';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { TokenPanel } from './panel.tsx';
import { type AccessToken, namesOf, tokensKey } from './queries.ts';
import { TokenState } from './token-state.tsx';

const states = [
  { value: 'active', label: 'Active' },
  { value: 'expired', label: 'Expired' },
  { value: 'revoked', label: 'Revoked' },
];

interface ColumnParts {
  readonly reference: string;
  readonly names: ReadonlyMap<string, string> | undefined;
}

function usesOf({ grants }: AccessToken): string {
  return grants.length === 0 ? 'uses nothing' : `uses ${grants.map(namesOf).join(', ')}`;
}

function columnsOf({ reference, names }: ColumnParts): readonly Column<AccessToken>[] {
  return [
    {
      title: 'Token',
      cell: (token) => (
        <Stack gap={0}>
          <Anchor
            component={Link}
            to={`/organisations/${reference}/access-tokens/${token.id}` as string}
            search={((before: object) => before) as never}
            resetScroll={false}
            size="sm"
            fw={600}
            truncate
          >
            {token.name || token.id}
          </Anchor>
          <Text size="xs" c="dimmed" truncate>
            {usesOf(token)}
          </Text>
        </Stack>
      ),
    },
    { title: 'State', width: '104px', cell: (token) => <TokenState token={token} /> },
    { title: 'Manages as', from: 'md', width: '104px', cell: ({ role }) => role ?? '–' },
    {
      title: 'Last used',
      from: 'md',
      width: '112px',
      cell: ({ lastUsedAt }) => <Moment at={lastUsedAt} none="never" />,
    },
    { title: 'Expires', from: 'md', width: '112px', cell: ({ expiresAt }) => <Moment at={expiresAt} none="never" /> },
    {
      title: 'Issued by',
      from: 'lg',
      width: '140px',
      cell: ({ createdBy }) => (
        <Text size="sm" truncate>
          {names?.get(createdBy) ?? <span className="mono">{createdBy}</span>}
        </Text>
      ),
    },
  ];
}

function AddButton() {
  const { reference, mayEdit } = useOrganisation();
  if (!mayEdit) return null;
  return (
    <Button
      component={Link}
      to={`/organisations/${reference}/access-tokens/new` as string}
      leftSection={<Icon name="plus" size={16} />}
    >
      Create token
    </Button>
  );
}

/** The page. */
export function Page() {
  const place = useOrganisation();
  const { token: openId } = useParams({ strict: false }) as { token?: string };
  const [{ state }, change] = usePageSearch(['state']);
  const close = useCloseTo('access-tokens');
  const asked = (state === undefined ? {} : { state }) as OptionsOf<'accessTokens.list'>;
  const list = useCursorList([...tokensKey(place), 'list', asked], (page) =>
    place.client.accessTokens.list({ ...asked, ...page }),
  );
  const { data: names } = useQuery(memberNames(place));
  const columns = useMemo(() => columnsOf({ reference: place.reference, names }), [place.reference, names]);
  return (
    <PageFrame
      title="Access tokens"
      summary="What your functions and flows show to Keyward in place of the keys themselves."
      actions={<AddButton />}
    >
      <FilterRow label="Access tokens" onClear={undefined}>
        <SelectFilter label="State" value={state} options={states} onChange={(next) => change({ state: next })} />
      </FilterRow>
      <ProblemAlert error={list.error} title="The tokens could not be read" />
      {list.isEmpty ? (
        <EmptyState
          title={state === undefined ? 'No access token yet' : 'No token in this state'}
          action={<AddButton />}
        >
          A token says which credentials may be used, with which methods and paths and until when. It is worth nothing
          anywhere else, and is revoked within a second.
        </EmptyState>
      ) : (
        !list.error && (
          <DataTable label="Access tokens" columns={columns} nameOf={({ name }) => name} openId={openId} {...list} />
        )
      )}
      {openId !== undefined && <TokenPanel key={openId} id={openId} onClose={close} />}
    </PageFrame>
  );
}
