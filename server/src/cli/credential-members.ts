/** The flags that describe a credential, shared by `add`, `replace` and `update`, and the members that they stand for. */
import type { CredentialChange, NewCredential } from '@keyward/sdk';
import { type Command, Option } from 'commander';
import { type LimitFlags, limitsOf, withLimits } from './limit-flags.ts';
import { collect, defined, pairs, parseJson, readInput } from './option-values.ts';
import { usageError } from './usage-error.ts';

/** As commander gives them. */
export interface MemberFlags extends LimitFlags {
  readonly name?: string;
  readonly description?: string;
  readonly owner?: string;
  readonly label?: string[];
  readonly baseUrl?: string;
  readonly origin?: string[];
  readonly expires?: string;
  readonly set?: string[];
  readonly redact?: string[];
  readonly injection?: string;
  readonly policy?: string;
  readonly webSocket?: true;
  readonly ignoreRetryAfter?: boolean;
  readonly verify?: 'enforce' | 'record' | 'skip';
}

/** Adds the flags. */
export function withMembers(command: Command): Command {
  return withLimits(command)
    .option('--name <name>', 'display name; the key is derived from it if not given')
    .option('--description <text>', 'what it is for')
    .option('--owner <owner>', 'who answers for it')
    .option('--label <name=value>', 'a label; may be repeated', collect)
    .option('--base-url <url>', 'where the API is; its origin gets the secret')
    .option('--origin <origin>', 'a further permitted origin; may be repeated', collect)
    .option('--expires <instant>', 'RFC 3339; from then on it is refused, and destroyed')
    .option('--set <field=value>', 'a field that is not secret; may be repeated', collect)
    .option('--redact <field>', 'keep this field as a secret, for types with open fields; may be repeated', collect)
    .option('--injection <file>', 'JSON file with the injection rule, for types that take one')
    .option('--policy <file>', 'JSON file with the choices of the policy')
    .option('--web-socket', 'permit WebSocket connections: `webSocket` of the policy')
    .option('--ignore-retry-after', 'send on what the upstream has asked to wait with');
}

/** Adds the flag that says whether a write tries the credential. */
export function withVerify(command: Command): Command {
  return command.addOption(
    new Option(
      '--verify <mode>',
      'enforce: store it only if its API accepts it; record: store it and try it; skip: do not try',
    ).choices(['enforce', 'record', 'skip']),
  );
}

async function jsonFile(path: string | undefined, flag: string): Promise<unknown> {
  return path === undefined ? undefined : parseJson(await readInput(path, flag), `The file of ${flag}`);
}

/** A flag says more than the file beside it; what is wrong with the file, the API says. */
async function policyOf({ policy, webSocket }: MemberFlags): Promise<NewCredential['policy']> {
  const choices = (await jsonFile(policy, '--policy')) as NewCredential['policy'];
  return webSocket ? { ...choices, webSocket: 'permitted' } : choices;
}

/** The members that the flags give; what is not given is absent. The API checks their shape. */
export async function membersOf(flags: MemberFlags): Promise<Omit<NewCredential, 'type' | 'key' | 'id' | 'secrets'>> {
  return defined({
    name: flags.name,
    description: flags.description,
    owner: flags.owner,
    labels: flags.label && pairs(flags.label, '--label'),
    baseUrl: flags.baseUrl,
    allowedOrigins: flags.origin,
    expiresAt: flags.expires,
    limits: limitsWith(flags),
    fields: flags.set && pairs(flags.set, '--set'),
    redactFields: flags.redact,
    injection: (await jsonFile(flags.injection, '--injection')) as NewCredential['injection'],
    policy: await policyOf(flags),
  });
}

/** All limits are given together: what is not named of them is not limited. */
function limitsWith(flags: MemberFlags): NewCredential['limits'] {
  const limits = limitsOf(flags);
  return flags.ignoreRetryAfter ? { ...limits, respectRetryAfter: false } : limits;
}

/** What `update` can clear, by flag value. */
export const clearable = [
  'name',
  'description',
  'owner',
  'labels',
  'baseUrl',
  'allowedOrigins',
  'expiresAt',
  'limits',
  'policy',
  'injection',
] as const satisfies readonly (keyof CredentialChange)[];

/**
 * Refuses a secret among the plain fields: it has been seen by other users and kept by the shell, even if nothing is
 * stored.
 *
 * @throws KeywardError `client/usage`
 */
export function assertPlain(fields: Readonly<Record<string, unknown>> | undefined, secrets: readonly string[]): void {
  const misplaced = secrets.find((name) => fields !== undefined && Object.hasOwn(fields, name));
  if (misplaced !== undefined) {
    throw usageError(`${misplaced} is secret: --set would leave it in the shell's history.`);
  }
}
