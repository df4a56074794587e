/**
 * `Keyward-Consumer`: the flow or function that a request is made for, as its caller names it. It goes into statistics,
 * the request log and the audit log, and never to an upstream.
 *
 *     Keyward-Consumer: flow/8f14e45f        kind/externalId, or a name alone
 */
import type { IncomingHttpHeaders } from 'node:http';
import { isConsumerName } from '../../domain/consumer.ts';
import { Problem } from '../../domain/problem.ts';

/**
 * The consumer that the request names; empty where it names none.
 *
 * @throws Problem `request/consumer-invalid`
 */
export function consumerOf(headers: IncomingHttpHeaders): string {
  const named = headers['keyward-consumer'];
  if (named === undefined) return '';
  if (typeof named !== 'string' || !isConsumerName(named)) throw new Problem('request/consumer-invalid');
  return named;
}
