/** PUT consumers/{kind}/{externalId}: registers what another system runs with credentials, idempotently. */
import { consumerBody, consumerParams, consumerView, viewConsumer } from '../../consumers/consumer-view.ts';
import { registerConsumer, registrationProblems } from '../../consumers/write-consumer.ts';
import { defineRoute } from '../../route.ts';

/** Registers a consumer; the same body again changes nothing. */
export const replaceConsumerRoute = defineRoute({
  method: 'PUT',
  path: '/v1/organisations/:organisation/consumers/:kind/:externalId',
  summary: 'Registers a flow, rule or function of another system with the credentials that it uses, or changes it.',
  permission: 'edit',
  audit: 'consumer.replace',
  request: { params: consumerParams, body: consumerBody },
  response: { 200: consumerView, 201: consumerView },
  problems: registrationProblems,
  handle: async (call) => {
    const { registered, isNew } = await registerConsumer(call);
    return { status: isNew ? 201 : 200, body: viewConsumer(registered) };
  },
});
