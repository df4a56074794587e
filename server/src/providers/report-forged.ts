/** Reports providers that were written into the database past the broker: to the log and to the audit log. */
import type { RefusalLog } from '../audit/refusal-log.ts';
import type { Logger } from '../log/logger.ts';

/** Told of each such row as often as it is met; the audit log bounds what it keeps. */
export function reporterOfForged({
  logger,
  refusals,
}: {
  readonly logger: Logger;
  readonly refusals: RefusalLog;
}): (organisationId: string, name: string) => void {
  return (organisationId, name) => {
    logger.warn({ organisation: organisationId, provider: name }, 'a provider without a valid signature is not used');
    const subject = { actor: 'keyward', action: 'provider.unwitnessed', subject: name } as const;
    refusals.record({ organisationId, ...subject, code: 'provider/not-found' }).catch((error: unknown) => {
      logger.error({ err: error }, 'a forged provider could not be recorded');
    });
  };
}
