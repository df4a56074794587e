/** Asks before what was typed is lost: by a link, the back button or closing the window. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';

/** What a form stands or falls with: the page, and the dialog or tab of it that is open. A filter of the page is neither. */
const places = ['open', 'tab'] as const;

interface Place {
  readonly pathname: string;
  readonly search: unknown;
}

function isElsewhere(current: Place, next: Place): boolean {
  const [here, there] = [current.search, next.search] as Readonly<Record<string, string | undefined>>[];
  return current.pathname !== next.pathname || places.some((name) => here?.[name] !== there?.[name]);
}

/** The guard; on while there is something to lose. */
export function UnsavedGuard({ isOn }: { readonly isOn: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isOn && isElsewhere(current, next),
    enableBeforeUnload: isOn,
    withResolver: true,
  });
  const isAsking = blocker.status === 'blocked';
  return (
    <Modal
      opened={isAsking}
      onClose={() => blocker.reset?.()}
      title="Leave without saving?"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Text size="sm">What you have entered here is lost.</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => blocker.reset?.()} data-autofocus>
          Stay
        </Button>
        <Button color="red" onClick={() => blocker.proceed?.()}>
          Leave
        </Button>
      </Group>
    </Modal>
  );
}
