/**
 * What Keyward tells others of: the closed list of events, and what each says. An event holds no secret, and nothing from
 * which one could be guessed; it names its subject, so that whoever may see more can ask for it.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md (payload)
 */
import type { Credential } from './credential.ts';
import type { Instant } from './instant.ts';

/** Every type of event, and when it happens. Never renamed: others act on them. */
export const eventTypes = [
  /** A credential was made. */
  'credential.created',
  /** Its record or a secret of it was changed. */
  'credential.updated',
  /** It was deleted, its secrets destroyed. */
  'credential.deleted',
  /** Its API refused it; comes beside `credential.verdict-changed`. */
  'credential.rejected',
  /** It expires in so many days, as the setting `expiryWarnings` lists them; once for each. */
  'credential.expiring',
  /** Its time has come: its secrets are destroyed. */
  'credential.expired',
  /** Its connection has to be made again by a person. */
  'credential.reconnect-required',
  /** A reconnection was given access to another account than before. */
  'credential.account-changed',
  /** A verification came to another verdict than before, or a change has made the last one worthless. */
  'credential.verdict-changed',
  /** Somebody has stored a credential by a connect link. */
  'connect-link.completed',
  /** What was handed in through a connect link was refused; it says by which code, and how many tries are left. */
  'connect-link.failed',
  /** Somebody was invited; the link itself is told to the inviter alone. */
  'member.invited',
  /** Somebody became a member, or a member got more, by a link. */
  'member.joined',
  /** A member's role, in the organisation or in a solution, was changed. */
  'member.changed',
  /** A member was removed, or left. */
  'member.removed',
  /** An owner of the platform has made a one-time link for a member's new password; it is told to them alone. */
  'member.reset',
  /** A member's account was deactivated: they sign in no more, anywhere. */
  'member.deactivated',
  /** A member's account is in use again. */
  'member.reactivated',
  /** A webhook is sent nothing any more: it failed for too long, or asked for it. */
  'webhook.disabled',
  /** Sent to one webhook because somebody asked for it. */
  'webhook.test',
] as const;

export type EventType = (typeof eventTypes)[number];

/** What an event of a credential says of it. */
export type EventCredential = Pick<
  Credential,
  'organisationId' | 'solutionId' | 'id' | 'key' | 'type' | 'labels' | 'status' | 'version'
> &
  Partial<Pick<Credential, 'provider' | 'expiresAt'>> & {
    readonly verification: Pick<Credential['verification'], 'verdict'>;
  };

/** One thing that has happened, before it is stored. */
export interface NewEvent {
  readonly organisationId: string;
  readonly type: EventType;
  /** Of its subject; the empty string for what belongs to the organisation. */
  readonly solutionId: string;
  readonly credentialId?: string;
  readonly credentialKey?: string;
  /** Without secrets. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** An event as it is stored. */
export interface StoredEvent extends NewEvent {
  readonly id: string;
  readonly at: Instant;
}
