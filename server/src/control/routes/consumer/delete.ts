/** DELETE consumers/{kind}/{externalId}: what it named is free to be deleted from then on. */
import { consumerParams } from '../../consumers/consumer-view.ts';
import { removeConsumer } from '../../consumers/write-consumer.ts';
import { defineRoute } from '../../route.ts';
import { noBody } from '../../schemas.ts';

/** Removes a consumer. */
export const deleteConsumerRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/organisations/:organisation/consumers/:kind/:externalId',
  summary: 'Removes a consumer and its references; the credentials stay.',
  permission: 'edit',
  audit: 'consumer.delete',
  request: { params: consumerParams },
  response: { 204: noBody },
  problems: ['consumer/not-found', 'consumer/stale'],
  handle: async (call) => {
    await removeConsumer(call);
    return { status: 204, body: undefined };
  },
});
