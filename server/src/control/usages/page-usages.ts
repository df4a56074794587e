/**
 * Where a credential is used: the references that name it, each with the traffic that was observed of its holder, and the
 * traffic of whoever else uses it. A token that is limited to solutions is told how many users it may not see.
 */
import { type Static, Type } from 'typebox';
import type { Credential } from '../../domain/credential.ts';
import { formatInstant } from '../../domain/instant.ts';
import { Problem } from '../../domain/problem.ts';
import type { CredentialUser } from '../../domain/reference.ts';
import { managesScope } from '../../domain/solution.ts';
import { decodeCursor, encodeCursor } from '../../store/cursor.ts';
import { type ObservedTraffic, observedTraffic as readTraffic } from '../../store/observed-traffic.ts';
import { listBinding } from '../../store/page.ts';
import { countCredentialUsers, listCredentialUsers, type UserPosition } from '../../store/references.ts';
import { type CredentialCall, requireCredential } from '../credentials/find-live.ts';
import { DEFAULT_LIMIT, inSolution, paging } from '../schemas.ts';
import { consumerNameOf, observedTraffic, observedUsage, usageOf } from './usage-view.ts';

const closed = { additionalProperties: false } as const;

/** Which page, in which scope. */
export const usagesQuery = Type.Object({ ...paging, ...inSolution }, closed);

/** References in the order of holders and steps; `observed` on the first page alone. */
export const usagesPage = Type.Object(
  {
    items: Type.Array(observedUsage),
    nextCursor: Type.Optional(Type.String()),
    /** References that the token sees. */
    total: Type.Integer(),
    /** References that it may not see. */
    hidden: Type.Integer(),
    /** The 200 last used; other uses are counted by `use`. */
    observed: Type.Optional(Type.Array(observedTraffic)),
  },
  { ...closed, title: 'CredentialUsages' },
);

type UsagesCall = CredentialCall<Static<typeof usagesQuery>>;

const MOST_OBSERVED = 200;

/** Enough for a page of holders, each of which goes to a few origins. */
const MOST_SUMMED = 10_000;

function positionOf(cursor: string, binding: string): UserPosition {
  const parts = decodeCursor(binding, 'number', cursor).id.split('\n');
  const [kind, id, step] = parts;
  if (parts.length !== 3 || step === undefined) throw new Problem('request/cursor-invalid');
  return { kind: kind!, id: id!, step };
}

function cursorOf({ holder: { kind, id }, reference: { step = '' } }: CredentialUser, binding: string): string {
  return encodeCursor(binding, { value: 0, id: [kind, id, step].join('\n') });
}

function viewSums(traffic: readonly ObservedTraffic[]) {
  return {
    count: traffic.reduce((sum, { count }) => sum + count, 0),
    firstUsedAt: formatInstant(Math.min(...traffic.map(({ firstUsedAt }) => firstUsedAt))),
    lastUsedAt: formatInstant(Math.max(...traffic.map(({ lastUsedAt }) => lastUsedAt))),
  };
}

/** Of the organisation's credential somebody who is limited to solutions is told what concerns these alone. */
async function observedOf(
  { services, organisation, principal }: UsagesCall,
  credential: Credential,
): Promise<Static<typeof observedTraffic>[] | undefined> {
  if (!managesScope(principal, credential.solutionId)) return undefined;
  const { read } = services.store;
  const traffic = await readTraffic(read, organisation.id, { credentialId: credential.id, limit: MOST_OBSERVED });
  const trafficNames = [...new Set(traffic.map(({ consumer }) => consumer))];
  const named = await listCredentialUsers(read, credential, { limit: MOST_SUMMED, trafficNames });
  const names = new Set(named.map(consumerNameOf));
  return traffic.map((one) => {
    return { consumer: one.consumer, origin: one.origin, ...viewSums([one]), registered: names.has(one.consumer) };
  });
}

async function viewUsers({ services, organisation }: UsagesCall, credential: Credential, users: CredentialUser[]) {
  const consumers = [...new Set(users.map(consumerNameOf))];
  const asked = { credentialId: credential.id, consumers, limit: MOST_SUMMED };
  const traffic = await readTraffic(services.store.read, organisation.id, asked);
  const byConsumer = Map.groupBy(traffic, ({ consumer }) => consumer);
  return users.map((user) => {
    const own = byConsumer.get(consumerNameOf(user));
    return { ...usageOf(user), ...(own && { observed: viewSums(own) }) };
  });
}

/** @throws Problem `credential/not-found`, `request/cursor-invalid` */
export async function pageUsages(call: UsagesCall): Promise<Static<typeof usagesPage>> {
  const { services, organisation, principal, query } = call;
  const { limit = DEFAULT_LIMIT, cursor } = query;
  const credential = await requireCredential(call);
  const solutions = principal.solutionIds;
  const binding = listBinding('usages', { organisationId: organisation.id, id: credential.id, solutions });
  const after = cursor === undefined ? undefined : positionOf(cursor, binding);
  const { read } = services.store;
  const [users, counts, observed] = await Promise.all([
    listCredentialUsers(read, credential, { limit: limit + 1, solutions, after }),
    countCredentialUsers(read, organisation.id, { ids: [credential.id], solutions }),
    after === undefined ? observedOf(call, credential) : undefined,
  ]);
  const { all, visible } = counts.get(credential.id) ?? { all: 0, visible: 0 };
  const page = users.slice(0, limit);
  return {
    items: await viewUsers(call, credential, page),
    ...(users.length > limit && { nextCursor: cursorOf(page.at(-1)!, binding) }),
    total: visible,
    hidden: all - visible,
    ...(observed && { observed }),
  };
}
