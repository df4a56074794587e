/** Profiles as they are printed: never their tokens. */
import type { Profile } from './profile.ts';

/** A profile without its token. */
export interface ProfileView extends Omit<Profile, 'token'> {
  readonly name: string;
  readonly current: boolean;
}

/** What of a profile may be shown. */
export function withoutToken(name: string, profile: Profile, current: boolean): ProfileView {
  const { token: _, ...shown } = profile;
  return { name, current, ...shown };
}
