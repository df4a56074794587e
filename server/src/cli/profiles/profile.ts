/** A profile: one Keyward that a person works with, and as whom. */

/** What a profile keeps. */
export interface Profile {
  /** Of the control API. */
  readonly url: string;
  /** Id or slug. */
  readonly organisation: string;
  /** Access token, `kw_…`. */
  readonly token: string;
  /** The broker's public key, pinned; without it nothing is sealed. */
  readonly brokerKey?: string;
}

/** All profiles of a person. */
export interface Profiles {
  /** Name of the profile that commands use where none is named. */
  readonly current?: string;
  readonly profiles: Readonly<Record<string, Profile>>;
}

/** Names of profiles: letters, digits, `.`, `_` and `-`, at most 64. */
export const PROFILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
