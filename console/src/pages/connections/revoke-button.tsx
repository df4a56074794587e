/** Ending what a connection's tokens may do, at the provider and here; the connection stays, to be made again. */
import type { Credential } from '@keyward/sdk';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useOrganisation } from '../../session/organisation.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { credentialsKey } from '../credentials/queries.ts';

/** The button with its question. */
export function RevokeButton({ credential }: { readonly credential: Credential }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(false);
  const { key, usageCount = 0 } = credential;
  const revoke = useMutation({
    mutationFn: () => place.client.connections.revoke(credential.id),
    onSuccess: ({ revokedAtProvider }) => {
      close();
      const where = revokedAtProvider
        ? 'Revoked at the provider and here'
        : 'Ended here; the provider has no revocation';
      notifications.show({ message: where });
      void queries.invalidateQueries({ queryKey: credentialsKey(place) });
    },
  });
  return (
    <>
      <Button size="xs" variant="subtle" color="red" onClick={open}>
        Revoke
      </Button>
      {isOpen && (
        <Modal opened onClose={close} title={`Revoke ${key}`} closeButtonProps={{ 'aria-label': 'Close' }}>
          <Stack>
            <Text size="sm">
              Its tokens are revoked at the provider and destroyed here.{' '}
              {usageCount > 0 && `${usageCount === 1 ? '1 user stops' : `${usageCount} users stop`} working. `}
              The connection itself stays, and can be connected again.
            </Text>
            <ProblemAlert error={revoke.error} title="It was not revoked" />
            <Group justify="flex-end">
              <Button variant="default" onClick={close} data-autofocus>
                Cancel
              </Button>
              <Button color="red" loading={revoke.isPending} onClick={() => revoke.mutate()}>
                Revoke the tokens
              </Button>
            </Group>
          </Stack>
        </Modal>
      )}
    </>
  );
}
