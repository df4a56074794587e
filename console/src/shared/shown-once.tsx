/** What is answered once and never again. A click beside it or Escape does not take it away. */
import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';

export interface ShownOnceProps {
  readonly title: string;
  /** What is shown, and that it is gone afterwards. */
  readonly warning: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The dialog. */
export function ShownOnce({ title, warning, onClose, children }: ShownOnceProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack>
        <Alert color="orange" variant="outline" p="xs">
          {warning}
        </Alert>
        {children}
        <Group justify="flex-end">
          <Button onClick={onClose}>I have it</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
