/** Invitations that are open: the links themselves were shown once and are not known any more. */
import { Button, Group, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useOrganisation } from '../../session/organisation.tsx';
import { memberNames, solutionChoices } from '../../shared/choices.ts';
import { ConfirmButton } from '../../shared/confirm-button.tsx';
import { Moment } from '../../shared/moment.tsx';
import { useCursorList } from '../../shared/use-cursor-list.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { type Invitation, membersKey } from './queries.ts';

function InvitationRow({ invitation }: { readonly invitation: Invitation }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const { data: names } = useQuery(memberNames(place));
  const { data: solutions } = useQuery({ ...solutionChoices(place), enabled: invitation.solutions.length > 0 });
  const { id, email, role, expiresAt, createdBy } = invitation;
  const inSolutions = invitation.solutions.map(({ id: solution, role: there }) => {
    return `${there} in ${solutions?.find(({ value }) => value === solution)?.label ?? solution}`;
  });
  const whom = email ?? 'whoever has the link';
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{whom}</Table.Td>
      <Table.Td>{[role, ...inSolutions].filter(Boolean).join(', ')}</Table.Td>
      <Table.Td>
        <Moment at={expiresAt} />
      </Table.Td>
      <Table.Td visibleFrom="xs">{names?.get(createdBy) ?? <span className="mono">{createdBy}</span>}</Table.Td>
      <Table.Td>
        <ConfirmButton
          label="Withdraw"
          name={`Withdraw the invitation of ${whom}`}
          size="compact-sm"
          title="Withdraw this invitation?"
          run={() => place.client.invitations.remove(id)}
          onDone={() => {
            notifications.show({ message: 'The link is good no longer' });
            void queries.invalidateQueries({ queryKey: membersKey(place) });
          }}
        >
          Its link is good no longer.
        </ConfirmButton>
      </Table.Td>
    </Table.Tr>
  );
}

/** The table. */
export function Invitations() {
  const place = useOrganisation();
  const list = useCursorList([...membersKey(place), 'invitations'], (page) => place.client.invitations.list(page));
  if (list.error) return <ProblemAlert error={list.error} title="The invitations could not be read" />;
  if (list.items.length === 0) {
    return (
      <Text c="dimmed" size="sm">
        {list.isFetching ? 'Loading' : 'None. A link that was used or has expired is not listed.'}
      </Text>
    );
  }
  return (
    <>
      <Table aria-label="Open invitations">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">For</Table.Th>
            <Table.Th scope="col">As</Table.Th>
            <Table.Th scope="col">Ends</Table.Th>
            <Table.Th scope="col" visibleFrom="xs">
              By
            </Table.Th>
            <Table.Th scope="col">Withdraw</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {list.items.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} />
          ))}
        </Table.Tbody>
      </Table>
      {list.hasMore && (
        <Group>
          <Button variant="default" size="xs" loading={list.isFetching} onClick={list.fetchMore}>
            Earlier ones
          </Button>
        </Group>
      )}
    </>
  );
}
