/** Members: who may manage here, and who is invited. Use of credentials comes from access tokens, never from being a member. */
import { Button, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Moment } from '../../shared/moment.tsx';
import { useCursorList } from '../../shared/use-cursor-list.ts';
import { Icon } from '../../shell/icon.tsx';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Invitations } from './invitations.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { type Member, membersKey } from './queries.ts';
import { Leave, RemoveMember } from './remove-member.tsx';
import { RoleSelect } from './role-select.tsx';

/** A member is a row by their person. */
type Row = Member & { readonly id: string };

function SolutionsCell({ member: { solutions } }: { readonly member: Member }) {
  const roles = solutions.map(({ role }) => role);
  return (
    <Text size="sm" truncate c={roles.length === 0 ? 'dimmed' : undefined}>
      {roles.length === 0 ? '–' : `${roles.length}: ${[...new Set(roles)].join(', ')}`}
    </Text>
  );
}

function columnsOf(me: string | undefined, mayAdminister: boolean): readonly Column<Row>[] {
  return [
    {
      title: 'Member',
      cell: ({ id, name, email }) => (
        <Stack gap={0}>
          <Text size="sm" fw={600} truncate>
            {name || email}
            {id === me && ' (you)'}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {email}
          </Text>
        </Stack>
      ),
    },
    { title: 'Role', width: '132px', cell: (member) => <RoleSelect member={member} /> },
    { title: 'In solutions', from: 'md', width: '150px', cell: (member) => <SolutionsCell member={member} /> },
    {
      title: 'Second factor',
      from: 'md',
      width: '116px',
      cell: ({ hasSecondFactor }) => (hasSecondFactor ? 'yes' : 'no'),
    },
    { title: 'Since', from: 'lg', width: '116px', cell: ({ createdAt }) => <Moment at={createdAt} /> },
    {
      title: 'Remove',
      width: '104px',
      cell: (member) => {
        if (member.id === me) return <Leave personId={member.id} />;
        return mayAdminister ? <RemoveMember member={member} /> : '';
      },
    },
  ];
}

/** The page. */
export function Page() {
  const place = useOrganisation();
  const [isInviting, { open, close }] = useDisclosure(false);
  const list = useCursorList([...membersKey(place), 'list'], async (page) => {
    const { items, nextCursor } = await place.client.members.list(page);
    return { items: items.map((member): Row => ({ ...member, id: member.personId })), nextCursor };
  });
  const [columns] = useState(() => columnsOf(place.who.person?.id, place.mayAdminister));
  const invite = place.mayAdminister && (
    <Button onClick={open} leftSection={<Icon name="plus" size={16} />}>
      Invite
    </Button>
  );
  return (
    <PageFrame
      title="Members"
      summary="People who manage here. What uses credentials are access tokens, not people."
      actions={invite}
    >
      <ProblemAlert error={list.error} title="The members could not be read" />
      {!list.error && (
        <DataTable label="Members" nameOf={({ name, email }) => name || email} columns={columns} {...list} />
      )}
      {place.mayAdminister && (
        <Stack gap="xs" component="section">
          <Title order={2}>Open invitations</Title>
          <Invitations />
        </Stack>
      )}
      {isInviting && <InviteDialog onClose={close} />}
    </PageFrame>
  );
}
