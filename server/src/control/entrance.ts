/**
 * Routes by which people come in: without a token, from a page of this control plane alone. Every other route is made by
 * `defineRoute` or `defineProbe`.
 */
import type { FastifyInstance, FastifyRequest, FastifySchema } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { ProblemCode } from '../domain/problem.ts';
import { newSessionToken } from '../domain/session.ts';
import { sessionCookie } from './http/session-cookie.ts';
import { assertOwnOrigin } from './http/site.ts';
import type { ControlServices } from './route.ts';
import { noMembers } from './schemas.ts';

/** One validated request of somebody who is not known yet. */
export interface Entry<Body = unknown> {
  readonly services: ControlServices;
  readonly body: Body;
  readonly requestId: string;
  /** IP address of the peer. */
  readonly address: string;
  readonly agent?: string;
  /** A session to be begun: its token, which goes into the cookie and nowhere else. */
  readonly sessionToken: string;
}

interface EntranceAnswer<R extends TSchema> {
  readonly body: Static<R>;
  /** Whether the session was begun: the browser is given its cookie then. */
  readonly isSignedIn: boolean;
  /** Another `Set-Cookie` field. */
  readonly cookie?: string;
}

/** An entrance as its file declares it. */
export interface EntranceDefinition<B extends TSchema, R extends TSchema> {
  readonly path: string;
  /** What it does, one sentence for the reference. */
  readonly summary: string;
  readonly body: B;
  /** Of 200. */
  readonly response: R;
  /** The codes of its own; those of `entranceProblems` come with each. */
  readonly problems: readonly ProblemCode[];
  readonly handle: (entry: Entry<Static<B>>) => Promise<EntranceAnswer<R>>;
}

/** An entrance ready to be mounted. */
export interface Entrance {
  readonly method: 'POST';
  readonly path: string;
  readonly summary: string;
  readonly request: { readonly body: TSchema };
  readonly response: Readonly<Record<number, TSchema>>;
  readonly problems: readonly ProblemCode[];
  readonly mount: (app: FastifyInstance, services: ControlServices) => void;
}

/** The codes that every entrance may answer with. */
export const entranceProblems: readonly ProblemCode[] = [
  'request/malformed',
  'request/invalid',
  'request/too-large',
  'request/media-type',
  'request/host-refused',
  'request/origin-refused',
  'store/unavailable',
  'broker/unavailable',
  'internal/unexpected',
];

/** Declares an entrance; see EntranceDefinition. */
export function defineEntrance<B extends TSchema, R extends TSchema>(definition: EntranceDefinition<B, R>): Entrance {
  const { path, summary, body, response, problems, handle } = definition;
  const mount = (app: FastifyInstance, services: ControlServices): void => {
    const schema: FastifySchema = { querystring: noMembers, body, response: { 200: response } };
    app.route({
      method: 'POST',
      url: path,
      schema,
      // Else another site's page could have its visitor sign in to an account of the attacker's.
      onRequest: async ({ headers }) => assertOwnOrigin(services.site, headers),
      handler: async (incoming, reply) => {
        const entry = entryOf<Static<B>>(incoming, services);
        const answer = await handle(entry);
        if (answer.isSignedIn) reply.header('set-cookie', sessionCookie(services.site, entry.sessionToken));
        if (answer.cookie !== undefined) reply.header('set-cookie', answer.cookie);
        return reply.code(200).send(answer.body);
      },
    });
  };
  return { method: 'POST', path, summary, request: { body }, response: { 200: response }, problems, mount };
}

function entryOf<Body>({ body, id, ip, headers }: FastifyRequest, services: ControlServices): Entry<Body> {
  const agent = headers['user-agent'];
  return {
    ...{ services, body: body as Body, requestId: id, address: ip, sessionToken: newSessionToken() },
    ...(agent !== undefined && { agent }),
  };
}
