/** `keyward token create`: a token with grants, a role or both; shown once. */
import type { Command } from 'commander';
import type { Role } from '../../../domain/grant.ts';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';

interface CreateFlags extends ConnectionFlags {
  readonly name: string;
  readonly credential: string[];
  readonly method: string[];
  readonly path: string[];
  readonly role?: Role;
  readonly expires?: string;
}

const collect = (value: string, all: string[]): string[] => [...all, value];

export function create(parent: Command): void {
  const command = parent
    .command('create')
    .description('Create an access token that may use credentials; it is shown once')
    .option('--name <name>', 'what the token is for', 'token')
    .option('--credential <key>', 'a key, or a glob such as crm.*; may be repeated', collect, [])
    .option('--method <method>', 'only these methods; may be repeated', collect, [])
    .option('--path <glob>', 'only these paths below the base URL; may be repeated', collect, [])
    .option('--role <role>', 'owner, admin, editor or user: what it may manage')
    .option('--expires <instant>', 'RFC 3339');
  withConnection(command).action(run);
}

async function run(flags: CreateFlags): Promise<void> {
  const client = await connect(flags);
  const grant = {
    credentials: flags.credential,
    ...(flags.method.length > 0 && { methods: flags.method }),
    ...(flags.path.length > 0 && { paths: flags.path }),
  };
  const created = await client.accessTokens.create({
    name: flags.name,
    ...(flags.role !== undefined && { role: flags.role }),
    ...(flags.credential.length > 0 && { grants: [grant] }),
    ...(flags.expires !== undefined && { expiresAt: flags.expires }),
  });
  print(created, created.token, flags.json);
}
