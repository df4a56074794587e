/**
 * What a write has changed, for the audit log: members that are not secret with both values, secrets by the fact alone.
 * A value of a secret never comes here, nor a hash of one: the input holds only the versions of secrets.
 */
import { isDeepStrictEqual } from 'node:util';

/** One changed member; `from` is absent where there was none, `to` where there is none now. */
export interface MemberChange {
  /** JSON pointer (RFC 6901) into the resource as the API shows it. */
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** A secret that was given, given anew or destroyed. */
export interface SecretChange {
  /** `/fields/apiKey` */
  readonly path: string;
  readonly secret: 'set' | 'replaced' | 'destroyed';
}

export type AuditedChange = MemberChange | SecretChange;

/** A state of a resource as the log may know it. */
export interface Audited {
  /** Without secrets. Objects are compared member by member, lists as a whole; undefined is absent. */
  readonly members: Readonly<Record<string, unknown>>;
  /** The live material version of each secret field; by default none. */
  readonly secrets?: Readonly<Record<string, number>>;
}

const MOST_CHANGES = 100;

function pointer(parent: string, name: string): string {
  return `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function namesOf(before: object, after: object): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}

function own(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function memberChanges(path: string, from: unknown, to: unknown): MemberChange[] {
  if (isDeepStrictEqual(from, to)) return [];
  const isTree = (isObject(from) || from === undefined) && (isObject(to) || to === undefined);
  if (!isTree) return [{ path, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }];
  const [before, after] = [from ?? {}, to ?? {}];
  return namesOf(before, after).flatMap((name) =>
    memberChanges(pointer(path, name), own(before, name), own(after, name)),
  );
}

function secretChange(field: string, from: unknown, to: unknown): SecretChange[] {
  if (from === to) return [];
  const secret = from === undefined ? 'set' : to === undefined ? 'destroyed' : 'replaced';
  return [{ path: pointer('/fields', field), secret }];
}

/**
 * The changes from one state to another, secrets last; at most 100, and then one that says how many more there were.
 *
 * @param before - Absent for a creation.
 * @see RFC 6901 (JSON pointer)
 */
export function changesOf(before: Audited | undefined, after: Audited): AuditedChange[] {
  const former = before?.secrets ?? {};
  const latter = after.secrets ?? {};
  const changes = [
    ...memberChanges('', before?.members ?? {}, after.members),
    ...namesOf(former, latter).flatMap((field) => secretChange(field, own(former, field), own(latter, field))),
  ];
  if (changes.length <= MOST_CHANGES) return changes;
  // Of many changes those of secrets matter most.
  const kept = [
    ...changes.filter((change) => 'secret' in change),
    ...changes.filter((change) => !('secret' in change)),
  ];
  return [...kept.slice(0, MOST_CHANGES), { path: '', to: `${changes.length - MOST_CHANGES} more` }];
}
