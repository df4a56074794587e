/** Where one is signed in, and how to end that. */
import type { ResultOf } from '@keyward/sdk';
import { Button, Card, Group, List, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useServices } from '../../session/services.ts';
import { Moment } from '../../shared/moment.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { describeAgent } from './describe-agent.ts';
import { useIdentities } from './identities-card.tsx';

type Session = ResultOf<'sessions.list'>['items'][number];

function useEnd(end: () => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: end, onSettled: () => queries.invalidateQueries({ queryKey: ['sessions'] }) });
}

function SessionLine({ session }: { readonly session: Session }) {
  const { client } = useServices();
  const { id, isCurrent, agent, address, createdAt, seenAt, identityProviderId } = session;
  const { data } = useIdentities();
  const origin = data?.items.find((each) => each.identityProviderId === identityProviderId)?.title;
  const ending = useEnd(() => client.sessions.remove(id));
  const name = describeAgent(agent);
  return (
    <Group justify="space-between" wrap="nowrap">
      <Stack gap={0} miw={0}>
        <Text size="sm" fw={isCurrent ? 600 : 400} title={agent}>
          {name}
          {isCurrent && ' (this one)'}
        </Text>
        <Text size="xs" c="dimmed">
          {address !== undefined && <span className="mono">{address} · </span>}
          used <Moment at={seenAt} />, signed in <Moment at={createdAt} />
          {identityProviderId !== undefined && ` by ${origin ?? 'an identity provider'}`}
        </Text>
        <ProblemAlert error={ending.error} title="It was not ended" />
      </Stack>
      {!isCurrent && (
        <Button
          size="compact-sm"
          variant="default"
          loading={ending.isPending}
          onClick={() => ending.mutate()}
          aria-label={`End the session of ${name}`}
        >
          End
        </Button>
      )}
    </Group>
  );
}

/** The card. */
export function SessionsCard() {
  const { client } = useServices();
  const { data, error } = useQuery({ queryKey: ['sessions'], queryFn: () => client.sessions.list() });
  const endingOthers = useEnd(() => client.sessions.endOthers());
  const sessions = data?.items ?? [];
  return (
    <Card withBorder component="section" aria-labelledby="sessions-title">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} id="sessions-title">
            Signed in
          </Title>
          {sessions.length > 1 && (
            <Button
              size="compact-sm"
              variant="default"
              loading={endingOthers.isPending}
              onClick={() => endingOthers.mutate()}
            >
              End all others
            </Button>
          )}
        </Group>
        <ProblemAlert error={error ?? endingOthers.error} title="The sessions could not be read or ended" />
        <List
          listStyleType="none"
          spacing="sm"
          aria-label="Sessions"
          styles={{ itemWrapper: { width: '100%' }, itemLabel: { width: '100%' } }}
        >
          {sessions.map((session) => (
            <List.Item key={session.id}>
              <SessionLine session={session} />
            </List.Item>
          ))}
        </List>
      </Stack>
    </Card>
  );
}
