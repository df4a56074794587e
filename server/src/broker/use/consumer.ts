/**
 * `Keyward-Consumer`: the flow or function that a request is made for, as its caller names it. It goes into statistics,
 * the request log and the audit log, and never to an upstream.
 *
 *     Keyward-Consumer: flow/8f14e45f        kind/externalId, or a name alone
 */
import type { IncomingHttpHeaders } from 'node:http';
import { Problem } from '../../domain/problem.ts';

const LONGEST = 200;
const NAME = /^[A-Za-z0-9._:@-]+(?:\/[A-Za-z0-9._:@-]+)?$/;

/** An access token anywhere in it: pasted by mistake, it would lie in the database in the clear. */
const TOKEN = /kw_[A-Za-z0-9_-]{43}/;

/** Whether the text may name a consumer. */
function isConsumer(text: string): boolean {
  return text.length <= LONGEST && NAME.test(text) && !TOKEN.test(text);
}

/**
 * The consumer that the request names; empty where it names none.
 *
 * @throws Problem `request/consumer-invalid`
 */
export function consumerOf(headers: IncomingHttpHeaders): string {
  const named = headers['keyward-consumer'];
  if (named === undefined) return '';
  if (typeof named !== 'string' || !isConsumer(named)) throw new Problem('request/consumer-invalid');
  return named;
}
