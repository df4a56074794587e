/** Turning the second factor off, with the password and a code of it. */
import { Button, Group, Modal, PasswordInput, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useServices } from '../../session/services.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';

/** The dialog. */
export function RemoveSecondFactor({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const { client } = useServices();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const removing = useMutation({
    mutationFn: () => client.secondFactor.remove({ password, code: code.trim() }),
    onSuccess: () => {
      notifications.show({ message: 'The second factor is off' });
      onDone();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    removing.mutate();
  };
  return (
    <Modal opened onClose={onClose} title="Turn off the second factor" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack>
          <PasswordInput
            label="Your password"
            autoComplete="current-password"
            required
            data-autofocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <TextInput
            label="Code"
            description="Of the app, or a backup code."
            autoComplete="one-time-code"
            required
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <ProblemAlert error={removing.error} title="It stays on" />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" color="red" loading={removing.isPending}>
              Turn off
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
