/** `keyward token create`: a token with grants, a role or both; shown once. */
import type { ApiComponents } from '@keyward/sdk';
import { type Command, Option } from 'commander';
import type { Role } from '../../../domain/grant.ts';
import { type Release, releases } from '../../../domain/release.ts';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { type LimitFlags, limitsOf, withLimits } from '../../limit-flags.ts';
import { collect, defined, parseJson, readInput } from '../../option-values.ts';
import { print } from '../../output.ts';
import type { TokenKind } from '../../token-kind.ts';
import { usageError } from '../../usage-error.ts';

type Grant = ApiComponents['schemas']['GrantInput'];

interface CreateFlags extends LimitFlags, ConnectionFlags {
  readonly name: string;
  readonly credential?: string[];
  readonly method?: string[];
  readonly path?: string[];
  readonly release?: Release[];
  readonly function?: string[];
  readonly grants?: string;
  readonly role?: Role;
  readonly solution?: string[];
  readonly expires?: string;
}

export function create(parent: Command, kind: TokenKind): void {
  const command = parent
    .command('create')
    .description('Create a token; it is shown once')
    .option('--name <name>', 'what the token is for', 'token')
    .option('--credential <key>', 'a key that it may use, or a glob such as crm.*; may be repeated', collect)
    .option('--method <method>', 'only these methods; may be repeated', collect)
    .option('--path <glob>', 'only these paths below the base URL; may be repeated', collect)
    .option('--release <use>', `hand the secret to the holder: ${releases.join(' or ')}; may be repeated`, collect)
    .addOption(
      new Option('--grants <file>', 'JSON file with a list of grants, in place of the four before').conflicts([
        'credential',
        'method',
        'path',
        'release',
      ]),
    )
    .addOption(new Option('--role <role>', 'what it may manage').choices(['owner', 'admin', 'editor', 'user']))
    .option('--expires <instant>', 'RFC 3339');
  if (kind.takesSolutions) {
    const granted = 'a function of its solutions that it may invoke, as it is defined now; may be repeated';
    command.option('--function <name>', granted, collect);
    const what = 'limit it to this solution, in which keys are looked up first; may be repeated';
    command.option('--solution <solution>', what, collect);
  }
  withConnection(withLimits(command)).action((flags: CreateFlags) => run(flags, kind));
}

async function run(flags: CreateFlags, kind: TokenKind): Promise<void> {
  const grants = await grantsOf(flags);
  const group = kind.groupOf(await connect(flags));
  const input = {
    name: flags.name,
    ...defined({
      role: flags.role,
      grants,
      solutions: flags.solution,
      limits: limitsOf(flags),
      expiresAt: flags.expires,
    }),
  };
  const created = await group.create(input);
  print(created, created.token, flags.json);
}

async function grantsOf({
  grants,
  credential,
  method,
  path,
  release,
  function: functions,
}: CreateFlags): Promise<Grant[] | undefined> {
  if (grants !== undefined) return parseJson(await readInput(grants, '--grants'), 'The file of --grants') as Grant[];
  if (credential === undefined) {
    if (method || path || release) {
      throw usageError('--method, --path and --release go with a --credential, and none is named.');
    }
    return functions && [{ functions }];
  }
  const uses = { credentials: credential, ...defined({ methods: method, paths: path, release }) };
  return functions ? [uses, { functions }] : [uses];
}
