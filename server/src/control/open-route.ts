/** Routes without a token, for probes: they tell a state and nothing else. All others are made by `defineRoute`. */
import type { FastifyInstance } from 'fastify';
import type { ProblemCode } from '../domain/problem.ts';
import type { ControlServices } from './route.ts';

/** A probe ready to be mounted; any Host may ask, for orchestrators probe by address. */
export interface OpenRoute {
  readonly path: string;
  /** What its answer says, one sentence for the reference. */
  readonly summary: string;
  /** The codes that it answers with where the answer is no. */
  readonly problems: readonly ProblemCode[];
  readonly mount: (app: FastifyInstance, services: ControlServices) => void;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the Host header is not looked at. */
    isProbe?: boolean;
  }
}

/** A probe as its file declares it. */
export interface ProbeDefinition extends Omit<OpenRoute, 'mount'> {
  /** Throws one of the problems where the answer is no. */
  readonly check: (services: ControlServices) => Promise<void>;
}

/** Declares a probe: `{ "status": "ok" }`, or the problem that the check throws. */
export function defineProbe({ path, summary, problems, check }: ProbeDefinition): OpenRoute {
  const mount = (app: FastifyInstance, services: ControlServices): void => {
    app.get(path, { config: { isProbe: true } }, async () => {
      await check(services);
      return { status: 'ok' };
    });
  };
  return { path, summary, problems, mount };
}
