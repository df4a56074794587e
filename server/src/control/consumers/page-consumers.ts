/** The list of consumers, narrowed to what the token sees. */
import { type Static, Type } from 'typebox';
import { isId } from '../../domain/id.ts';
import { isKey } from '../../domain/key.ts';
import { Problem } from '../../domain/problem.ts';
import { type ConsumerFilters, listConsumers } from '../../store/consumers.ts';
import { lookUpCredential } from '../../store/credentials.ts';
import { isVisible, scopeOf } from '../credentials/find-live.ts';
import type { Call } from '../route.ts';
import { DEFAULT_LIMIT, inSolution, paging, text } from '../schemas.ts';
import { consumerView, viewConsumer } from './consumer-view.ts';

const closed = { additionalProperties: false } as const;

/** Which consumers to list. */
export const consumersQuery = Type.Object(
  {
    ...paging,
    ...inSolution,
    kind: Type.Optional(text(200, 1)),
    /** Key or id of a credential that they name. */
    credential: Type.Optional(Type.String({ maxLength: 128 })),
    search: Type.Optional(text(200)),
  },
  closed,
);

/** Newest first. */
export const consumersPage = Type.Object(
  { items: Type.Array(consumerView), nextCursor: Type.Optional(Type.String()) },
  closed,
);

type ConsumersCall = Call<unknown, Static<typeof consumersQuery>>;

/** @throws Problem `credential/not-found` */
async function credentialIdOf(call: ConsumersCall, reference: string): Promise<string> {
  const isReference = isKey(reference) || isId('cred', reference);
  const found = isReference && (await lookUpCredential(call.services.store.read, scopeOf(call), reference));
  // In a solution a key may mean what is the organisation's.
  if (!found || !isVisible({ ...call, solutionId: '' }, found)) throw new Problem('credential/not-found');
  return found.id;
}

function solutionsOf({ principal, solutionId, query }: ConsumersCall): Pick<ConsumerFilters, 'solutions'> {
  if (query.solution !== undefined && (solutionId !== '' || !principal.solutionIds)) return { solutions: [solutionId] };
  return principal.solutionIds ? { solutions: principal.solutionIds } : {};
}

/** @throws Problem `credential/not-found`, `request/cursor-invalid` */
export async function pageConsumers(call: ConsumersCall): Promise<Static<typeof consumersPage>> {
  const { limit = DEFAULT_LIMIT, cursor, kind, search, credential } = call.query;
  const { items, nextCursor } = await listConsumers(call.services.store.read, call.organisation.id, {
    limit,
    ...(cursor !== undefined && { cursor }),
    ...(kind !== undefined && { kind }),
    ...(search !== undefined && { search }),
    ...(credential !== undefined && { credentialId: await credentialIdOf(call, credential) }),
    ...solutionsOf(call),
  });
  return { items: items.map(viewConsumer), ...(nextCursor !== undefined && { nextCursor }) };
}
