/** Records a refusal in the audit log. It stands whether or not it could be recorded: it is the safe answer. */
import type { Refusal } from '../audit/refusal-log.ts';
import type { BrokerParts } from './parts.ts';

/** Never throws; what could not be recorded is in the log. */
export async function recordRefusal(
  { refusals, logger }: Pick<BrokerParts, 'refusals' | 'logger'>,
  refusal: Refusal,
): Promise<void> {
  try {
    await refusals.record(refusal);
  } catch (failure) {
    logger.error({ err: failure, code: refusal.code }, 'refusal not recorded');
  }
}
