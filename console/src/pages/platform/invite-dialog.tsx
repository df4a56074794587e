/** Inviting somebody to the platform by a one-time link for one address, shown once. */
import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Role, useOrganisation } from '../../session/organisation.tsx';
import { CopyField } from '../../shared/copy-field.tsx';
import { ShownOnce } from '../../shared/shown-once.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { roleChoices } from '../members/queries.ts';
import { platformKey } from './queries.ts';

/** The dialog, and after it the link. */
export function InviteToPlatform({ onClose }: { readonly onClose: () => void }) {
  const { client } = useOrganisation();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('admin');
  const inviting = useMutation({
    mutationFn: () => client.platformInvitations.create({ email: email.trim(), role }),
    onSuccess: () => queries.invalidateQueries({ queryKey: platformKey }),
  });
  if (inviting.data) {
    return (
      <ShownOnce
        title="The invitation"
        warning="Send this link to whom it is for, by a way that nobody else reads: it is good once, for a day, and not shown again."
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
    <Modal opened onClose={onClose} title="Invite to the platform" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label="Email address"
            description="The link is for this address alone; an account that there is takes its password too."
            type="email"
            required
            maxLength={254}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Select
            label="Role in every organisation"
            data={roleChoices}
            allowDeselect={false}
            value={role}
            onChange={(next) => setRole((next ?? 'admin') as Role)}
          />
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
