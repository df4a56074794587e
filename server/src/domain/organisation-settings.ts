/** What an organisation decides for itself; each setting with its default, so that stored settings may lack any of them. */
import { isLoopbackHost, type Origin, parseOrigin } from './origin.ts';

export interface OrganisationSettings {
  /** Which users keep a credential from being deleted: those that are `active` (default), or `any`. */
  readonly deletionGuard: 'active' | 'any';
  /** Whether a credential that its API has rejected is injected all the same; false by default. */
  readonly injectRejected: boolean;
  /** How many days before a credential expires an event warns of it; once for each. 30, 7 and 1 by default. */
  readonly expiryWarnings: readonly number[];
  /** After so many hours each credential is tried again on its API, from 1 to a year's; 0, the default: never by itself. */
  readonly reverifyAfterHours: number;
  /** Whether people who manage here must have a second factor: `optional` by default. Access tokens have none and need none. */
  readonly secondFactor: 'optional' | 'required';
  /** How people who manage here may have signed in: `any` way by default. Owners may in any case. */
  readonly signIn: 'any' | 'single-sign-on';
  /** Origins that a browser may be sent back to from a page of Keyward, beside Keyward's own; none by default. */
  readonly returnOrigins: readonly Origin[];
}

/** Of one organisation. */
export const MOST_RETURN_ORIGINS = 50;
/** A quarter; so early nobody acts. */
export const MOST_WARNING_DAYS = 90;
/** How many warnings of one credential there may be. */
export const MOST_WARNINGS = 10;

/** What holds where an organisation has decided nothing. */
export const defaultSettings: OrganisationSettings = {
  deletionGuard: 'active',
  injectRejected: false,
  expiryWarnings: [30, 7, 1],
  reverifyAfterHours: 0,
  secondFactor: 'optional',
  signIn: 'any',
  returnOrigins: [],
};

function isWarnings(value: unknown): value is number[] {
  const isDays = (day: unknown) => Number.isInteger(day) && Number(day) >= 1 && Number(day) <= MOST_WARNING_DAYS;
  return Array.isArray(value) && value.length <= MOST_WARNINGS && value.every(isDays);
}

/** A year. */
export const MOST_REVERIFY_HOURS = 8_760;

function hoursOf(stored: unknown): number {
  const isFit = Number.isInteger(stored) && Number(stored) > 0 && Number(stored) <= MOST_REVERIFY_HOURS;
  return isFit ? Number(stored) : defaultSettings.reverifyAfterHours;
}

/** Whole origins: `https://…`, or `http://` on loopback; whoever listens elsewhere in the clear could read what comes. */
export function isReturnOrigin(value: unknown): value is Origin {
  try {
    const isNormal = typeof value === 'string' && parseOrigin(value) === value;
    return isNormal && (value.startsWith('https:') || isLoopbackHost(new URL(value).hostname));
  } catch {
    return false;
  }
}

function isReturnOrigins(value: unknown): value is Origin[] {
  return Array.isArray(value) && value.length <= MOST_RETURN_ORIGINS && value.every(isReturnOrigin);
}

/**
 * The settings in force. A member that is missing, or has a value that it cannot have, is at its default: the strict one.
 *
 * @param stored - As read from the database, where anybody may have written.
 */
export function effectiveSettings(stored: Readonly<Record<string, unknown>>): OrganisationSettings {
  return {
    deletionGuard: stored.deletionGuard === 'any' ? 'any' : defaultSettings.deletionGuard,
    injectRejected: stored.injectRejected === true,
    expiryWarnings: isWarnings(stored.expiryWarnings) ? stored.expiryWarnings : defaultSettings.expiryWarnings,
    reverifyAfterHours: hoursOf(stored.reverifyAfterHours),
    secondFactor: stored.secondFactor === 'required' ? 'required' : defaultSettings.secondFactor,
    signIn: stored.signIn === 'single-sign-on' ? 'single-sign-on' : defaultSettings.signIn,
    returnOrigins: isReturnOrigins(stored.returnOrigins) ? stored.returnOrigins : defaultSettings.returnOrigins,
  };
}
