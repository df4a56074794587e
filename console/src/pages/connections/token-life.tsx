/** The life of a connection's tokens, on the panel of its credential: when they came and end, and the ways to renew or end them. */
import type { Credential } from '@keyward/sdk';
import { Anchor, Button, Card, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOrganisation } from '../../session/organisation.tsx';
import { Moment } from '../../shared/moment.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { RedirectCheck } from '../oauth-configurations/redirect-check.tsx';
import { type Connection, connectionQuery } from './queries.ts';
import { ReconnectDialog } from './reconnect-dialog.tsx';
import { RevokeButton } from './revoke-button.tsx';
import { ScopeList } from './scope-list.tsx';

const grants: Readonly<Record<string, string>> = {
  authorization_code: 'A person’s consent',
  client_credentials: 'The client itself',
  refresh_token: 'A refresh token that was brought in',
};

function LifeTable({ life }: { readonly life: Connection['connection'] }) {
  const rows = [
    ['Obtained by', grants[life.grant ?? ''] ?? 'Not connected yet'],
    ['Obtained', <Moment key="obtained" at={life.obtainedAt} none="not yet" />],
    ['Access token ends', <Moment key="ends" at={life.accessExpiresAt} none="not told" />],
    ['Next renewal', <Moment key="next" at={life.nextRefreshAt} none="when it is needed" />],
    ['Last failure', life.lastFailure ?? 'none'],
  ] as const;
  return (
    <Table withRowBorders={false} verticalSpacing={4} horizontalSpacing={0} aria-label="Life of the tokens">
      <Table.Tbody>
        {rows.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" fw={400} c="dimmed" w={150}>
              {name}
            </Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Client({ connection }: { readonly connection: Connection }) {
  const { reference } = useOrganisation();
  const { configuration } = connection.connection;
  if (configuration === undefined) {
    return (
      <Text size="sm" c="dimmed">
        By an OAuth client of its own.
      </Text>
    );
  }
  return (
    <Text size="sm" c="dimmed">
      By the OAuth client{' '}
      <Anchor
        component={Link}
        inherit
        underline="always"
        to={`/organisations/${reference}/oauth-configurations` as string}
        search={{ open: configuration } as never}
        className="mono"
      >
        {configuration}
      </Anchor>
    </Text>
  );
}

/** The card. @param isLocked - Nothing may be changed. */
export function TokenLife({ credential, isLocked }: { readonly credential: Credential; readonly isLocked: boolean }) {
  const place = useOrganisation();
  const { data: connection, error } = useQuery(connectionQuery(place, credential.id));
  const [isReconnecting, { open, close }] = useDisclosure(false);
  const { account } = credential.verification;
  if (error) return <ProblemAlert error={error} title="The life of its tokens could not be read" />;
  if (!connection) return <Skeleton height={180} />;
  const { connection: life } = connection;
  const isConnected = life.obtainedAt !== undefined && credential.status === 'valid';
  return (
    <Card withBorder padding="sm" component="section" aria-label="Connection">
      <Stack gap="sm">
        <div>
          <Text size="sm" fw={600}>
            {isConnected ? `Connected${account === undefined ? '' : ` as ${account}`}` : 'Not connected'}
          </Text>
          <Client connection={connection} />
        </div>
        <LifeTable life={life} />
        {isConnected && <ScopeList scopes={life.scopes} />}
        {!isConnected && life.configuration !== undefined && <RedirectCheck configuration={life.configuration} />}
        {!isLocked && (
          <Group gap="xs">
            {life.grant !== 'refresh_token' && (
              <Button size="xs" variant={isConnected ? 'default' : 'filled'} onClick={open}>
                {life.obtainedAt === undefined ? 'Connect' : 'Reconnect'}
              </Button>
            )}
            {isConnected && <RevokeButton credential={credential} />}
          </Group>
        )}
        {life.grant === 'refresh_token' && (
          <Text size="xs" c="dimmed">
            Another refresh token is brought in by the command line, never in a browser.
          </Text>
        )}
      </Stack>
      {isReconnecting && <ReconnectDialog credential={credential} connection={connection} onClose={close} />}
    </Card>
  );
}
