/** Inviting somebody by a one-time link, which is shown once: Keyward sends no mail. */
import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { isAtLeast, type Role, useOrganisation } from '../../session/organisation.tsx';
import { solutionChoices } from '../../shared/choices.ts';
import { CopyField } from '../../shared/copy-field.tsx';
import { ShownOnce } from '../../shared/shown-once.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { membersKey, roleChoices } from './queries.ts';

const days = [
  { value: '1', label: 'a day' },
  { value: '7', label: 'a week' },
  { value: '30', label: '30 days' },
];

const DAY_MS = 86_400_000;

interface Typed {
  readonly email: string;
  readonly role: string;
  /** Null: the whole organisation. */
  readonly solution: string | null;
  readonly days: string;
}

function useInvite({ email, role, solution, days: lasting }: Typed) {
  const place = useOrganisation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      place.client.invitations.create({
        ...(email.trim() !== '' && { email: email.trim() }),
        ...(solution === null
          ? { role: role as Role }
          : { solutions: [{ solution, role: role as Exclude<Role, 'owner'> }] }),
        expiresAt: new Date(Date.now() + Number(lasting) * DAY_MS).toISOString(),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: membersKey(place) }),
  });
}

interface FieldsProps {
  readonly typed: Typed;
  readonly set: (part: Partial<Typed>) => void;
  /** To one solution: where is no question then. */
  readonly isFixed: boolean;
}

function InviteFields({ typed, set, isFixed }: FieldsProps) {
  const place = useOrganisation();
  const solutions = useQuery({ ...solutionChoices(place), enabled: !isFixed });
  // An admin of one solution has no role in the organisation, and gives any that there is in a solution.
  const roles = roleChoices.filter(({ value }) => isFixed || isAtLeast(place.role, value));
  return (
    <>
      {!isFixed && (solutions.data?.length ?? 0) > 0 && (
        <Select
          label="Where"
          placeholder="The whole organisation"
          data={solutions.data ?? []}
          value={typed.solution}
          onChange={(solution) => set({ solution, ...(typed.role === 'owner' && { role: 'admin' }) })}
          clearable
          clearButtonProps={{ 'aria-label': 'Clear: where' }}
        />
      )}
      <Select
        label="Role"
        data={typed.solution === null ? roles : roles.filter(({ value }) => value !== 'owner')}
        allowDeselect={false}
        value={typed.role}
        onChange={(role) => set({ role: role ?? 'user' })}
      />
      <TextInput
        label="Email address"
        description="Only an account with this address can use the link. Empty: whoever has it."
        type="email"
        maxLength={254}
        value={typed.email}
        onChange={(event) => set({ email: event.currentTarget.value })}
      />
      <Select
        label="The link is good for"
        data={days}
        allowDeselect={false}
        value={typed.days}
        onChange={(next) => set({ days: next ?? '7' })}
      />
    </>
  );
}

export interface InviteDialogProps {
  readonly onClose: () => void;
  /** Id of the one solution to invite to; anywhere by default. */
  readonly solution?: string;
}

/** The dialog, and after it the link. */
export function InviteDialog({ onClose, solution }: InviteDialogProps) {
  const [typed, setTyped] = useState<Typed>({ email: '', role: 'user', solution: solution ?? null, days: '7' });
  const inviting = useInvite(typed);
  const set = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  if (inviting.data) {
    return (
      <ShownOnce
        title="The invitation"
        warning="Send this link to whom it is for: it is not shown again, and good once."
        onClose={onClose}
      >
        <CopyField label="Link" value={`${location.origin}/join#${inviting.data.link}`} />
      </ShownOnce>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    inviting.mutate();
  };
  return (
    <Modal opened onClose={onClose} title="Invite" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack>
          <InviteFields typed={typed} set={set} isFixed={solution !== undefined} />
          <ProblemAlert error={inviting.error} title="Nobody was invited" />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={inviting.isPending}>
              Make the link
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
