/**
 * The one way to make a route of the control API. The wrapper authenticates, resolves the organisation, checks the role,
 * validates and records refusals, in this order, so that no handler has to remember any of it.
 */
import type { KeyObject } from 'node:crypto';
import type { FastifyInstance, FastifyRequest, FastifySchema } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { RefusalLog } from '../audit/refusal-log.ts';
import type { BrokerRpc } from '../broker/rpc/protocol.ts';
import type { ProviderDirectory } from '../catalogue/provider.ts';
import type { Principal } from '../domain/access-token.ts';
import type { Clock } from '../domain/instant.ts';
import type { ProblemCode } from '../domain/problem.ts';
import type { PublicUrl } from '../domain/public-url.ts';
import type { ReachedBy } from '../domain/redirect-check.ts';
import type { Secret } from '../domain/secret.ts';
import type { Organisation } from '../store/organisations.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { AuditAction } from './audit-action.ts';
import { admitCaller } from './http/admit-caller.ts';
import { answerOnce, type Idempotency } from './http/answer-once.ts';
import type { Site } from './http/site.ts';
import { solutionNamedBy } from './http/solution-named-by.ts';
import type { Permission } from './permission.ts';
import type { Importer } from './providers/import/importer.ts';
import { reachedBy } from './redirects/reached-by.ts';
import { noMembers } from './schemas.ts';

/** What every handler works with; made once at start. */
export interface ControlServices {
  readonly store: Store;
  readonly broker: BrokerRpc;
  /** Ed25519, pinned: sealing keys are trusted by its signature alone. */
  readonly brokerPublicKey: KeyObject;
  /** Database time. */
  readonly clock: Clock;
  readonly refusals: RefusalLog;
  readonly providers: ProviderDirectory;
  /** Where people reach this API; known once it listens. */
  readonly publicUrl: () => PublicUrl;
  /** Reads OpenAPI documents in threads of their own. */
  readonly importer: Importer;
  /** Where browsers find this. */
  readonly site: Site;
  /** Origin at which a page of this host reaches the broker, where that is known. */
  readonly brokerOriginFor: (host: string) => string | undefined;
}

/** Who called, as the wrapper has established before anything of the request is used. */
export interface Caller {
  readonly principal: Principal;
  /** As shown by the caller, to be passed on to the broker. */
  readonly token: Secret<string>;
  readonly organisation: Organisation;
}

/** What an audit entry says beyond who, when and whence. Must not hold a secret. */
export interface AuditNote {
  /** By default the route's own. */
  readonly action?: AuditAction;
  /** Id of what was acted on. */
  readonly subject: string;
  /** Its key, by which the log is searched too. */
  readonly subjectKey?: string;
  /** `changes` of `changesOf` where something was changed. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** One authorised, validated request. */
export interface Call<Params = unknown, Query = unknown, Body = unknown> extends Caller {
  readonly services: ControlServices;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Id of the solution that `?solution=` names; the empty string for the organisation's own scope. */
  readonly solutionId: string;
  /** The If-Match header as received. */
  readonly ifMatch: string | undefined;
  readonly requestId: string;
  /** How the request says that it has come, for the redirect doctor alone: never trusted. */
  readonly reachedBy: ReachedBy | undefined;
  /** IP address of the peer. */
  readonly address: string;
  /** Appends the entry of the route's action, done by this caller, inside the acting transaction. */
  readonly recordDone: (transaction: Transaction, note: AuditNote) => Promise<void>;
  /** The same for several at once, 1,000 at most; notes nothing under the Idempotency-Key. */
  readonly recordAllDone: (transaction: Transaction, notes: readonly AuditNote[]) => Promise<void>;
  /** Notes under the Idempotency-Key what is written, inside the acting transaction; does nothing without a key. */
  readonly keepResource: (
    transaction: Transaction,
    resource: string,
    options?: { readonly isInPart?: boolean },
  ) => Promise<void>;
  /** Keeps others from taking over the Idempotency-Key during long work, from inside one of its transactions. */
  readonly renewClaim: (transaction: Transaction) => Promise<void>;
  /** What a request that was interrupted kept under the Idempotency-Key last, in part: the rest is to be done. */
  readonly doneInPart?: string | undefined;
}

type ResponseSchemas = Readonly<Record<number, TSchema>>;

interface RequestSchemas {
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
}

/** What a handler answers: a declared status, and a body of one of the declared schemas. */
export interface Answer<R extends ResponseSchemas> {
  readonly status: Extract<keyof R, number>;
  readonly body: Static<Extract<R[keyof R], TSchema>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A route as its file declares it. */
export interface RouteDefinition<P extends TSchema, Q extends TSchema, B extends TSchema, R extends ResponseSchemas> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** In full, parameters as `:organisation`; a colon of the path itself is written `::`. */
  readonly path: string;
  /** What it does, one sentence for the reference; a schema's `title` makes it a named component there. */
  readonly summary: string;
  readonly permission: Permission;
  /** The action that its entries in the audit log carry. */
  readonly audit: AuditAction;
  /** What it takes; a query or body left out takes no members. */
  readonly request: { readonly params?: P; readonly query?: Q; readonly body?: B };
  /** Status to schema of the body. Members outside the schema are never sent. */
  readonly response: R;
  /** The codes of its own; those of `commonProblems` come with every route. */
  readonly problems: readonly ProblemCode[];
  /** In bytes; 1 MiB by default. */
  readonly bodyLimit?: number;
  /** Whether the body, JSON or YAML, is taken as the text that it is: `body` then is a TextBody, and its schema for documents only. */
  readonly takesText?: boolean;
  /** How it takes `Idempotency-Key`; a route without it ignores the header. */
  readonly idempotency?: Idempotency<Call<Static<P>, Static<Q>, Static<B>>, Answer<R>>;
  readonly handle: (call: Call<Static<P>, Static<Q>, Static<B>>) => Promise<Answer<R>>;
}

/** A route ready to be mounted, with what documents and tests read of it. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly permission: Permission;
  readonly audit: AuditAction;
  readonly request: RequestSchemas;
  readonly response: ResponseSchemas;
  readonly problems: readonly ProblemCode[];
  readonly takesText: boolean;
  readonly mount: (app: FastifyInstance, services: ControlServices) => void;
}

/** The codes that come with `idempotency`. */
const idempotencyProblems: readonly ProblemCode[] = [
  'idempotency/mismatch',
  'idempotency/in-progress',
  'idempotency/already-shown',
];

/** The codes that every route with a token may answer with. */
export const commonProblems: readonly ProblemCode[] = [
  'request/malformed',
  'request/invalid',
  'request/too-large',
  'request/media-type',
  'request/host-refused',
  'request/origin-refused',
  'token/missing',
  'token/invalid',
  'session/invalid',
  'person/second-factor-required',
  'single-sign-on/required',
  'token/forbidden',
  'organisation/not-found',
  'store/unavailable',
  'broker/unavailable',
  'internal/unexpected',
];

declare module 'fastify' {
  interface FastifyRequest {
    /** Absent until the caller is authenticated. */
    call?: Pick<Call, keyof Caller | 'recordDone' | 'recordAllDone'>;
    /** The principal, known also where the organisation or role is refused. */
    principal?: Principal;
  }
  interface FastifyContextConfig {
    /** The audit action of the route. */
    audit?: AuditAction;
    takesText?: boolean;
  }
}

/** Declares a route; see RouteDefinition. Permission and audit action are not optional. */
export function defineRoute<
  R extends ResponseSchemas,
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
>(definition: RouteDefinition<P, Q, B, R>): Route {
  const { method, path, summary, permission, audit, request, response, bodyLimit, idempotency, handle } = definition;
  const { takesText = false } = definition;
  const takesSolution = Object.hasOwn(
    (request.query as { properties?: object } | undefined)?.properties ?? {},
    'solution',
  );
  const problems: ProblemCode[] = [
    ...definition.problems,
    ...(takesSolution ? (['solution/not-found'] as const) : []),
    ...(idempotency ? idempotencyProblems : []),
  ];
  const schema: FastifySchema = {
    ...(request.params && { params: request.params }),
    querystring: request.query ?? noMembers,
    ...(request.body && !takesText && { body: request.body }),
    response: bodiesOf(response),
  };
  const mount = (app: FastifyInstance, services: ControlServices): void => {
    app.route({
      method,
      url: path,
      config: { audit, takesText },
      schema,
      ...(bodyLimit !== undefined && { bodyLimit }),
      // Before the body is read: who may not call makes no work.
      onRequest: (incoming) => admitCaller(incoming, services, { permission, audit }),
      handler: async (incoming, reply) => {
        const call = (await callOf(incoming, services)) as Call<Static<P>, Static<Q>, Static<B>>;
        const key = incoming.headers['idempotency-key'];
        const isOnce = idempotency !== undefined && key !== undefined;
        const answer = isOnce
          ? await answerOnce(call, { key: String(key), method, path, idempotency, handle })
          : await handle(call);
        return reply
          .code(Number(answer.status))
          .headers({ ...etagOf(answer.body), ...answer.headers })
          .send(answer.body);
      },
    });
  };
  return { method, path, summary, permission, audit, request, response, problems, takesText, mount };
}

/**
 * A record with a version answers it as the ETag too, to be sent back in If-Match.
 *
 * @see RFC 9110, section 8.8.3
 */
function etagOf(body: unknown): { etag?: string } {
  const { version } = (body ?? {}) as { version?: unknown };
  return typeof version === 'number' ? { etag: `"${version}"` } : {};
}

/** 204 has no body, and so nothing to serialise. */
function bodiesOf(response: ResponseSchemas): ResponseSchemas {
  return Object.fromEntries(Object.entries(response).filter(([status]) => status !== '204'));
}

async function callOf(incoming: FastifyRequest, services: ControlServices): Promise<Call> {
  const { params, query, body, id, ip } = incoming;
  return {
    ...incoming.call!,
    solutionId: await solutionNamedBy({ ...incoming.call!, query, services }),
    services,
    params,
    query,
    body,
    ifMatch: incoming.headers['if-match'],
    requestId: id,
    reachedBy: reachedBy(incoming),
    address: ip,
    keepResource: async () => {},
    renewClaim: async () => {},
  };
}
