/** `GET /metrics` on the control listener, for platform tokens: the numbers are of all organisations together. */
import type { FastifyInstance } from 'fastify';
import { createControlMetrics } from '../../metrics/control-metrics.ts';
import { expose, type Registry } from '../../metrics/registry.ts';
import type { ControlServices } from '../route.ts';
import { admitCaller } from './admit-caller.ts';

/** Counts every answered request, and adds the route that tells the numbers of this process. */
export function serveMetrics(app: FastifyInstance, services: ControlServices, registry: Registry): void {
  const answered = createControlMetrics(registry);
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    answered({ method, route: routeOptions.url, status: reply.statusCode, tookMs: reply.elapsedTime });
  });
  const [permission, audit] = ['observe', 'metrics.read'] as const;
  app.route({
    method: 'GET',
    url: '/metrics',
    config: { audit },
    onRequest: (request) => admitCaller(request, services, { permission, audit }),
    handler: async (_request, reply) => {
      const { contentType, text } = await expose(registry);
      return reply.type(contentType).send(text);
    },
  });
}
