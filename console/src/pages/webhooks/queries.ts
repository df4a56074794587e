/** What the pages of webhooks ask of the API, and under which keys the answers are kept. */
import type { ResultOf } from '@keyward/sdk';
import { queryOptions } from '@tanstack/react-query';
import type { Organisation } from '../../session/organisation.tsx';

export type Webhook = ResultOf<'webhooks.get'>;

export type Delivery = ResultOf<'webhooks.deliveries'>['items'][number];

type Place = Pick<Organisation, 'client' | 'reference'>;

/** Everything about webhooks, to be asked for again once one was written. */
export const webhooksKey = ({ reference }: Place) => [reference, 'webhooks'] as const;

/** One. */
export function webhookQuery(place: Place, id: string) {
  return queryOptions({
    queryKey: [...webhooksKey(place), 'one', id],
    queryFn: ({ signal }) => place.client.webhooks.get(id, { signal }),
  });
}
