/** The settings as they are typed, and what of it is different from what is stored. */
import type { KeywardClient, ResultOf } from '@keyward/sdk';

export type Settings = ResultOf<'settings.get'>;

export type SettingsChange = Parameters<KeywardClient['settings']['update']>[0];

/** What is typed; the days as texts, one a tag. */
export interface SettingsDraft {
  readonly deletionGuard: Settings['deletionGuard'];
  readonly injectRejected: boolean;
  readonly reverifyAfterHours: number;
  readonly expiryWarnings: readonly string[];
  readonly returnOrigins: readonly string[];
}

/** To begin with. */
export function draftOf(settings: Settings): SettingsDraft {
  const { deletionGuard, injectRejected, reverifyAfterHours, expiryWarnings, returnOrigins } = settings;
  return {
    deletionGuard,
    injectRejected,
    reverifyAfterHours,
    returnOrigins,
    expiryWarnings: expiryWarnings.map(String),
  };
}

function settingsOf({ expiryWarnings, ...rest }: SettingsDraft): Omit<Settings, 'version'> {
  return { ...rest, returnOrigins: [...rest.returnOrigins], expiryWarnings: expiryWarnings.map(Number) };
}

function differing(before: Omit<Settings, 'version'>, after: Omit<Settings, 'version'>): (keyof SettingsDraft)[] {
  const names = Object.keys(draftOf({ ...after, version: 0 })) as (keyof SettingsDraft)[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** Only what is different. */
export function changeOf(before: Settings, draft: SettingsDraft): SettingsChange {
  const after = settingsOf(draft);
  return Object.fromEntries(differing(before, after).map((name) => [name, after[name]]));
}

/** One setting that somebody else has changed. */
export interface Difference {
  readonly name: keyof SettingsDraft;
  readonly was: string;
  readonly is: string;
}

function say(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/** What is different between two readings. */
export function differencesOf(before: Settings, now: Settings): Difference[] {
  return differing(before, now).map((name) => ({ name, was: say(before[name]), is: say(now[name]) }));
}
