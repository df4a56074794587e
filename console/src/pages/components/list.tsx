/** Components: what there are credentials for, as cards with counts. A card leads to its credentials. */
import { Card, Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Organisation, useOrganisation } from '../../session/organisation.tsx';
import { ComponentIcon } from '../../shared/component-icon.tsx';
import { EmptyState } from '../../shared/empty-state.tsx';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { type ComponentCount, componentsQuery } from '../credentials/queries.ts';

function countsOf({ credentials, valid }: ComponentCount): string {
  const all = `${credentials.toLocaleString('en')} ${credentials === 1 ? 'credential' : 'credentials'}`;
  return valid === credentials ? all : `${all}, ${credentials - valid} not complete`;
}

function ComponentCard({ count, place }: { readonly count: ComponentCount; readonly place: Organisation }) {
  const { component, kind, title = component, icon } = count;
  return (
    <Card
      component={Link}
      to={`/organisations/${place.reference}/credentials` as string}
      search={{ component } as never}
      withBorder
      padding="md"
    >
      <Group wrap="nowrap">
        <ComponentIcon icon={icon} title={title} size={40} />
        <Stack gap={0} miw={0}>
          <Text fw={600} truncate>
            {title}
          </Text>
          <Text size="sm" c="dimmed">
            {countsOf(count)}
          </Text>
          {kind === 'type' && (
            <Text size="xs" c="dimmed">
              without a provider
            </Text>
          )}
        </Stack>
      </Group>
    </Card>
  );
}

/** The page. */
export function Page() {
  const place = useOrganisation();
  const { data: counts, error } = useQuery(componentsQuery(place));
  return (
    <PageFrame
      title="Components"
      summary="What you have credentials for. Open one to see its accounts or to add another."
    >
      <ProblemAlert error={error} title="The components could not be read" />
      {counts?.length === 0 && (
        <EmptyState title="No component yet">A component appears here with its first credential.</EmptyState>
      )}
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 4 }} spacing="sm">
        {!counts && !error && ['a', 'b', 'c', 'd'].map((each) => <Skeleton key={each} height={78} />)}
        {counts?.map((count) => (
          <ComponentCard key={count.component} count={count} place={place} />
        ))}
      </SimpleGrid>
    </PageFrame>
  );
}
