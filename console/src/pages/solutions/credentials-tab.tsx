/** The credentials of a solution, and which of them hide one of the organisation's. */
import type { Credential } from '@keyward/sdk';
import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type Organisation, useOrganisation } from '../../session/organisation.tsx';
import { ComponentIcon } from '../../shared/component-icon.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { EmptyState } from '../../shared/empty-state.tsx';
import { Moment } from '../../shared/moment.tsx';
import { Status } from '../../shared/status.tsx';
import { useCursorList } from '../../shared/use-cursor-list.ts';
import { Icon } from '../../shell/icon.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { type ComponentCount, componentsQuery } from '../credentials/queries.ts';
import { commonCredentialsQuery, ownCredentialsKey, type Solution } from './queries.ts';
import { mayIn } from './role.ts';

interface Parts {
  readonly place: Organisation;
  readonly components: ReadonlyMap<string, ComponentCount>;
  readonly common: ReadonlyMap<string, Credential> | undefined;
}

function CredentialLink({ place, credential }: { readonly place: Organisation; readonly credential: Credential }) {
  return (
    <Anchor
      component={Link}
      to={`/organisations/${place.reference}/credentials/${credential.id}` as string}
      className="mono"
      fw={600}
      size="sm"
      truncate
    >
      {credential.key}
    </Anchor>
  );
}

function columnsOf({ place, components, common }: Parts): readonly Column<Credential>[] {
  return [
    {
      title: 'Credential',
      cell: (credential) => {
        const component = components.get(credential.provider ?? credential.type);
        const title = component?.title ?? credential.provider ?? credential.type;
        return (
          <Group gap="xs" wrap="nowrap">
            <ComponentIcon icon={component?.icon} title={title} />
            <Stack gap={0} miw={0}>
              <CredentialLink place={place} credential={credential} />
              <Text size="xs" c="dimmed" truncate>
                {[credential.name, title].filter(Boolean).join(' · ')}
              </Text>
            </Stack>
          </Group>
        );
      },
    },
    { title: 'Status', width: '128px', cell: (credential) => <Status credential={credential} /> },
    {
      title: 'Hides',
      width: '220px',
      from: 'md',
      cell: ({ key }) => {
        const hidden = common?.get(key);
        if (!hidden)
          return (
            <Text size="sm" c="dimmed" span>
              –
            </Text>
          );
        return (
          <Text size="sm" span>
            the organisation’s <CredentialLink place={place} credential={hidden} />
          </Text>
        );
      },
    },
    {
      title: 'Last used',
      width: '112px',
      from: 'md',
      cell: ({ lastUsedAt }) => <Moment at={lastUsedAt} none="never" />,
    },
  ];
}

function AddButton({ solution }: { readonly solution: Solution }) {
  const place = useOrganisation();
  if (!mayIn(place, solution.id, 'editor')) return null;
  return (
    <Button
      component={Link}
      to={`/organisations/${place.reference}/credentials/new` as string}
      search={{ solution: solution.slug } as never}
      leftSection={<Icon name="plus" size={16} />}
      size="xs"
    >
      Add credential
    </Button>
  );
}

/** The tab. */
export function CredentialsTab({ solution }: { readonly solution: Solution }) {
  const place = useOrganisation();
  const list = useCursorList(
    ownCredentialsKey(place, solution.id),
    (page) => place.client.credentials.list({ solution: solution.id, sort: 'key', ...page }),
    0,
  );
  const { data: counts = [] } = useQuery(componentsQuery(place));
  const { data: common } = useQuery(commonCredentialsQuery(place));
  const components = useMemo(() => new Map(counts.map((one) => [one.component, one])), [counts]);
  const columns = useMemo(() => columnsOf({ place, components, common: common?.byKey }), [place, components, common]);
  const own = new Set(list.items.map(({ key }) => key));
  const fallsBackTo = [...(common?.byKey.keys() ?? [])].filter((key) => !own.has(key)).length;
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" flex={1} miw={220}>
          Any other key means the organisation’s: {fallsBackTo.toLocaleString('en')}
          {common?.isWhole === false && ' or more'} {fallsBackTo === 1 ? 'credential is' : 'credentials are'} found here
          that way.
        </Text>
        <AddButton solution={solution} />
      </Group>
      <ProblemAlert error={list.error} title="The credentials could not be read" />
      {list.isEmpty ? (
        <EmptyState title="No credential of its own" action={<AddButton solution={solution} />}>
          Functions and callers of this solution are given the organisation’s credentials. One that is added here goes
          before the organisation’s of the same key.
        </EmptyState>
      ) : (
        <DataTable label="Credentials of the solution" columns={columns} nameOf={({ key }) => key} {...list} />
      )}
    </Stack>
  );
}
