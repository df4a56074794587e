/** Says what was done, with the way back where there is one. For what cannot be taken back there is `ConfirmButton`. */
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';

const UNDO_MS = 12_000;

/**
 * Shows it.
 *
 * @param undo - Takes it back; where that fails it is said so.
 */
export function sayDone(message: string, undo: () => Promise<unknown>): void {
  const takeBack = async () => {
    notifications.hide(id);
    await undo().catch(() => notifications.show({ message: 'It could not be taken back', color: 'red' }));
  };
  const id = notifications.show({
    autoClose: UNDO_MS,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" inherit>
          {message}
        </Text>
        <Button variant="default" size="compact-sm" onClick={takeBack}>
          Undo
        </Button>
      </Group>
    ),
  });
}
