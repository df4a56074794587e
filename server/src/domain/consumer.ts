/**
 * Consumers: flows, rules, functions and whatever else another system runs with credentials of Keyward. One is known by a
 * kind and the id that its own system gave it, which `Keyward-Consumer` names too, so that what is registered and what is
 * observed are told of the same thing.
 *
 *     flow/8f14e45f        kind/externalId
 */
import type { Instant } from './instant.ts';
import type { Reference } from './reference.ts';

/** A registered consumer. */
export interface Consumer {
  readonly organisationId: string;
  /** `kind/externalId`; fixed, unique in the organisation. */
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
  /** Where its keys are looked up first; the empty string: in the organisation alone. */
  readonly solutionId: string;
  /** An http(s) address where people find it. */
  readonly link?: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly updatedAt: Instant;
  readonly updatedBy: string;
}

/** A consumer with what it uses, in the order of keys and steps. */
export interface ConsumerWithUses {
  readonly consumer: Consumer;
  readonly uses: readonly Reference[];
}

const LONGEST = 200;
const PART = '[A-Za-z0-9._:@-]+';
const NAME = new RegExp(`^${PART}(?:/${PART})?$`);

/** An access token anywhere in it: pasted by mistake, it would lie in the database in the clear. */
const TOKEN = /kw_[A-Za-z0-9_-]{43}/;

/** Keyward's own functions are found under this kind. */
export const FUNCTION_KIND = 'function';

/** Whether the text may name a consumer in `Keyward-Consumer`: kind and id, or a name alone. */
export function isConsumerName(text: string): boolean {
  return text.length <= LONGEST && NAME.test(text) && !TOKEN.test(text);
}

/** Whether a consumer may be registered under the text: kind and id, neither of which a path would take for a step. */
export function isConsumerId(text: string): boolean {
  const parts = text.split('/');
  return isConsumerName(text) && parts.length === 2 && parts.every((part) => part !== '.' && part !== '..');
}

/** Kind and external id of a consumer's id. */
export function partsOfConsumer(id: string): { readonly kind: string; readonly externalId: string } {
  const slash = id.indexOf('/');
  return { kind: id.slice(0, slash), externalId: id.slice(slash + 1) };
}

/** Whether the text is an http(s) address without a login: nothing else is shown to people as a link. */
export function isLink(text: string): boolean {
  // Parsed as a browser would; what the parser takes out or turns around, such as tabs and backslashes, is refused.
  if (!/^https?:\/\/[^\s\\\p{C}]+$/iu.test(text)) return false;
  const url = URL.parse(text);
  return url !== null && url.username === '' && url.password === '';
}
