/** Routes without a token, for probes: they tell a state and nothing else. All others are made by `defineRoute`. */
import type { FastifyInstance } from 'fastify';
import type { ControlServices } from './route.ts';

/** A probe ready to be mounted; any Host may ask, for orchestrators probe by address. */
export interface OpenRoute {
  readonly path: string;
  readonly mount: (app: FastifyInstance, services: ControlServices) => void;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the Host header is not looked at. */
    isProbe?: boolean;
  }
}

/**
 * Declares a probe: `{ "status": "ok" }`, or the problem that the check throws.
 *
 * @param check - Throws where the answer is no.
 */
export function defineProbe(path: string, check: (services: ControlServices) => Promise<void>): OpenRoute {
  const mount = (app: FastifyInstance, services: ControlServices): void => {
    app.get(path, { config: { isProbe: true } }, async () => {
      await check(services);
      return { status: 'ok' };
    });
  };
  return { path, mount };
}
