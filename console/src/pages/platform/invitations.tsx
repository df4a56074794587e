/** Invitations to the platform that are open: the links themselves were shown once. */
import { Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useOrganisation } from '../../session/organisation.tsx';
import { ConfirmButton } from '../../shared/confirm-button.tsx';
import { Moment } from '../../shared/moment.tsx';
import { useCursorList } from '../../shared/use-cursor-list.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { type PlatformInvitation, platformKey } from './queries.ts';

function InvitationRow({ invitation: { id, email, role, expiresAt } }: { readonly invitation: PlatformInvitation }) {
  const { client } = useOrganisation();
  const queries = useQueryClient();
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{email}</Table.Td>
      <Table.Td>{role}</Table.Td>
      <Table.Td>
        <Moment at={expiresAt} />
      </Table.Td>
      <Table.Td>
        <ConfirmButton
          label="Withdraw"
          name={`Withdraw the invitation of ${email}`}
          size="compact-sm"
          title="Withdraw this invitation?"
          run={() => client.platformInvitations.remove(id)}
          onDone={() => {
            notifications.show({ message: 'The link is good no longer' });
            void queries.invalidateQueries({ queryKey: platformKey });
          }}
        >
          Its link is good no longer.
        </ConfirmButton>
      </Table.Td>
    </Table.Tr>
  );
}

/** The table. */
export function PlatformInvitations() {
  const { client } = useOrganisation();
  const list = useCursorList([...platformKey, 'invitations'], (page) => client.platformInvitations.list(page));
  if (list.error) return <ProblemAlert error={list.error} title="The invitations could not be read" />;
  if (list.items.length === 0) {
    return (
      <Text c="dimmed" size="sm">
        {list.isFetching ? 'Loading' : 'None. A link that was used or has expired is not listed.'}
      </Text>
    );
  }
  return (
    <Table aria-label="Open invitations">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">For</Table.Th>
          <Table.Th scope="col">As</Table.Th>
          <Table.Th scope="col">Ends</Table.Th>
          <Table.Th scope="col">Withdraw</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {list.items.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} />
        ))}
      </Table.Tbody>
    </Table>
  );
}
