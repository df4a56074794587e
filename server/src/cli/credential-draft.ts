/** Makes a whole new credential from flags: `add` and `replace` differ only in what they do with it. */
import type { KeywardClient, NewCredential } from '@keyward/sdk';
import { assertPlain, type MemberFlags, membersOf } from './credential-members.ts';
import { askSecrets, givenSecrets, type SecretFlags } from './secret-input.ts';

/** The flags of a new credential. */
export interface DraftFlags extends MemberFlags, SecretFlags {
  readonly type: string;
  readonly shadows?: boolean;
}

/**
 * Reads the type, then the secrets: those that the flags name, and at a hidden prompt those that are required and missing.
 *
 * @param kept - Secret fields that need no value, since they have one already.
 * @throws KeywardError `client/usage`, or the API's own
 */
export async function draftOf(
  client: KeywardClient,
  flags: DraftFlags,
  kept: readonly string[] = [],
): Promise<NewCredential> {
  const [type, members] = [await client.credentialTypes.get(flags.type), await membersOf(flags)];
  const secretFields = type.fields.filter(({ secret }) => secret);
  const openNames = type.openFields ? Object.keys(members.fields ?? {}) : [];
  const redacted = openNames.filter((name) => flags.redact?.includes(name) ?? false);
  assertPlain(members.fields, [...secretFields.map(({ name }) => name), ...redacted]);
  const given = await givenSecrets(flags);
  const isMissing = (name: string): boolean => !Object.hasOwn(given, name) && !kept.includes(name);
  const missing = secretFields.filter(({ name, required }) => required && isMissing(name));
  return {
    ...members,
    ...(flags.shadows && { shadows: true }),
    type: flags.type,
    fields: members.fields ?? {},
    secrets: { ...given, ...(await askSecrets(missing)) },
  };
}

/** The line for people about what was stored, with a line for each rule that it breaks. */
export function describeStored(
  verb: string,
  credential: {
    readonly key: string;
    readonly status: string;
    readonly errors: readonly { readonly path: string; readonly message: string }[];
  },
): string {
  const notes = credential.errors.map(({ path, message }) => `  ${path} ${message}`);
  return [`${verb} ${credential.key} (${credential.status}).`, ...notes].join('\n');
}
