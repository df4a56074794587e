/** Removing a function, with all its versions. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useOrganisation } from '../../session/organisation.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { type Solution, solutionPath } from '../solutions/queries.ts';
import { type FunctionDetails, functionWritesKey } from './queries.ts';

/** The button, with its dialog. */
export function RemoveFunction({ solution, found }: { readonly solution: Solution; readonly found: FunctionDetails }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isOpen, { open, close }] = useDisclosure(false);
  const remove = useMutation({
    mutationFn: () => place.client.functions.remove(solution.id, found.name, { ifMatch: found.version }),
    onSuccess: async () => {
      const to = solutionPath(place, solution) as string;
      await navigate({ to, search: { tab: 'functions' } as never, ignoreBlocker: true });
      notifications.show({ message: `${found.name} is removed` });
      void queries.invalidateQueries({ queryKey: functionWritesKey(place) });
    },
  });
  return (
    <>
      <Button variant="subtle" color="red" onClick={open}>
        Remove
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={`Remove ${found.name}`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Stack>
          <Text size="sm">
            All its versions go with it, and grants of it confer nothing any more. <strong>This is final.</strong>
          </Text>
          <ProblemAlert error={remove.error} title="It was not removed" />
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              Cancel
            </Button>
            <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
              Remove for good
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
