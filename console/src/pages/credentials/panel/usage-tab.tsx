/** Who uses a credential: what names it, and what was seen using it. Names and links come from other systems. */
import type { Credential, ResultOf } from '@keyward/sdk';
import { Anchor, Badge, Group, List, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useOrganisation } from '../../../session/organisation.tsx';
import { EmptyState } from '../../../shared/empty-state.tsx';
import { Moment } from '../../../shared/moment.tsx';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';
import { usagesQuery } from '../queries.ts';

type Usages = ResultOf<'credentials.usages'>;

/** One of who uses it; a link is followed only where it leads to a web page. */
export function UserLine({ user }: { readonly user: Omit<Usages['items'][number], 'observed'> }) {
  const { kind, name, link, active, step } = user;
  const isLink = link !== undefined && /^https?:\/\//i.test(link);
  return (
    <Group gap={6} wrap="wrap">
      <Badge variant="default" tt="none" fw={400}>
        {kind}
      </Badge>
      {isLink ? (
        <Anchor href={link} target="_blank" rel="noreferrer" size="sm">
          {name}
        </Anchor>
      ) : (
        <Text span size="sm">
          {name}
        </Text>
      )}
      {step !== undefined && (
        <Text span size="xs" c="dimmed">
          step {step}
        </Text>
      )}
      {!active && (
        <Text span size="xs" c="dimmed">
          not active
        </Text>
      )}
    </Group>
  );
}

function Observed({ observed }: { readonly observed: NonNullable<Usages['observed']> }) {
  if (observed.length === 0) return null;
  return (
    <section>
      <Title order={2} mb="xs">
        Traffic
      </Title>
      <List listStyleType="none" spacing="xs" size="sm">
        {observed.map(({ consumer, origin, count, lastUsedAt, registered }) => (
          <List.Item key={`${consumer} ${origin}`}>
            <Text size="sm">
              {consumer === '' ? 'Callers that named nobody' : consumer} to <span className="mono">{origin}</span>
            </Text>
            <Text size="xs" c="dimmed">
              {count.toLocaleString('en')} {count === 1 ? 'use' : 'uses'}, last <Moment at={lastUsedAt} />
              {!registered && consumer !== '' && !consumer.startsWith('(') && ', not registered'}
            </Text>
          </List.Item>
        ))}
      </List>
    </section>
  );
}

/** The tab. */
export function UsageTab({ credential }: { readonly credential: Credential }) {
  const place = useOrganisation();
  const { data, error } = useQuery(usagesQuery(place, credential.id));
  if (error) return <ProblemAlert error={error} title="Its users could not be read" />;
  if (!data) return <Skeleton height={120} />;
  const { items, total, hidden, observed = [] } = data;
  const isUnused = total + hidden === 0 && observed.length === 0;
  return (
    <Stack>
      {isUnused && (
        <EmptyState title="Nothing uses it">
          Flows and functions that name it appear here, and whoever sends a request with it.
        </EmptyState>
      )}
      {total > 0 && (
        <section>
          <Title order={2} mb="xs">
            Used by {total.toLocaleString('en')}
          </Title>
          <List listStyleType="none" spacing="xs">
            {items.map((user) => (
              <List.Item key={`${user.kind} ${user.id} ${user.step ?? ''}`}>
                <UserLine user={user} />
              </List.Item>
            ))}
          </List>
        </section>
      )}
      {total > items.length && <Text size="sm">And {(total - items.length).toLocaleString('en')} more.</Text>}
      {hidden > 0 && <Text size="sm">{hidden.toLocaleString('en')} users are in solutions that you may not see.</Text>}
      <Observed observed={observed} />
    </Stack>
  );
}
