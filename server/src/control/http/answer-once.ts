/**
 * `Idempotency-Key`: a write that is repeated under the same key is done once and answered again, from the resource as
 * it is by then. Keeps no body and nothing of a secret.
 *
 * @see draft-ietf-httpapi-idempotency-key-header-07
 */
import { randomUUID } from 'node:crypto';
import canonicalize from 'canonicalize';
import { sha256 } from '../../domain/encoding.ts';
import { Problem } from '../../domain/problem.ts';
import {
  claimIdempotencyKey,
  finishIdempotent,
  type IdempotencyClaim,
  keepIdempotentResource,
  releaseIdempotencyKey,
  renewIdempotencyClaim,
} from '../../store/idempotency.ts';
import type { Call } from '../route.ts';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** What the wrapper needs to know of any answer. */
export interface AnyAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How a route takes the header. */
export interface Idempotency<C, A extends AnyAnswer> {
  /** The body without its secrets: what must be the same for a repetition. */
  readonly fingerprint: (call: C) => unknown | Promise<unknown>;
  /**
   * Answers a repetition from what was kept, the id of what was written unless the handler kept something else by
   * `keepResource`; or refuses it, where the first answer showed what is shown once.
   */
  readonly replay: 'shown-once' | ((call: C, resource: string) => Promise<A>);
  /** Whether the handler itself calls `keepResource`, in place of the id that it records in the audit log. */
  readonly keepsResource?: boolean;
}

/** The route as declared, and the header as received. */
export interface OnceRequest<C, A extends AnyAnswer> {
  readonly key: string;
  readonly method: string;
  /** The route's pattern; what stands in its places is part of the fingerprint alone. */
  readonly path: string;
  readonly idempotency: Idempotency<C, A>;
  readonly handle: (call: C) => Promise<A>;
}

async function fingerprintOf<C extends Call, A extends AnyAnswer>(
  call: C,
  request: OnceRequest<C, A>,
): Promise<string> {
  const { params, query, ifMatch = null } = call;
  const content = (await request.idempotency.fingerprint(call)) ?? null;
  const whole = { method: request.method, path: request.path, params, query, ifMatch, content };
  // What is undefined has no canonical form, and no place in JSON.
  return sha256(canonicalize(JSON.parse(JSON.stringify(whole)))!).toString('hex');
}

/** The call whose writes mark the claim in their own transaction. */
function marking<C extends Call>(call: C, claim: IdempotencyClaim, keepsResource: boolean): C {
  const { clock } = call.services;
  const renewClaim: Call['renewClaim'] = (transaction) => renewIdempotencyClaim(transaction, claim, clock());
  const keepResource: Call['keepResource'] = async (transaction, resource, { isInPart = false } = {}) => {
    await renewClaim(transaction);
    await keepIdempotentResource(transaction, claim, resource, isInPart);
  };
  const recordDone: Call['recordDone'] = async (transaction, note) => {
    await call.recordDone(transaction, note);
    if (!keepsResource) await keepResource(transaction, note.subject);
  };
  return { ...call, keepResource, renewClaim, recordDone };
}

function idIn(body: unknown): string {
  const { id } = (body ?? {}) as { id?: unknown };
  return typeof id === 'string' ? id : '';
}

async function work<C extends Call, A extends AnyAnswer>(
  call: C,
  claim: IdempotencyClaim,
  { idempotency, handle }: OnceRequest<C, A>,
): Promise<A> {
  const { store } = call.services;
  try {
    const answer = await handle(marking(call, claim, idempotency.keepsResource === true));
    const { status, body } = answer;
    // The write stands: an answer that cannot be noted is made again from what its transaction has kept.
    await store.transaction((tx) => finishIdempotent(tx, claim, status, idIn(body))).catch(() => undefined);
    return answer;
  } catch (error) {
    await store.transaction((tx) => releaseIdempotencyKey(tx, claim)).catch(() => undefined);
    throw error;
  }
}

/**
 * Does the work of a request, or answers that it was done; a repetition carries `Idempotency-Replayed: true`. A key is
 * known for 24 hours, to the access token that sent it; a request that failed has not used it up.
 *
 * @throws Problem `idempotency/mismatch`, `idempotency/in-progress`, `idempotency/already-shown`; `request/invalid` for a
 *   key that is not 1 to 255 visible ASCII characters; what the handler throws
 */
export async function answerOnce<C extends Call, A extends AnyAnswer>(call: C, request: OnceRequest<C, A>): Promise<A> {
  const { key, method, path, idempotency } = request;
  if (!KEY.test(key)) {
    const message = 'is not 1 to 255 visible ASCII characters';
    throw new Problem('request/invalid', { errors: [{ path: 'Idempotency-Key', message }] });
  }
  const { organisation, principal, services } = call;
  const claim = { organisation_id: organisation.id, principal: principal.tokenId, key, claim: randomUUID() };
  const row = { ...claim, method, path, fingerprint: await fingerprintOf(call, request) };
  const former = await services.store.transaction((tx) => claimIdempotencyKey(tx, row, services.clock()));
  if (former === undefined) return work(call, claim, request);
  if (former.isInPart) return work({ ...call, doneInPart: former.resource ?? undefined }, claim, request);
  if (idempotency.replay === 'shown-once') throw new Problem('idempotency/already-shown');
  const answer = await idempotency.replay(call, former.resource ?? '');
  const headers = { ...answer.headers, 'idempotency-replayed': 'true' };
  return { ...answer, status: former.status ?? answer.status, headers };
}
