/** GET events: what has happened to credentials, newest first, for as long as events are kept. */
import { eventsPage, eventsQuery, pageEvents } from '../../events/page-events.ts';
import { defineRoute } from '../../route.ts';

/** Lists events. */
export const listEventsRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/events',
  summary: 'Lists what has happened to credentials, newest first, as webhooks are told; kept for `--event-retention`.',
  permission: 'read',
  audit: 'event.list',
  request: { query: eventsQuery },
  response: { 200: eventsPage },
  problems: ['request/cursor-invalid'],
  handle: async (call) => ({ status: 200, body: await pageEvents(call) }),
});
