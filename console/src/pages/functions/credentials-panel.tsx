/** The credentials that a function names, and why one of them cannot be used now. */
import { Anchor, Card, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Organisation, useOrganisation } from '../../session/organisation.tsx';
import { Icon } from '../../shell/icon.tsx';
import { sayCode } from '../solutions/codes.ts';
import { commonCredentialsQuery, ownCredentialsKey, type Solution } from '../solutions/queries.ts';
import type { PanelProps } from './function.tsx';

/** What each key means here: the solution's own first. */
function useMeant(place: Organisation, solution: Solution) {
  const { data: own } = useQuery({
    queryKey: [...ownCredentialsKey(place, solution.id), 'by-key'],
    queryFn: async ({ signal }) => {
      const page = await place.client.credentials.list({ solution: solution.id, sort: 'key', limit: 200, signal });
      return new Map(page.items.map((credential) => [credential.key, credential]));
    },
  });
  const { data: common } = useQuery(commonCredentialsQuery(place));
  return (key: string) => own?.get(key) ?? common?.byKey.get(key);
}

/** The panel. */
export function CredentialsPanel({ solution, found }: PanelProps) {
  const place = useOrganisation();
  const meant = useMeant(place, solution);
  const path = `/organisations/${place.reference}/credentials`;
  if (found.credentials.length === 0) return <Text size="sm">It names no credential.</Text>;
  return (
    <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }} aria-label="Its credentials">
      {found.credentials.map(({ key, path: where, reason }) => {
        const credential = meant(key);
        const target = credential ? `${path}/${credential.id}` : `${path}/new`;
        return (
          <Card withBorder padding="sm" component="li" key={where}>
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <div>
                <Anchor
                  component={Link}
                  to={target as string}
                  search={(credential ? {} : { solution: solution.slug, key }) as never}
                  className="mono"
                  size="sm"
                  fw={600}
                >
                  {key}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {[
                    credential?.name,
                    credential && (credential.solutionId ? 'of this solution' : 'of the organisation'),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
                <Text size="xs" c="dimmed">
                  at <span className="mono">{where}</span>
                </Text>
              </div>
              <Group gap={6} wrap="nowrap">
                <Icon name={reason === undefined ? 'check' : 'warning'} size={16} />
                <Text size="sm">{reason === undefined ? 'Can be used' : sayCode(reason)}</Text>
              </Group>
            </Group>
          </Card>
        );
      })}
    </Stack>
  );
}
