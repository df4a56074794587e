/**
 * One step of warning: an event for each credential that expires in so many days, where its organisation's setting
 * `expiryWarnings` lists them, in the transaction that takes note of it. Opens nothing and needs no key.
 */
import { effectiveSettings } from '../domain/organisation-settings.ts';
import { credentialEvent } from '../events/credential-events.ts';
import { recordEvents } from '../events/record-event.ts';
import { type DueWarning, takeDueWarnings } from '../store/expiry-warnings.ts';
import { findSettings } from '../store/organisations.ts';
import type { Store } from '../store/store.ts';

/** Most warnings of one transaction. */
const BATCH = 500;

/**
 * Gives up to 500 warnings that are due by database time; each on one node only, once.
 *
 * @returns whether more may be due
 * @throws Problem `store/unavailable`
 */
export async function warnExpiring(store: Pick<Store, 'dialect' | 'transaction'>): Promise<boolean> {
  return store.transaction(async (transaction) => {
    const { warnings, at, isFull } = await takeDueWarnings(transaction, store.dialect, BATCH);
    const ids = [...new Set(warnings.map(({ credential }) => credential.organisationId))];
    const settings = await findSettings(transaction, ids);
    const isWanted = ({ credential, days }: DueWarning) =>
      effectiveSettings(settings.get(credential.organisationId) ?? {}).expiryWarnings.includes(days);
    const events = warnings
      .filter(isWanted)
      .map(({ credential, days }) => credentialEvent('credential.expiring', credential, { days }));
    await recordEvents(transaction, events, at);
    return isFull;
  });
}
