/** How much there is, and what has happened last. */
import { Anchor, Card, Group, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOrganisation } from '../../session/organisation.tsx';
import { Moment } from '../../shared/moment.tsx';
import { componentsQuery } from '../credentials/queries.ts';
import { describeEvent, subjectOf } from '../events/event-types.ts';
import { latestEventsQuery, tokensQuery } from './queries.ts';

function Figure({
  label,
  value,
  path,
}: {
  readonly label: string;
  readonly value: number | undefined;
  readonly path: string;
}) {
  const { reference } = useOrganisation();
  return (
    <Card withBorder padding="sm" component={Link} to={`/organisations/${reference}/${path}` as string}>
      {value === undefined ? (
        <Skeleton height={22} width={40} my={3} />
      ) : (
        <Text fz={24} fw={600} lh={1.2}>
          {value.toLocaleString('en')}
        </Text>
      )}
      <Text fz={{ base: 'xs', xs: 'sm' }} c="dimmed">
        {label}
      </Text>
    </Card>
  );
}

/** The figures. */
export function Figures() {
  const place = useOrganisation();
  const { data: components } = useQuery(componentsQuery(place));
  const mayListTokens = place.mayEdit && place.role !== undefined;
  const { data: tokens } = useQuery({ ...tokensQuery(place), enabled: mayListTokens });
  const credentials = components?.reduce((sum, each) => sum + each.credentials, 0);
  return (
    <SimpleGrid cols={3} spacing={{ base: 'xs', xs: 'sm' }}>
      <Figure label="Credentials" value={credentials} path="credentials" />
      <Figure label="Components" value={components?.length} path="components" />
      {mayListTokens && <Figure label="Access tokens" value={tokens?.active} path="access-tokens" />}
    </SimpleGrid>
  );
}

/** The latest events. */
export function Latest() {
  const place = useOrganisation();
  const { data: events = [] } = useQuery(latestEventsQuery(place));
  if (events.length === 0) return null;
  return (
    <Card withBorder h="100%" component="section" aria-labelledby="latest-title">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} id="latest-title">
            Recent events
          </Title>
          <Anchor component={Link} to={`/organisations/${place.reference}/events` as string} size="sm">
            All events
          </Anchor>
        </Group>
        <Stack component="ul" gap={6} m={0} p={0} aria-label="Recent events">
          {events.map(({ id, type, timestamp, data }) => (
            <Group key={id} component="li" justify="space-between" gap="md" wrap="nowrap" align="baseline">
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {describeEvent(type)}
                {subjectOf(data).key !== undefined && <span className="mono"> {subjectOf(data).key}</span>}
              </Text>
              <Text span size="xs" c="dimmed">
                <Moment at={timestamp} />
              </Text>
            </Group>
          ))}
        </Stack>
      </Stack>
    </Card>
  );
}
