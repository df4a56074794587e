/** The types of events, in words and in the order in which they are offered. */
import type { OptionsOf } from '@keyward/sdk';

type EventType = NonNullable<OptionsOf<'events.list'>['type']>;

const words: Readonly<Record<EventType, string>> = {
  'credential.created': 'Credential created',
  'credential.updated': 'Credential changed',
  'credential.deleted': 'Credential removed',
  'credential.rejected': 'Credential rejected by its API',
  'credential.expiring': 'Credential expires soon',
  'credential.expired': 'Credential expired',
  'credential.reconnect-required': 'Connection to be made again',
  'credential.verdict-changed': 'Verdict changed',
  'credential.account-changed': 'Connected to another account',
  'connect-link.completed': 'Connect link used',
  'connect-link.failed': 'Connect link: refused',
  'member.invited': 'Member invited',
  'member.reset': 'Link for a member’s new password made',
  'member.deactivated': 'Member’s account deactivated',
  'member.reactivated': 'Member’s account reactivated',
  'member.joined': 'Member joined',
  'member.changed': 'Member changed',
  'member.removed': 'Member removed',
  'webhook.disabled': 'Webhook ended',
  'webhook.test': 'Webhook tried',
};

/** All of them; a new one of the API that has no words here does not compile. */
export const eventTypes = Object.keys(words) as readonly EventType[];

/** In words; a type that is not known as it is. */
export function describeEvent(type: string): string {
  return Object.hasOwn(words, type) ? words[type as EventType] : type;
}

/** The credential that an event is about, as far as it names one. */
export function subjectOf({ credentialId, key }: Readonly<Record<string, unknown>>): { id?: string; key?: string } {
  return {
    ...(typeof credentialId === 'string' && { id: credentialId }),
    ...(typeof key === 'string' && { key }),
  };
}
