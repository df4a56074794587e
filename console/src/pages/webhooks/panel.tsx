/** One webhook: its deliveries, what it is told of, and its secret, which is renewed and never shown again. */
import { Alert, Button, Group, Stack, Switch, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useOrganisation } from '../../session/organisation.tsx';
import { ConfirmButton } from '../../shared/confirm-button.tsx';
import { Facts } from '../../shared/facts.tsx';
import { exactly, Moment } from '../../shared/moment.tsx';
import { SidePanel } from '../../shared/side-panel.tsx';
import { TabsInAddress } from '../../shared/tabs-in-address.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { ChangeForm } from './change-form.tsx';
import { Deliveries } from './deliveries.tsx';
import { type Webhook, webhookQuery, webhooksKey } from './queries.ts';
import { RotateDialog } from './rotate-dialog.tsx';
import { endedBecause, WebhookStatus } from './webhook-status.tsx';

function DeliveriesTab({ webhook }: { readonly webhook: Webhook }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: webhooksKey(place) });
  const testing = useMutation({
    mutationFn: () => place.client.webhooks.test(webhook.id),
    onSuccess: () => {
      notifications.show({ message: 'A test is on its way' });
      return refresh();
    },
  });
  const isOff = webhook.status === 'inactive' || webhook.status === 'disabled';
  return (
    <Stack>
      <Group>
        <Button variant="default" disabled={isOff} loading={testing.isPending} onClick={() => testing.mutate()}>
          Send a test
        </Button>
        <Button variant="default" onClick={() => void refresh()}>
          Look again
        </Button>
      </Group>
      <ProblemAlert error={testing.error} title="The test was not sent" />
      <Deliveries webhook={webhook} />
    </Stack>
  );
}

function ActiveSwitch({ webhook }: { readonly webhook: Webhook }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const isOn = webhook.status === 'active' || webhook.status === 'failing';
  const turning = useMutation({
    mutationFn: (active: boolean) => place.client.webhooks.update(webhook.id, { active }),
    onSuccess: () => queries.invalidateQueries({ queryKey: webhooksKey(place) }),
  });
  return (
    <>
      <Switch
        label="Events are sent"
        description="Turned off, nothing is sent and what waits is kept."
        checked={isOn}
        disabled={turning.isPending}
        onChange={(event) => turning.mutate(event.currentTarget.checked)}
      />
      <ProblemAlert error={turning.error} />
    </>
  );
}

function DetailsTab({ webhook, onRemoved }: { readonly webhook: Webhook; readonly onRemoved: () => void }) {
  const place = useOrganisation();
  const [isRotating, { open, close }] = useDisclosure(false);
  const { id, version, failingSince, previous, createdAt, createdBy, updatedAt } = webhook;
  return (
    <Stack>
      <ActiveSwitch webhook={webhook} />
      <Facts
        label="The webhook"
        facts={[
          { name: 'Id', value: <span className="mono">{id}</span> },
          { name: 'Fails since', value: failingSince && exactly(failingSince) },
          {
            name: 'Secret before',
            value: previous && (
              <>
                signs too, until <Moment at={previous.until} />
              </>
            ),
          },
          { name: 'Version', value: version },
          { name: 'Created', value: exactly(createdAt) },
          { name: 'By', value: <span className="mono">{createdBy}</span> },
          { name: 'Changed', value: exactly(updatedAt) },
        ]}
      />
      <Group justify="space-between">
        <Button variant="default" onClick={open}>
          New secret
        </Button>
        <ConfirmButton
          label="Delete"
          title="Delete this webhook?"
          run={() => place.client.webhooks.remove(id)}
          onDone={onRemoved}
        >
          Its deliveries, and the secrets that were made for it, are gone. What waits is not sent.
        </ConfirmButton>
      </Group>
      {isRotating && <RotateDialog webhook={webhook} onClose={close} />}
    </Stack>
  );
}

const labels = { deliveries: 'Deliveries', change: 'What is sent', details: 'Details' };

function Inside({ webhook, onRemoved }: { readonly webhook: Webhook; readonly onRemoved: () => void }) {
  const views = {
    deliveries: <DeliveriesTab webhook={webhook} />,
    change: <ChangeForm webhook={webhook} />,
    details: <DetailsTab webhook={webhook} onRemoved={onRemoved} />,
  };
  return (
    <>
      {webhook.status === 'disabled' && (
        <Alert color="red" variant="outline" mb="md" title="Nothing is sent any more">
          {endedBecause(webhook)}
        </Alert>
      )}
      <TabsInAddress labels={labels} show={(name) => views[name]} />
    </>
  );
}

/** The panel. */
export function WebhookPanel({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const { data: webhook, error, isPending } = useQuery(webhookQuery(place, id));
  const remove = () => {
    onClose();
    void queries.invalidateQueries({ queryKey: [...webhooksKey(place), 'list'] });
  };
  const title = webhook ? (
    <Stack gap={0} miw={0}>
      <Text component="span" fw={600} className="mono">
        {webhook.url}
      </Text>
      <WebhookStatus webhook={webhook} />
    </Stack>
  ) : (
    'Webhook'
  );
  return (
    <SidePanel title={title} onClose={onClose} error={error} isLoading={isPending}>
      {webhook && <Inside webhook={webhook} onRemoved={remove} />}
    </SidePanel>
  );
}
