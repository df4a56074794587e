/** The columns of the list of credentials. */
import type { Credential } from '@keyward/sdk';
import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ComponentIcon } from '../../shared/component-icon.tsx';
import type { Column } from '../../shared/data-table.tsx';
import { Moment } from '../../shared/moment.tsx';
import { Status } from '../../shared/status.tsx';
import { RemoveButton } from './panel/remove-dialog.tsx';
import type { ComponentCount } from './queries.ts';

/** What a column knows beside the row. */
export interface ColumnParts {
  readonly organisation: string;
  readonly mayEdit: boolean;
  readonly components: ReadonlyMap<string, ComponentCount>;
}

function NameCell({
  credential,
  organisation,
  components,
}: { readonly credential: Credential } & Omit<ColumnParts, 'mayEdit'>) {
  const { id, key, name, type, provider, verification } = credential;
  const component = components.get(provider ?? type);
  const title = component?.title ?? provider ?? type;
  return (
    <Group gap="xs" wrap="nowrap">
      <ComponentIcon icon={component?.icon} title={title} />
      <Stack gap={0} miw={0}>
        <Anchor
          component={Link}
          to={`/organisations/${organisation}/credentials/${id}` as string}
          search={((before: object) => before) as never}
          resetScroll={false}
          className="mono"
          fw={600}
          size="sm"
          truncate
        >
          {key}
        </Anchor>
        <Text size="xs" c="dimmed" truncate>
          {[name, title, verification.account].filter(Boolean).join(' · ')}
        </Text>
      </Stack>
    </Group>
  );
}

function UsedBy({ count = 0 }: { readonly count: number | undefined }) {
  if (count === 0)
    return (
      <Text size="sm" c="dimmed" component="span">
        –
      </Text>
    );
  return (
    <Badge variant="default" fw={500} tt="none">
      {count.toLocaleString('en')}
    </Badge>
  );
}

/** Makes them. */
export function columnsOf(parts: ColumnParts): readonly Column<Credential>[] {
  return [
    { title: 'Credential', sort: 'key', cell: (credential) => <NameCell credential={credential} {...parts} /> },
    { title: 'Status', width: '112px', cell: (credential) => <Status credential={credential} /> },
    { title: 'Used by', width: '84px', from: 'md', cell: ({ usageCount }) => <UsedBy count={usageCount} /> },
    {
      title: 'Last used',
      width: '112px',
      from: 'md',
      sort: 'lastUsedAt',
      cell: ({ lastUsedAt }) => <Moment at={lastUsedAt} none="never" />,
    },
    {
      title: 'Expires',
      width: '104px',
      from: 'lg',
      sort: 'expiresAt',
      cell: ({ expiresAt }) => <Moment at={expiresAt} none="never" />,
    },
    {
      title: 'Created',
      width: '112px',
      from: 'md',
      sort: 'createdAt',
      cell: ({ createdAt }) => <Moment at={createdAt} />,
    },
    {
      title: 'Owner',
      width: '128px',
      from: 'lg',
      cell: ({ owner }) => (
        <Text size="sm" truncate c={owner === undefined ? 'dimmed' : undefined}>
          {owner ?? '–'}
        </Text>
      ),
    },
    ...(parts.mayEdit
      ? [
          {
            title: 'Remove',
            width: '76px',
            from: 'md' as const,
            cell: (credential: Credential) => <RemoveButton credential={credential} isSmall />,
          },
        ]
      : []),
  ];
}
