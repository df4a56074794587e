/** Deleting an OAuth configuration for good: refused while connections are made by it, unless its key is typed. */
import { KeywardError } from '@keyward/sdk';
import { Alert, Anchor, Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { type Configuration, configurationsKey } from './queries.ts';

export interface DeleteDialogProps {
  readonly configuration: Configuration;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** The dialog. */
export function DeleteDialog({ configuration, onClose, onDeleted }: DeleteDialogProps) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const { id, key, name, connections, version } = configuration;
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: (force: boolean) => place.client.oauthConfigurations.remove(id, { force, ifMatch: version }),
    onSuccess: () => {
      notifications.show({ message: `${key} is deleted` });
      onDeleted();
      void queries.invalidateQueries({ queryKey: configurationsKey(place) });
    },
  });
  const { error } = remove;
  const refusal = error instanceof KeywardError && error.code === 'oauth-configuration/in-use' ? error : undefined;
  return (
    <Modal opened onClose={onClose} title={`Delete ${key}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        <Text size="sm">
          <span className="mono">{key}</span>
          {name !== undefined && (
            <>
              {' '}
              (<bdi>{name}</bdi>)
            </>
          )}{' '}
          and its secret are destroyed. <strong>This is final.</strong>
        </Text>
        {refusal && (
          <Alert
            role="alert"
            color="orange"
            variant="outline"
            title={`In use: ${connections} ${connections === 1 ? 'connection' : 'connections'}`}
          >
            <List size="sm" aria-label="Connections made by it">
              {refusal.usages.map((usage) => (
                <List.Item key={usage.id}>
                  <Anchor
                    component={Link}
                    inherit
                    underline="always"
                    to={`/organisations/${place.reference}/credentials/${usage.id}` as string}
                  >
                    {usage.name}
                  </Anchor>
                </List.Item>
              ))}
            </List>
            <Text size="sm">Deleted all the same, their tokens are not renewed any more.</Text>
          </Alert>
        )}
        {refusal && (
          <TextInput
            label={`Type ${key} to delete it all the same`}
            value={typed}
            autoComplete="off"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {!refusal && <ProblemAlert error={error} title="It was not deleted" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button
            color="red"
            loading={remove.isPending}
            disabled={refusal !== undefined && typed !== key}
            onClick={() => remove.mutate(refusal !== undefined)}
          >
            {refusal ? 'Delete all the same' : 'Delete for good'}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
