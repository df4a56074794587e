/** Turning the second factor on: the password, the app, a first code, and the backup codes, which are shown once. */
import { Button, Group, List, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, lazy, type ReactNode, Suspense, useState } from 'react';
import { useServices } from '../../session/services.ts';
import { CopyBlock } from '../../shared/copy-block.tsx';
import { CopyField } from '../../shared/copy-field.tsx';
import { ShownOnce } from '../../shared/shown-once.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';

const QrCode = lazy(async () => ({ default: (await import('./qr-code.tsx')).QrCode }));

interface StepProps {
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly action: string;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function Step({ error, isPending, action, onSubmit, onClose, children }: StepProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {children}
        <ProblemAlert error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function BackupCodes({ codes, onClose }: { readonly codes: readonly string[]; readonly onClose: () => void }) {
  return (
    <ShownOnce
      title="The second factor is on"
      warning="Keep these backup codes where your phone is not: each opens once, and they are not shown again."
      onClose={onClose}
    >
      <CopyBlock label="Backup codes" value={codes.join('\n')} />
      <Text size="sm">Your other sessions have ended.</Text>
    </ShownOnce>
  );
}

/** The dialog, step by step. */
export function SetUpSecondFactor({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const { client } = useServices();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const beginning = useMutation({ mutationFn: () => client.secondFactor.create({ password }) });
  const confirming = useMutation({
    mutationFn: () => client.secondFactor.confirm({ code: code.trim() }),
    onSuccess: onDone,
  });
  if (confirming.data) return <BackupCodes codes={confirming.data.backupCodes} onClose={onClose} />;
  const begun = beginning.data;
  return (
    <Modal
      opened
      onClose={onClose}
      title="Turn on the second factor"
      closeOnClickOutside={!begun}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {begun ? (
        <Step
          error={confirming.error}
          isPending={confirming.isPending}
          action="Turn on"
          onSubmit={() => confirming.mutate()}
          onClose={onClose}
        >
          <List type="ordered" size="sm" spacing="xs">
            <List.Item>Scan this with an authenticator app, or type the key into it.</List.Item>
            <List.Item>Enter the code that the app shows.</List.Item>
          </List>
          <Group justify="center" mih={200}>
            <Suspense>
              <QrCode text={begun.url} label="QR code for an authenticator app" />
            </Suspense>
          </Group>
          <CopyField label="Key" value={begun.secret} />
          <TextInput
            label="Code"
            description="Six digits."
            autoComplete="one-time-code"
            inputMode="numeric"
            required
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        </Step>
      ) : (
        <Step
          error={beginning.error}
          isPending={beginning.isPending}
          action="Go on"
          onSubmit={() => beginning.mutate()}
          onClose={onClose}
        >
          <PasswordInput
            label="Your password"
            autoComplete="current-password"
            required
            data-autofocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        </Step>
      )}
    </Modal>
  );
}
