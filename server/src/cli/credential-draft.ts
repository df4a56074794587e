/** Makes a whole new credential from flags: `add` and `replace` differ only in what they do with it. */
import type { KeywardClient, NewCredential } from '@keyward/sdk';
import { assertPlain, type MemberFlags, membersOf } from './credential-members.ts';
import type { ExpectationFlags } from './expectation-flags.ts';
import { askSecrets, givenSecrets, type SecretFlags } from './secret-input.ts';
import { usageError } from './usage-error.ts';

/** The flags of a new credential. */
export interface DraftFlags extends MemberFlags, SecretFlags, ExpectationFlags {
  readonly type?: string;
  readonly provider?: string;
  readonly shadows?: boolean;
}

/** What is asked for: by the provider, else by the type. */
interface Asked {
  /** Of the type. */
  readonly name: string;
  readonly fields: readonly {
    readonly name: string;
    readonly title: string;
    readonly help: string;
    readonly secret: boolean;
    readonly required: boolean;
    readonly multiline: boolean;
  }[];
  readonly openFields: boolean;
}

/** @throws KeywardError `client/usage` where neither says the type, or the API's own */
export async function fieldsAsked(
  client: KeywardClient,
  { type, provider }: Pick<DraftFlags, 'type' | 'provider'>,
): Promise<Asked> {
  if (provider === undefined) {
    if (type === undefined) throw usageError('Give --type, or --provider.');
    return client.credentialTypes.get(type);
  }
  const { methods } = await client.providers.get(provider);
  const method = methods.find((each) => each.type === type) ?? (methods.length === 1 ? methods[0] : undefined);
  if (!method || (type !== undefined && method.type !== type)) {
    throw usageError(`Give --type, with this provider one of ${methods.map((each) => each.type).join(', ')}.`);
  }
  return { name: method.type, fields: method.fields, openFields: false };
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
  const [type, members] = [await fieldsAsked(client, flags), await membersOf(flags)];
  const secretFields = type.fields.filter(({ secret }) => secret);
  const openNames = type.openFields ? Object.keys(members.fields ?? {}) : [];
  const redacted = openNames.filter((name) => flags.redact?.includes(name) ?? false);
  assertPlain(members.fields, [...secretFields.map(({ name }) => name), ...redacted]);
  const given = await givenSecrets(flags);
  if (!type.openFields) assertSecrets(Object.keys(given), type.name, secretFields);
  const isMissing = (name: string): boolean => !Object.hasOwn(given, name) && !kept.includes(name);
  const missing = secretFields.filter(({ name, required }) => required && isMissing(name));
  return {
    ...members,
    ...(flags.shadows && { shadows: true }),
    type: type.name,
    ...(flags.provider !== undefined && { provider: flags.provider }),
    fields: members.fields ?? {},
    secrets: { ...given, ...(await askSecrets(missing)) },
  };
}

/** Names no field of the flags: whoever mixes the two up has put the secret in its place. */
function assertSecrets(
  given: readonly string[],
  type: string,
  secretFields: readonly { readonly name: string }[],
): void {
  const names = secretFields.map(({ name }) => name);
  if (given.every((name) => names.includes(name))) return;
  const flags = '--secret-stdin and --secret-file take';
  throw usageError(`${flags} the secrets of ${type}: ${names.join(', ') || 'it has none'}.`);
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
