/** Members of the platform: whose role counts in every organisation. For its owners alone. */
import { KeywardError } from '@keyward/sdk';
import { Button, Select, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Role, useOrganisation } from '../../session/organisation.tsx';
import { ConfirmButton } from '../../shared/confirm-button.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { IssuedTokens } from '../../shared/issued-tokens.tsx';
import { Moment } from '../../shared/moment.tsx';
import { useCursorList } from '../../shared/use-cursor-list.ts';
import { Icon } from '../../shell/icon.tsx';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { roleChoices } from '../members/queries.ts';
import { afterwards } from '../members/remove-member.tsx';
import { PlatformInvitations } from './invitations.tsx';
import { InviteToPlatform } from './invite-dialog.tsx';
import { type PlatformMember, platformKey } from './queries.ts';

/** A member is a row by their person. */
type Row = PlatformMember & { readonly id: string };

function refusalOf(error: Error): string {
  return error instanceof KeywardError ? (error.detail ?? error.title ?? error.message) : 'It was not changed.';
}

function PlatformRole({ member }: { readonly member: PlatformMember }) {
  const { client } = useOrganisation();
  const queries = useQueryClient();
  const { personId, name, email, role } = member;
  const changing = useMutation({
    mutationFn: (next: Role) => client.platformMembers.update(personId, { role: next }),
    onSuccess: (changed) => {
      notifications.show({ message: `${name || email} is ${changed.role} of the platform now` });
    },
    onError: (error) => notifications.show({ message: refusalOf(error), color: 'red', title: 'The role stays' }),
    onSettled: () => queries.invalidateQueries({ queryKey: platformKey }),
  });
  return (
    <Select
      size="xs"
      aria-label={`Role of ${name || email}`}
      data={roleChoices.map(({ value }) => value)}
      allowDeselect={false}
      disabled={changing.isPending}
      value={role}
      onChange={(next) => next !== null && changing.mutate(next as Role)}
    />
  );
}

function Remove({ member, isMe }: { readonly member: PlatformMember; readonly isMe: boolean }) {
  const { client } = useOrganisation();
  const queries = useQueryClient();
  const [isEnding, setIsEnding] = useState(false);
  const { personId, name, email } = member;
  const called = name || email;
  const tokens = isEnding ? 'revoke' : 'keep';
  const remove = async () => {
    if (isMe) return client.platformMembers.leave({ tokens });
    const removed = await client.platformMembers.remove(personId, { tokens });
    notifications.show({ message: afterwards(called, removed.tokens) });
    return removed;
  };
  return (
    <ConfirmButton
      label={isMe ? 'Leave' : 'Remove'}
      name={isMe ? 'Leave the platform' : `Remove ${called}`}
      size="compact-sm"
      title={isMe ? 'Leave the platform?' : `Remove ${called} from the platform?`}
      run={remove}
      onDone={() => (isMe ? location.assign('/') : void queries.invalidateQueries({ queryKey: platformKey }))}
    >
      Within a second the role in every organisation is gone, and all links that they made are withdrawn. What they are
      in an organisation of their own they stay.
      <IssuedTokens
        queryKey={[...platformKey, personId]}
        count={() => client.platformMembers.get(personId)}
        isEnding={isEnding}
        onChange={setIsEnding}
      />
    </ConfirmButton>
  );
}

function columnsOf(me: string | undefined): readonly Column<Row>[] {
  return [
    {
      title: 'Member',
      cell: ({ id, name, email, isDeactivated }) => (
        <Stack gap={0}>
          <Text size="sm" fw={600} truncate>
            {name || email}
            {id === me && ' (you)'}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {isDeactivated ? `${email}, deactivated` : email}
          </Text>
        </Stack>
      ),
    },
    { title: 'Role', width: '132px', cell: (member) => <PlatformRole member={member} /> },
    {
      title: 'Second factor',
      from: 'md',
      width: '116px',
      cell: ({ hasSecondFactor }) => (hasSecondFactor ? 'yes' : 'no'),
    },
    { title: 'Since', from: 'lg', width: '116px', cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { title: 'Remove', width: '92px', cell: (member) => <Remove member={member} isMe={member.id === me} /> },
  ];
}

/** The page. */
export function Page() {
  const { client, who } = useOrganisation();
  const [isInviting, { open, close }] = useDisclosure(false);
  const list = useCursorList([...platformKey, 'list'], async (page) => {
    const { items, nextCursor } = await client.platformMembers.list(page);
    return { items: items.map((member): Row => ({ ...member, id: member.personId })), nextCursor };
  });
  const [columns] = useState(() => columnsOf(who.person?.id));
  return (
    <PageFrame
      title="Platform members"
      summary="People whose role counts in every organisation, those made later included."
      actions={
        !list.error && (
          <Button onClick={open} leftSection={<Icon name="plus" size={16} />}>
            Invite
          </Button>
        )
      }
    >
      <ProblemAlert error={list.error} title="The members could not be read" />
      {!list.error && (
        <>
          <DataTable label="Platform members" nameOf={({ name, email }) => name || email} columns={columns} {...list} />
          <Stack gap="xs" component="section">
            <Title order={2}>Open invitations</Title>
            <PlatformInvitations />
          </Stack>
        </>
      )}
      {isInviting && <InviteToPlatform onClose={close} />}
    </PageFrame>
  );
}
