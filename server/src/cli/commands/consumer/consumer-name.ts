/** `flow/8f14e45f` on the command line. */
import { usageError } from '../../usage-error.ts';

/** Kind and id of a consumer. @throws KeywardError `client/usage` */
export function consumerName(text: string): readonly [kind: string, externalId: string] {
  const [kind, externalId, ...more] = text.split('/');
  if (!kind || !externalId || more.length > 0) throw usageError('A consumer is named by kind and id: flow/8f14e45f.');
  return [kind, externalId];
}
