/** Finds the consumer that a path names. A token that is limited to solutions knows of those in its solutions alone. */
import { type ConsumerWithUses, isConsumerId } from '../../domain/consumer.ts';
import { Problem } from '../../domain/problem.ts';
import { managesScope } from '../../domain/solution.ts';
import { findConsumer } from '../../store/consumers.ts';
import type { Call } from '../route.ts';

/** A call whose path ends in a consumer's kind and id. */
export type ConsumerCall<Body = unknown> = Call<{ kind: string; externalId: string }, unknown, Body>;

/** `kind/externalId` of the path, whatever it holds. */
export function consumerIdOf({ params }: ConsumerCall): string {
  return `${params.kind}/${params.externalId}`;
}

/** @throws Problem `consumer/not-found` */
export async function requireConsumer(call: ConsumerCall): Promise<ConsumerWithUses> {
  const { services, organisation, principal } = call;
  const id = consumerIdOf(call);
  const found = isConsumerId(id) ? await findConsumer(services.store.read, organisation.id, id) : undefined;
  if (!found || !managesScope(principal, found.consumer.solutionId)) throw new Problem('consumer/not-found');
  return found;
}
