/** What an organisation decides for itself; each setting with its default, so that stored settings may lack any of them. */

export interface OrganisationSettings {
  /** Which users keep a credential from being deleted: those that are `active` (default), or `any`. */
  readonly deletionGuard: 'active' | 'any';
  /** Whether a credential that its API has rejected is injected all the same; false by default. */
  readonly injectRejected: boolean;
}

/** What holds where an organisation has decided nothing. */
export const defaultSettings: OrganisationSettings = { deletionGuard: 'active', injectRejected: false };

/**
 * The settings in force. A member that is missing, or has a value that it cannot have, is at its default: the strict one.
 *
 * @param stored - As read from the database, where anybody may have written.
 */
export function effectiveSettings(stored: Readonly<Record<string, unknown>>): OrganisationSettings {
  return {
    deletionGuard: stored.deletionGuard === 'any' ? 'any' : defaultSettings.deletionGuard,
    injectRejected: stored.injectRejected === true,
  };
}
