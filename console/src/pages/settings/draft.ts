/** The settings as they are typed, and what of it is different from what is stored. */
import type { KeywardClient, ResultOf } from '@keyward/sdk';

export type Settings = ResultOf<'settings.get'>;

export type SettingsChange = Parameters<KeywardClient['settings']['update']>[0];

/** What is typed; the days as texts, one a tag. */
export interface SettingsDraft {
  readonly deletionGuard: Settings['deletionGuard'];
  readonly injectRejected: boolean;
  readonly reverifyAfterHours: number;
  readonly secondFactor: Settings['secondFactor'];
  readonly signIn: Settings['signIn'];
  readonly expiryWarnings: readonly string[];
  readonly returnOrigins: readonly string[];
}

/** To begin with. */
export function draftOf(settings: Settings): SettingsDraft {
  const { deletionGuard, injectRejected, reverifyAfterHours, secondFactor, signIn, expiryWarnings, returnOrigins } =
    settings;
  return {
    deletionGuard,
    injectRejected,
    reverifyAfterHours,
    secondFactor,
    signIn,
    returnOrigins,
    expiryWarnings: expiryWarnings.map(String),
  };
}

function settingsOf({ expiryWarnings, ...rest }: SettingsDraft): Omit<Settings, 'version'> {
  return { ...rest, returnOrigins: [...rest.returnOrigins], expiryWarnings: expiryWarnings.map(Number) };
}

/** The members of which two readings differ. */
export function changedMembers(
  before: Omit<Settings, 'version'>,
  after: Omit<Settings, 'version'>,
): (keyof SettingsDraft)[] {
  const names = Object.keys(draftOf({ ...after, version: 0 })) as (keyof SettingsDraft)[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** Only what is different. */
export function changeOf(before: Settings, draft: SettingsDraft): SettingsChange {
  const after = settingsOf(draft);
  return Object.fromEntries(changedMembers(before, after).map((name) => [name, after[name]]));
}
