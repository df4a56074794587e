/** `keyward connect-link create`: prints the address, which is shown this once. */
import { type Command, InvalidArgumentError } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { collect, defined, pairs } from '../../option-values.ts';
import { print } from '../../output.ts';
import { type SolutionFlag, withSolution } from '../../solution-flag.ts';

interface CreateFlags extends ConnectionFlags, SolutionFlag {
  readonly credential?: string;
  readonly provider?: string;
  readonly configuration?: string;
  readonly scope?: string[];
  readonly type?: string;
  readonly key?: string;
  readonly name?: string;
  readonly description?: string;
  readonly owner?: string;
  readonly label?: string[];
  readonly baseUrl?: string;
  readonly allowedOrigin?: string[];
  readonly set?: string[];
  readonly ask?: string[];
  readonly returnUrl?: string;
  readonly expiresIn?: number;
  readonly verify: boolean;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 24 * 3600 };

/** `3600`, `90m`, `12h`, `7d`. @returns seconds */
function duration(text: string): number {
  const [, number, unit] = /^(\d{1,7})([smhd]?)$/.exec(text) ?? [];
  if (number === undefined) throw new InvalidArgumentError('It takes seconds, or a number with m, h or d.');
  return Number(number) * UNITS[unit ?? '']!;
}

export function create(parent: Command): void {
  const command = parent
    .command('create')
    .description('Make a link for one credential; prints its address once')
    .option('--credential <id or key>', 'fill in this one anew; left out, a credential is made')
    .option('--provider <name>', 'what is to be connected')
    .option('--configuration <key>', 'lead to the consent of this OAuth configuration')
    .option('--scope <scope>', 'to ask for, beside --configuration; may be repeated', collect)
    .option('--type <type>', 'the credential type; needed without a provider')
    .option('--key <key>', 'of the credential; derived from the name by default')
    .option('--name <name>', 'of the credential, for people')
    .option('--description <text>', 'of the credential, for people')
    .option('--owner <text>', 'whose it will be')
    .option('--label <name=value>', 'may be repeated', collect)
    .option('--base-url <url>', 'where the API is, without a provider')
    .option('--allowed-origin <origin>', 'where the secret may go too; may be repeated', collect)
    .option('--set <field=value>', 'a field that is fixed already and not secret; may be repeated', collect)
    .option('--ask <field>', 'ask for this field; left out, for all that are needed; may be repeated', collect)
    .option('--return-url <url>', 'where the browser goes when it is done')
    .option('--expires-in <time>', 'seconds, 90m, 12h or 7d; a day by default, 30 days at most', duration)
    .option('--no-verify', 'store it though its API has not accepted it');
  withConnection(withSolution(command)).action(run);
}

async function run(flags: CreateFlags): Promise<void> {
  const { credential, provider, configuration, type, key, name, description, owner, baseUrl, returnUrl, expiresIn } =
    flags;
  const { label, allowedOrigin, set, ask, verify } = flags;
  const client = await connect(flags);
  const members = {
    credential,
    provider,
    configuration,
    type,
    key,
    name,
    description,
    owner,
    baseUrl,
    returnUrl,
    expiresIn,
  };
  const body = defined({
    ...members,
    labels: label && pairs(label, '--label'),
    fields: set && pairs(set, '--set'),
    allowedOrigins: allowedOrigin,
    asks: ask,
    scopes: flags.scope,
    verify: verify ? undefined : ('skip' as const),
  });
  const made = await client.connectLinks.create(body, defined({ solution: flags.solution }));
  print(made, made.url, flags.json);
}
