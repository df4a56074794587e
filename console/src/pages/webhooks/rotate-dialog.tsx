/** Another signing secret, with the one before beside it for a while, so that the receiver can be changed in peace. */
import { Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { type Webhook, webhooksKey } from './queries.ts';
import { SigningSecret } from './signing-secret.tsx';

const DAY_HOURS = 24;

/** The dialog, and after it the secret. */
export function RotateDialog({ webhook, onClose }: { readonly webhook: Webhook; readonly onClose: () => void }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const [overlapHours, setOverlapHours] = useState(DAY_HOURS);
  const rotating = useMutation({
    mutationFn: () => place.client.webhooks.rotate(webhook.id, { overlapHours }),
    onSuccess: () => queries.invalidateQueries({ queryKey: webhooksKey(place) }),
  });
  if (rotating.data) return <SigningSecret secret={rotating.data.secret ?? ''} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title="New signing secret" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        <Text size="sm">Events are signed with a new secret from now on, which is shown once.</Text>
        <NumberInput
          label="The one before signs too for"
          suffix=" hours"
          min={0}
          max={168}
          allowDecimal={false}
          value={overlapHours}
          onChange={(value) => setOverlapHours(Number(value) || 0)}
        />
        <ProblemAlert error={rotating.error} title="There is no new secret" />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button loading={rotating.isPending} onClick={() => rotating.mutate()}>
            Make a new secret
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
