/** Who may manage in a solution, by a role there or in the whole organisation. Roles manage; they use nothing. */
import { Button, Group, Select, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { InviteDialog } from '../members/invite-dialog.tsx';
import { type Solution, solutionMembersQuery } from './queries.ts';
import { mayIn, solutionRoles } from './role.ts';

type GivenRole = (typeof solutionRoles)[number];

const NONE = 'none';

function useMembers(solution: Solution) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const asked = useQuery(solutionMembersQuery(place, solution.id));
  const give = useMutation({
    mutationFn: async ({ person, role }: { readonly person: string; readonly role: GivenRole | typeof NONE }) => {
      const { solutionMembers } = place.client;
      if (role === NONE) await solutionMembers.remove(solution.id, person);
      else await solutionMembers.replace(solution.id, person, { role });
    },
    onSuccess: () => notifications.show({ message: 'The role holds from now on' }),
    onSettled: () => queries.invalidateQueries({ queryKey: solutionMembersQuery(place, solution.id).queryKey }),
  });
  return { asked, give };
}

function AddMember({
  known,
  onAdd,
  isPending,
}: {
  readonly known: ReadonlySet<string>;
  readonly onAdd: (person: string, role: GivenRole) => void;
  readonly isPending: boolean;
}) {
  const place = useOrganisation();
  const [person, setPerson] = useState<string | null>(null);
  const [role, setRole] = useState<GivenRole>('editor');
  const { data: members = [] } = useQuery({
    queryKey: [place.reference, 'members', 'choice'],
    queryFn: async ({ signal }) => (await place.client.members.list({ limit: 200, signal })).items,
  });
  const choice = members
    .filter(({ personId }) => !known.has(personId))
    .map(({ personId, name, email }) => ({ value: personId, label: `${name} (${email})` }));
  return (
    <Group align="flex-end" gap="xs">
      <Select
        label="Add a member of the organisation"
        placeholder={choice.length === 0 ? 'Everybody is here already' : 'Choose'}
        data={choice}
        value={person}
        onChange={setPerson}
        searchable
        w={{ base: '100%', xs: 340 }}
      />
      <Select
        label="Role"
        data={[...solutionRoles]}
        value={role}
        allowDeselect={false}
        onChange={(next) => setRole((next ?? 'editor') as GivenRole)}
        w={120}
      />
      <Button
        variant="default"
        disabled={person === null}
        loading={isPending}
        onClick={() => {
          if (person !== null) onAdd(person, role);
          setPerson(null);
        }}
      >
        Add
      </Button>
    </Group>
  );
}

/** The tab. */
export function MembersTab({ solution }: { readonly solution: Solution }) {
  const place = useOrganisation();
  const { asked, give } = useMembers(solution);
  const mayGive = mayIn(place, solution.id, 'admin');
  const [isInviting, { open, close }] = useDisclosure(false);
  if (asked.error) return <ProblemAlert error={asked.error} title="The members could not be read" />;
  if (!asked.data) return <Skeleton height={160} />;
  const ownRoleOf = (member: (typeof asked.data)[number]) =>
    member.solutions.find(({ id }) => id === solution.id)?.role ?? NONE;
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        The higher of both roles counts. Roles manage: nobody uses a credential or a function by being a member.
      </Text>
      <ProblemAlert error={give.error} title="The role was not changed" />
      <Table.ScrollContainer minWidth={280}>
        <Table aria-label="Members" verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Member</Table.Th>
              <Table.Th>Role here</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {asked.data.map((member) => (
              <Table.Tr key={member.personId}>
                <Table.Td>
                  <Text size="sm" fw={600}>
                    {member.name}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {member.email}
                  </Text>
                  {member.role !== undefined && <Text size="xs">{member.role} of the organisation</Text>}
                </Table.Td>
                <Table.Td>
                  <Select
                    aria-label={`Role of ${member.name} in this solution`}
                    data={[{ value: NONE, label: 'none' }, ...solutionRoles]}
                    value={ownRoleOf(member)}
                    allowDeselect={false}
                    disabled={!mayGive || give.isPending}
                    w={130}
                    onChange={(role) =>
                      give.mutate({ person: member.personId, role: (role ?? NONE) as GivenRole | typeof NONE })
                    }
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {asked.data.length === 0 && (
        <Text size="sm">Nobody has a role; access tokens with one may still manage here.</Text>
      )}
      {mayGive && place.role !== undefined && (
        <AddMember
          known={new Set(asked.data.filter((member) => ownRoleOf(member) !== NONE).map(({ personId }) => personId))}
          isPending={give.isPending}
          onAdd={(person, role) => give.mutate({ person, role })}
        />
      )}
      {mayGive && (
        <div>
          <Button variant="default" onClick={open}>
            Invite somebody by a link
          </Button>
        </div>
      )}
      {isInviting && <InviteDialog onClose={close} solution={solution.id} />}
    </Stack>
  );
}
