/** Webhooks: where events are sent, and how that goes. The one that the address names is open beside the list. */
import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { EmptyState } from '../../shared/empty-state.tsx';
import { Moment } from '../../shared/moment.tsx';
import { useCloseTo } from '../../shared/side-panel.tsx';
import { useCursorList } from '../../shared/use-cursor-list.ts';
import { Icon } from '../../shell/icon.tsx';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { describeEvent } from '../events/event-types.ts';
import { AddWebhook } from './add-dialog.tsx';
import { WebhookPanel } from './panel.tsx';
import { type Webhook, webhooksKey } from './queries.ts';
import { WebhookStatus } from './webhook-status.tsx';

function wantedOf({ eventTypes }: Webhook): string {
  if (!eventTypes) return 'All events';
  return eventTypes.length === 1 ? describeEvent(eventTypes[0]!) : `${eventTypes.length} kinds of event`;
}

function columnsOf(reference: string): readonly Column<Webhook>[] {
  return [
    {
      title: 'Webhook',
      cell: ({ id, url, description }) => (
        <Stack gap={0}>
          <Anchor
            component={Link}
            to={`/organisations/${reference}/webhooks/${id}` as string}
            resetScroll={false}
            size="sm"
            fw={600}
            truncate
            className="mono"
          >
            {url}
          </Anchor>
          <Text size="xs" c="dimmed" truncate>
            {description ?? ' '}
          </Text>
        </Stack>
      ),
    },
    { title: 'Status', width: '112px', cell: (webhook) => <WebhookStatus webhook={webhook} /> },
    {
      title: 'Sent',
      from: 'md',
      width: '24%',
      cell: (webhook) => (
        <Text size="sm" truncate>
          {wantedOf(webhook)}
        </Text>
      ),
    },
    { title: 'Created', from: 'md', width: '120px', cell: ({ createdAt }) => <Moment at={createdAt} /> },
  ];
}

/** The page. */
export function Page() {
  const place = useOrganisation();
  const { webhook: openId } = useParams({ strict: false }) as { webhook?: string };
  const [isAdding, { open, close }] = useDisclosure(false);
  const closePanel = useCloseTo('webhooks');
  const columns = useMemo(() => columnsOf(place.reference), [place.reference]);
  const list = useCursorList([...webhooksKey(place), 'list'], (page) => place.client.webhooks.list(page));
  const add = place.mayAdminister && (
    <Button onClick={open} leftSection={<Icon name="plus" size={16} />}>
      Add webhook
    </Button>
  );
  return (
    <PageFrame
      title="Webhooks"
      summary="Keyward tells other systems what happens: each event is signed and sent until it is taken."
      actions={add}
    >
      <ProblemAlert error={list.error} title="The webhooks could not be read" />
      {list.isEmpty ? (
        <EmptyState title="No webhook yet" action={add}>
          A webhook is an address of yours that is told when a credential is rejected, expires or has to be connected
          again, before somebody else notices.
        </EmptyState>
      ) : (
        !list.error && (
          <DataTable label="Webhooks" columns={columns} nameOf={({ url }) => url} openId={openId} {...list} />
        )
      )}
      {openId !== undefined && <WebhookPanel key={openId} id={openId} onClose={closePanel} />}
      {isAdding && <AddWebhook onClose={close} />}
    </PageFrame>
  );
}
