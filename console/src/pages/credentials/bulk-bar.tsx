/** What can be done to all the credentials that are chosen in the list; each is done by itself, and failures are told. */
import { type Credential, KeywardError } from '@keyward/sdk';
import { Alert, Button, Group, List, Modal, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { parseLabel } from '../../forms/labels-input.tsx';
import { type Organisation, useOrganisation } from '../../session/organisation.tsx';
import { KEPT_ROWS } from '../../shared/use-cursor-list.ts';
import classes from './bulk-bar.module.css';
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
  /** Not tried, because somebody stopped it. */
  readonly left: number;
}

const AT_ONCE = 4;
const SHOWN_FAILURES = 20;

/** How far it is, and whether it is to go on. */
interface Course {
  readonly onDone: () => void;
  readonly isStopped: () => boolean;
}

function reasonOf(error: unknown): string {
  return error instanceof KeywardError ? (error.title ?? error.code) : 'The console made a mistake.';
}

async function doAll(place: Organisation, chosen: readonly Credential[], work: Work, course: Course): Promise<Outcome> {
  const failures: Failure[] = [];
  let tried = 0;
  const left = chosen.values();
  const run = async () => {
    for (const credential of left) {
      await work(place, credential).catch((error) => failures.push({ key: credential.key, reason: reasonOf(error) }));
      tried += 1;
      course.onDone();
      if (course.isStopped()) return;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, run));
  return { done: tried - failures.length, failures, left: chosen.length - tried };
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

function Done({ outcome, onClose }: { readonly outcome: Outcome; readonly onClose: () => void }) {
  const { done, failures, left } = outcome;
  return (
    <Alert
      color={failures.length > 0 ? 'orange' : 'gray'}
      variant="outline"
      withCloseButton
      closeButtonLabel="Close"
      onClose={onClose}
      title={`Done: ${done}, failed: ${failures.length}${left > 0 ? `, stopped before: ${left}` : ''}`}
    >
      {failures.slice(0, SHOWN_FAILURES).map(({ key, reason }) => (
        <Text key={key} size="sm">
          <span className="mono">{key}</span>: {reason}
        </Text>
      ))}
      {failures.length > SHOWN_FAILURES && <Text size="sm">and {failures.length - SHOWN_FAILURES} more</Text>}
    </Alert>
  );
}

/** Does one thing to all of them. */
function useBulkWork(chosen: readonly Credential[], onClear: () => void) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const [tried, setTried] = useState(0);
  const isStopped = useRef(false);
  const work = useMutation({
    mutationFn: (each: Work) => {
      setTried(0);
      isStopped.current = false;
      const onDone = () => setTried((before) => before + 1);
      return doAll(place, chosen, each, { onDone, isStopped: () => isStopped.current });
    },
    onSuccess: () => {
      onClear();
      void queries.invalidateQueries({ queryKey: credentialsKey(place) });
    },
  });
  const stop = () => {
    isStopped.current = true;
  };
  return { work, tried, stop };
}

/** The bar; shown while some are chosen, wherever in the list one is. */
export function BulkBar({ chosen, onClear }: { readonly chosen: readonly Credential[]; readonly onClear: () => void }) {
  const { work, tried, stop } = useBulkWork(chosen, onClear);
  const [dialog, setDialog] = useState<'label' | 'remove'>();
  const { isPending } = work;
  const isTooMuch = chosen.length > KEPT_ROWS;
  const isOff = isPending || isTooMuch;
  const close = () => setDialog(undefined);
  const apply = (each: Work) => {
    close();
    work.mutate(each);
  };
  const count = chosen.length.toLocaleString('en');
  return (
    <div aria-live="polite" className={chosen.length > 0 ? classes.bar : undefined}>
      {chosen.length > 0 && (
        <Paper withBorder p="xs">
          <Group gap="xs">
            <Text size="sm" fw={600}>
              {isPending ? `${tried.toLocaleString('en')} of ${count} done` : `${count} chosen`}
            </Text>
            <Button size="compact-sm" variant="default" disabled={isOff} onClick={() => apply(verify)}>
              Verify
            </Button>
            <Button size="compact-sm" variant="default" disabled={isOff} onClick={() => setDialog('label')}>
              Label
            </Button>
            <Button size="compact-sm" variant="default" disabled={isOff} onClick={() => setDialog('remove')}>
              Remove
            </Button>
            <Button size="compact-sm" variant="subtle" onClick={isPending ? stop : onClear}>
              {isPending ? 'Stop' : 'Choose none'}
            </Button>
            {isTooMuch && <Text size="sm">At most {KEPT_ROWS.toLocaleString('en')} at once.</Text>}
          </Group>
        </Paper>
      )}
      {work.data && <Done outcome={work.data} onClose={work.reset} />}
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
