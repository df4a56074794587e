/** A button for what cannot be undone: it asks first, says what happens, and shows why where it did not happen. */
import { Button, type ButtonProps, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemAlert } from '../shell/problem-alert.tsx';

export interface ConfirmButtonProps extends Pick<ButtonProps, 'size' | 'variant'> {
  /** On the button. */
  readonly label: string;
  /** Names the button where there are many of its kind. */
  readonly name?: string;
  readonly title: string;
  readonly children: ReactNode;
  /** On the button that does it; `label` by default. */
  readonly action?: string;
  readonly run: () => Promise<unknown>;
  readonly onDone: () => void;
}

/** The button with its dialog. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, name = label, title, children, action = label, run, onDone, size = 'sm', variant = 'subtle' } = props;
  const [isOpen, { open, close }] = useDisclosure(false);
  const doing = useMutation({
    mutationFn: run,
    onSuccess: () => {
      close();
      onDone();
    },
  });
  const ask = () => {
    doing.reset();
    open();
  };
  return (
    <>
      <Button color="red" variant={variant} size={size} onClick={ask} aria-label={name}>
        {label}
      </Button>
      <Modal opened={isOpen} onClose={close} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
        <Stack>
          <Text size="sm" component="div">
            {children}
          </Text>
          <ProblemAlert error={doing.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              Cancel
            </Button>
            <Button color="red" loading={doing.isPending} onClick={() => doing.mutate()}>
              {action}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
