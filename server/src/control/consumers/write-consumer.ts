/** Registers consumers, idempotently, and removes them. */
import { isDeepStrictEqual } from 'node:util';
import { auditedConsumer } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import { type Consumer, type ConsumerWithUses, FUNCTION_KIND, isConsumerId, isLink } from '../../domain/consumer.ts';
import { isKey } from '../../domain/key.ts';
import { Problem, type ProblemCode, type Violation } from '../../domain/problem.ts';
import { managesScope } from '../../domain/solution.ts';
import { deleteConsumer, findConsumer, insertConsumer, updateConsumer } from '../../store/consumers.ts';
import { holdSolution } from '../../store/solutions.ts';
import type { Transaction } from '../../store/store.ts';
import { assertManages } from '../credentials/find-live.ts';
import { assertIfMatch } from '../http/if-match.ts';
import { solutionNamedBy } from '../http/solution-named-by.ts';
import type { Call } from '../route.ts';
import type { ConsumerBody } from './consumer-view.ts';
import { assertReferences, type PlacedReference } from './held-references.ts';
import { type ConsumerCall, consumerIdOf, requireConsumer } from './require-consumer.ts';
import { retryStaleUser } from './retry-stale-user.ts';

function violationsOf({ link, uses }: ConsumerBody): Violation[] {
  const seen = new Set<string>();
  const ofUses = uses.flatMap(({ credential, step = '' }, index) => {
    const place = `${credential}\n${step}`;
    const isSeen = seen.has(place);
    seen.add(place);
    if (!isKey(credential)) return [{ path: `/uses/${index}/credential`, message: 'is not the key of a credential' }];
    return isSeen ? [{ path: `/uses/${index}`, message: 'says the same credential and step again' }] : [];
  });
  const isBadLink = link !== undefined && !isLink(link);
  return isBadLink ? [{ path: '/link', message: 'is not an http(s) address without a login' }, ...ofUses] : ofUses;
}

/** @throws Problem `consumer/name-invalid` */
function newIdOf(call: ConsumerCall): string {
  const id = consumerIdOf(call);
  if (!isConsumerId(id) || call.params.kind.toLowerCase() === FUNCTION_KIND) throw new Problem('consumer/name-invalid');
  return id;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** In the order in which they are read again, so that an unchanged set is known by that. */
function placedUses({ uses }: ConsumerBody): PlacedReference[] {
  const placed = uses.map(({ credential, ...use }, index) => {
    return { key: credential, ...use, path: `/uses/${index}/credential` };
  });
  return placed.sort((a, b) => compareTexts(a.key, b.key) || compareTexts(a.step ?? '', b.step ?? ''));
}

/** The state that the body asks for, on top of the stored one. */
function nextOf(call: ConsumerCall<ConsumerBody>, solutionId: string, current: Consumer | undefined): Consumer {
  const { services, principal, organisation, body } = call;
  const [at, by] = [services.clock(), principal.tokenId];
  return {
    organisationId: organisation.id,
    id: newIdOf(call),
    name: body.name,
    isActive: body.active ?? true,
    solutionId,
    ...(body.link !== undefined && { link: body.link }),
    version: (current?.version ?? 0) + 1,
    createdAt: current?.createdAt ?? at,
    createdBy: current?.createdBy ?? by,
    updatedAt: at,
    updatedBy: by,
  };
}

function isUnchanged(current: ConsumerWithUses | undefined, next: ConsumerWithUses): current is ConsumerWithUses {
  return current !== undefined && isDeepStrictEqual(auditedConsumer(current), auditedConsumer(next));
}

/** What is to be judged: one that no longer runs may go on naming what is gone, or it could not be switched off. */
function judged(
  placed: readonly PlacedReference[],
  current: ConsumerWithUses | undefined,
  next: Consumer,
): readonly PlacedReference[] {
  if (next.isActive || current?.consumer.solutionId !== next.solutionId) return placed;
  return placed.filter(({ path: _, ...use }) => !current.uses.some((former) => isDeepStrictEqual(former, use)));
}

async function record(
  call: Call,
  tx: Transaction,
  { next, current }: { readonly next: ConsumerWithUses; readonly current: ConsumerWithUses | undefined },
): Promise<void> {
  const { id, version } = next.consumer;
  const changes = changesOf(current && auditedConsumer(current), auditedConsumer(next));
  await call.recordDone(tx, { subject: id, subjectKey: id, details: { version, changes } });
}

/** The problems that registering may end in, beside those of every route. */
export const registrationProblems: readonly ProblemCode[] = [
  'consumer/name-invalid',
  'consumer/taken',
  'consumer/stale',
  'reference/dangling',
  'credential/component-mismatch',
  'solution/not-found',
];

/** What a registration has done. */
export interface Registration {
  readonly registered: ConsumerWithUses;
  readonly isNew: boolean;
}

/**
 * Brings the consumer of the path to exactly the state of the body; without a change there is no new version.
 *
 * @throws Problem those of `registrationProblems`; `token/forbidden` outside of the token's solutions
 */
export async function registerConsumer(call: ConsumerCall<ConsumerBody>): Promise<Registration> {
  const id = newIdOf(call);
  const errors = violationsOf(call.body);
  if (errors.length > 0) throw new Problem('request/invalid', { errors });
  const { solution } = call.body;
  const solutionId = await solutionNamedBy({ ...call, query: solution === undefined ? {} : { solution } });
  assertManages(call, { solutionId });
  return retryStaleUser(call, async () => {
    const current = await findConsumer(call.services.store.read, call.organisation.id, id);
    if (current && !managesScope(call.principal, current.consumer.solutionId)) throw new Problem('consumer/taken');
    assertIfMatch(call.ifMatch, current?.consumer.version, 'consumer/stale');
    return await store(call, solutionId, current);
  });
}

async function store(
  call: ConsumerCall<ConsumerBody>,
  solutionId: string,
  current: ConsumerWithUses | undefined,
): Promise<Registration> {
  const placed = placedUses(call.body);
  const consumer = nextOf(call, solutionId, current?.consumer);
  const next = { consumer, uses: placed.map(({ path: _, ...use }) => use) };
  return await call.services.store.transaction(async (tx) => {
    if (solutionId !== '') await holdSolution(tx, call.organisation.id, solutionId);
    await assertReferences(tx, consumer, judged(placed, current, consumer));
    if (isUnchanged(current, next)) return { registered: current, isNew: false };
    await (current ? updateConsumer : insertConsumer)(tx, consumer, next.uses);
    await record(call, tx, { next, current });
    return { registered: next, isNew: current === undefined };
  });
}

/**
 * Removes the consumer of the path, and its references with it.
 *
 * @throws Problem `consumer/not-found`, `consumer/stale`
 */
export async function removeConsumer(call: ConsumerCall): Promise<void> {
  await retryStaleUser(call, async () => {
    const current = await requireConsumer(call);
    const { id, version } = current.consumer;
    assertIfMatch(call.ifMatch, version, 'consumer/stale');
    await call.services.store.transaction(async (tx) => {
      await deleteConsumer(tx, current.consumer);
      const changes = changesOf(auditedConsumer(current), { members: {} });
      await call.recordDone(tx, { subject: id, subjectKey: id, details: { version, changes } });
    });
  });
}
