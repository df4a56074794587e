/** Adding a webhook. The secret that signs is made by Keyward and shown once. */
import type { ResultOf } from '@keyward/sdk';
import { Button, Group, Modal, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { useWriteKey } from '../../shared/use-write-key.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { webhooksKey } from './queries.ts';
import { SigningSecret } from './signing-secret.tsx';
import { emptyWebhook, type WebhookDraft, WebhookFields } from './webhook-fields.tsx';

type Made = ResultOf<'webhooks.create'>;

/** What is sent: only what is filled in. */
function inputOf({ url, eventTypes, solution, description }: WebhookDraft) {
  return {
    url: url.trim(),
    ...(eventTypes.length > 0 && { eventTypes: eventTypes as NonNullable<Made['eventTypes']> as never }),
    ...(solution !== null && { solution }),
    ...(description.trim() !== '' && { description }),
  };
}

/** The dialog, and after it the secret. */
export function AddWebhook({ onClose }: { readonly onClose: () => void }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(emptyWebhook);
  const idempotencyKey = useWriteKey(draft);
  const adding = useMutation({
    mutationFn: () => place.client.webhooks.create(inputOf(draft), { idempotencyKey }),
    onSuccess: () => queries.invalidateQueries({ queryKey: webhooksKey(place) }),
  });
  const made = adding.data;
  const finish = ({ id }: Made) => {
    onClose();
    void navigate({ to: `/organisations/${place.reference}/webhooks/${id}` as string });
  };
  if (made) return <SigningSecret secret={made.secret ?? ''} onClose={() => finish(made)} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    adding.mutate();
  };
  return (
    <Modal opened onClose={onClose} title="Add webhook" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack>
          <WebhookFields draft={draft} onChange={setDraft} urlHelp="Kept as it is: no secret belongs into it." />
          <ProblemAlert error={adding.error} title="It was not added" />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={adding.isPending}>
              Add webhook
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
