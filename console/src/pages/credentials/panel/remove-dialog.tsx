/**
 * Removing a credential for good. While something uses it that is refused, and says what: its users are moved to another
 * credential first, or it is forced by typing its key.
 */
import { type Credential, KeywardError } from '@keyward/sdk';
import { ActionIcon, Alert, Button, Group, List, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useOrganisation } from '../../../session/organisation.tsx';
import { Icon } from '../../../shell/icon.tsx';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';
import { credentialsKey, usagesQuery } from '../queries.ts';
import { UserLine } from './usage-tab.tsx';

const SHOWN_USERS = 8;

function useRemove({ id, key }: Credential, onRemoved: () => void) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (force: boolean) => place.client.credentials.remove(id, { force }),
    onSuccess: () => {
      onRemoved();
      notifications.show({ message: `${key} is removed` });
      void navigate({
        to: `/organisations/${place.reference}/credentials` as string,
        search: ((before: object) => before) as never,
        ignoreBlocker: true,
      });
      void queries.invalidateQueries({ queryKey: credentialsKey(place) });
    },
    onError: () => queries.invalidateQueries({ queryKey: usagesQuery(place, id).queryKey }),
  });
}

function ReplaceWith({ credential, onMoved }: { readonly credential: Credential; readonly onMoved: () => void }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const component = credential.provider ?? credential.type;
  const others = useQuery({
    queryKey: [...credentialsKey(place), 'same-component', component],
    queryFn: () => place.client.credentials.list({ component, status: 'valid', sort: 'key', limit: 200 }),
  });
  const move = useMutation({
    mutationFn: (to: string) => place.client.credentials.moveUsages(credential.id, { with: to }),
    onSuccess: ({ moved }) => {
      notifications.show({ message: `${moved} moved` });
      onMoved();
      void queries.invalidateQueries({ queryKey: credentialsKey(place) });
    },
  });
  const data = (others.data?.items ?? [])
    // From where its users are, a key of another solution means nothing.
    .filter(({ id, solutionId }) => id !== credential.id && [undefined, credential.solutionId].includes(solutionId))
    .map(({ id, key, name }) => ({ value: id, label: name === undefined ? key : `${key} (${name})` }));
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="xs">
        <Select
          label="Replace with…"
          description="Another credential of the same component, which they use from then on."
          placeholder={data.length === 0 ? 'There is none' : 'Choose'}
          data={data}
          value={chosen}
          onChange={setChosen}
          searchable
          flex={1}
          comboboxProps={{ withinPortal: true }}
        />
        <Button
          variant="default"
          disabled={chosen === null}
          loading={move.isPending}
          onClick={() => chosen && move.mutate(chosen)}
        >
          Replace
        </Button>
      </Group>
      <ProblemAlert error={move.error} title="They were not moved" />
    </Stack>
  );
}

function Dialog({ credential, onClose }: { readonly credential: Credential; readonly onClose: () => void }) {
  const place = useOrganisation();
  const { data: usages, error } = useQuery({ ...usagesQuery(place, credential.id), staleTime: 0 });
  const [typed, setTyped] = useState('');
  const remove = useRemove(credential, onClose);
  const isInUse = remove.error instanceof KeywardError && remove.error.code === 'credential/in-use';
  const count = usages ? usages.total + usages.hidden : 0;
  const isGuarded = count > 0 || isInUse;
  return (
    <Stack>
      <Text size="sm">
        <span className="mono">{credential.key}</span>
        {credential.name !== undefined && (
          <>
            {' '}
            (<bdi>{credential.name}</bdi>)
          </>
        )}{' '}
        and its secrets are destroyed. <strong>This is final.</strong> Copies in backups end with the sealing key.
      </Text>
      {isGuarded && (
        <Alert color="orange" variant="outline" title={`It is in use: ${count} ${count === 1 ? 'user' : 'users'}`}>
          <List listStyleType="none" spacing={4} aria-label="Users">
            {usages?.items.slice(0, SHOWN_USERS).map((user) => (
              <List.Item key={`${user.kind} ${user.id} ${user.step ?? ''}`}>
                <UserLine user={user} />
              </List.Item>
            ))}
          </List>
          {count > SHOWN_USERS && <Text size="sm">and {count - SHOWN_USERS} more</Text>}
        </Alert>
      )}
      {isGuarded && <ReplaceWith credential={credential} onMoved={remove.reset} />}
      {isGuarded && (
        <TextInput
          label={`Or type ${credential.key} to remove it all the same`}
          description="Whatever uses it stops working."
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      {!usages && <ProblemAlert error={error} title="Who uses it could not be read" />}
      {!isInUse && <ProblemAlert error={remove.error} title="It was not removed" />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button
          color="red"
          disabled={!usages || (isGuarded && typed !== credential.key)}
          loading={remove.isPending}
          onClick={() => remove.mutate(isGuarded)}
        >
          {isGuarded ? 'Remove all the same' : 'Remove for good'}
        </Button>
      </Group>
    </Stack>
  );
}

/** The button, with its dialog; an icon where there is little room. */
export function RemoveButton({
  credential,
  isSmall = false,
}: {
  readonly credential: Credential;
  readonly isSmall?: boolean;
}) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      {isSmall ? (
        <ActionIcon variant="subtle" color="gray" onClick={open} aria-label={`Remove ${credential.key}`}>
          <Icon name="trash" size={16} />
        </ActionIcon>
      ) : (
        <Button variant="subtle" color="red" onClick={open}>
          Remove
        </Button>
      )}
      {isOpen && (
        <Modal opened onClose={close} title={`Remove ${credential.key}`} closeButtonProps={{ 'aria-label': 'Close' }}>
          <Dialog credential={credential} onClose={close} />
        </Modal>
      )}
    </>
  );
}
