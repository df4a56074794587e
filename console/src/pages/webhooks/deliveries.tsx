/** What was sent to a webhook and what came of it; any of it can be sent again. */

import type { OptionsOf } from '@keyward/sdk';
import { Button, Group, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useOrganisation } from '../../session/organisation.tsx';
import { Mark, type MarkProps } from '../../shared/mark.tsx';
import { Moment } from '../../shared/moment.tsx';
import { usePageSearch } from '../../shared/page-search.ts';
import { useCursorList } from '../../shared/use-cursor-list.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { describeEvent } from '../events/event-types.ts';
import { type Delivery, type Webhook, webhooksKey } from './queries.ts';

const states = [
  { value: '', label: 'All' },
  { value: 'pending', label: 'Waiting' },
  { value: 'delivered', label: 'Delivered' },
  { value: 'dead', label: 'Dead' },
];

function lookOf({ state, attempts }: Delivery): MarkProps {
  if (state === 'delivered') return { tone: 'good', label: 'Delivered' };
  if (state === 'dead') return { tone: 'bad', label: 'Dead', hint: 'It is not tried again unless it is sent again.' };
  return attempts === 0 ? { tone: 'off', label: 'Waiting' } : { tone: 'warn', label: 'Retrying' };
}

function Attempts({ delivery: { status, code, attempts, nextAt, state } }: { readonly delivery: Delivery }) {
  const answer = status ?? code;
  return (
    <Text size="xs" c="dimmed">
      {answer !== undefined && <span className="mono">{answer} </span>}
      {attempts} {attempts === 1 ? 'attempt' : 'attempts'}
      {state === 'pending' && nextAt !== undefined && (
        <>
          , next <Moment at={nextAt} />
        </>
      )}
    </Text>
  );
}

function ReplayButton({ delivery, isOff }: { readonly delivery: Delivery; readonly isOff: boolean }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => place.client.webhooks.replay(delivery.webhookId, delivery.id),
    onSuccess: () => {
      notifications.show({ message: 'It is sent again' });
      return queries.invalidateQueries({ queryKey: webhooksKey(place) });
    },
    onError: () => notifications.show({ message: 'It could not be sent again', color: 'red' }),
  });
  return (
    <Button
      size="compact-xs"
      variant="default"
      disabled={isOff}
      loading={again.isPending}
      onClick={() => again.mutate()}
      aria-label={`Send again: ${describeEvent(delivery.eventType)}`}
    >
      Send again
    </Button>
  );
}

/** The list of deliveries. */
export function Deliveries({ webhook }: { readonly webhook: Webhook }) {
  const place = useOrganisation();
  const [{ state = '' }, change] = usePageSearch(['state']);
  const asked = (state === '' ? {} : { state }) as OptionsOf<'webhooks.deliveries'>;
  const list = useCursorList([...webhooksKey(place), 'deliveries', webhook.id, asked], (page) =>
    place.client.webhooks.deliveries(webhook.id, { ...asked, ...page }),
  );
  const isOff = webhook.status === 'inactive' || webhook.status === 'disabled';
  return (
    <Stack>
      <SegmentedControl
        aria-label="State"
        size="xs"
        data={states}
        value={state}
        onChange={(next) => change({ state: next })}
      />
      <ProblemAlert error={list.error} title="The deliveries could not be read" />
      {list.isEmpty ? (
        <Text c="dimmed" size="sm">
          {state === '' ? 'Nothing was sent yet. Send a test to see whether it arrives.' : 'None in this state.'}
        </Text>
      ) : (
        <Table aria-label="Deliveries" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Event</Table.Th>
              <Table.Th scope="col">State</Table.Th>
              <Table.Th scope="col">Again</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.items.map((delivery) => (
              <Table.Tr key={delivery.id}>
                <Table.Td>
                  <Text size="sm">{describeEvent(delivery.eventType)}</Text>
                  <Text size="xs" c="dimmed">
                    <Moment at={delivery.createdAt} />
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Mark {...lookOf(delivery)} />
                  <Attempts delivery={delivery} />
                </Table.Td>
                <Table.Td>
                  <ReplayButton delivery={delivery} isOff={isOff} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {list.hasMore && (
        <Group>
          <Button variant="default" size="xs" loading={list.isFetching} onClick={list.fetchMore}>
            Earlier ones
          </Button>
        </Group>
      )}
    </Stack>
  );
}
