/** What can be done to all the credentials that are chosen in the list; each is done by itself, and failures are told. */
import { type Credential, KeywardError } from '@keyward/sdk';
import { Alert, Button, Group, List, Modal, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { parseLabel } from '../../forms/labels-input.tsx';
import { type Organisation, useOrganisation } from '../../session/organisation.tsx';
import { credentialsKey } from './queries.ts';

/** What is done to one. */
type Work = (place: Organisation, credential: Credential) => Promise<unknown>;

interface Failure {
  readonly key: string;
  readonly reason: string;
}

interface Outcome {
  readonly done: number;
  readonly failures: readonly Failure[];
}

const AT_ONCE = 4;

function reasonOf(error: unknown): string {
  return error instanceof KeywardError ? (error.title ?? error.code) : 'The console made a mistake.';
}

async function doAll(place: Organisation, chosen: readonly Credential[], work: Work): Promise<Outcome> {
  const failures: Failure[] = [];
  const left = chosen.values();
  const run = async () => {
    for (const credential of left) {
      await work(place, credential).catch((error) => failures.push({ key: credential.key, reason: reasonOf(error) }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, run));
  return { done: chosen.length - failures.length, failures };
}

const verify: Work = ({ client }, { id }) => client.credentials.verify(id);
const remove: Work = ({ client }, { id }) => client.credentials.remove(id);

function addLabel(name: string, value: string): Work {
  return ({ client }, { id, labels, version }) =>
    client.credentials.update(id, { labels: { ...labels, [name]: value } }, { ifMatch: version });
}

function LabelDialog({
  count,
  onApply,
  onClose,
}: {
  readonly count: number;
  readonly onApply: (work: Work) => void;
  readonly onClose: () => void;
}) {
  const [typed, setTyped] = useState('');
  const label = parseLabel(typed);
  return (
    <Stack>
      <TextInput
        label={`Label for ${count}`}
        description="name=value; another value of the same name is replaced."
        placeholder="customer=acme"
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={!label} onClick={() => label && onApply(addLabel(...label))}>
          Label
        </Button>
      </Group>
    </Stack>
  );
}

function RemoveDialog({
  chosen,
  onApply,
  onClose,
}: {
  readonly chosen: readonly Credential[];
  readonly onApply: (work: Work) => void;
  readonly onClose: () => void;
}) {
  return (
    <Stack>
      <Text size="sm">
        Their secrets are destroyed. <strong>This is final.</strong> Those that something uses are left, and told.
      </Text>
      <List size="sm" mah={200} style={{ overflowY: 'auto' }} aria-label="To be removed" tabIndex={0}>
        {chosen.map(({ id, key }) => (
          <List.Item key={id}>
            <span className="mono">{key}</span>
          </List.Item>
        ))}
      </List>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button color="red" onClick={() => onApply(remove)}>
          Remove {chosen.length} for good
        </Button>
      </Group>
    </Stack>
  );
}

/** The bar; shown while some are chosen. */
export function BulkBar({ chosen, onClear }: { readonly chosen: readonly Credential[]; readonly onClear: () => void }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<'label' | 'remove'>();
  const work = useMutation({
    mutationFn: (each: Work) => doAll(place, chosen, each),
    onSuccess: () => {
      onClear();
      void queries.invalidateQueries({ queryKey: credentialsKey(place) });
    },
  });
  const close = () => setDialog(undefined);
  const apply = (each: Work) => {
    close();
    work.mutate(each);
  };
  return (
    <div aria-live="polite">
      {chosen.length > 0 && (
        <Paper withBorder p="xs">
          <Group gap="xs">
            <Text size="sm" fw={600}>
              {chosen.length} chosen
            </Text>
            <Button size="compact-sm" variant="default" loading={work.isPending} onClick={() => apply(verify)}>
              Verify
            </Button>
            <Button size="compact-sm" variant="default" disabled={work.isPending} onClick={() => setDialog('label')}>
              Label
            </Button>
            <Button size="compact-sm" variant="default" disabled={work.isPending} onClick={() => setDialog('remove')}>
              Remove
            </Button>
            <Button size="compact-sm" variant="subtle" onClick={onClear}>
              Choose none
            </Button>
          </Group>
        </Paper>
      )}
      {work.data && (
        <Alert
          color={work.data.failures.length > 0 ? 'orange' : 'gray'}
          variant="outline"
          withCloseButton
          closeButtonLabel="Close"
          onClose={work.reset}
          title={`Done: ${work.data.done}, failed: ${work.data.failures.length}`}
        >
          {work.data.failures.map(({ key, reason }) => (
            <Text key={key} size="sm">
              <span className="mono">{key}</span>: {reason}
            </Text>
          ))}
        </Alert>
      )}
      <Modal
        opened={dialog !== undefined}
        onClose={close}
        title={dialog === 'label' ? 'Label credentials' : 'Remove credentials'}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {dialog === 'label' && <LabelDialog count={chosen.length} onApply={apply} onClose={close} />}
        {dialog === 'remove' && <RemoveDialog chosen={chosen} onApply={apply} onClose={close} />}
      </Modal>
    </div>
  );
}
