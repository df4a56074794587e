/** GET consumers/{kind}/{externalId} */
import { consumerParams, consumerView, viewConsumer } from '../../consumers/consumer-view.ts';
import { requireConsumer } from '../../consumers/require-consumer.ts';
import { defineRoute } from '../../route.ts';

/** Reads one consumer. */
export const readConsumerRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/consumers/:kind/:externalId',
  summary: 'Reads a consumer with the credentials that it uses.',
  permission: 'read',
  audit: 'consumer.read',
  request: { params: consumerParams },
  response: { 200: consumerView },
  problems: ['consumer/not-found'],
  handle: async (call) => ({ status: 200, body: viewConsumer(await requireConsumer(call)) }),
});
