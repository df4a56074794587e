/** `keyward connection create`: prints where to go for the consent; secrets are never arguments. */
import type { KeywardClient } from '@keyward/sdk';
import { type Command, Option } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { collect, defined, pairs, parseJson, positiveNumber, readInput } from '../../option-values.ts';
import { givenSecrets, type SecretFlags, withSecrets } from '../../secret-input.ts';
import { type SolutionFlag, withSolution } from '../../solution-flag.ts';
import { awaitConsent, type ConsentFlags, withConsent } from './await-consent.ts';

type Body = Parameters<KeywardClient['connections']['create']>[0];

interface CreateFlags extends ConnectionFlags, ConsentFlags, SecretFlags, SolutionFlag {
  readonly configuration?: string;
  readonly client?: string;
  readonly type?: 'OAuth2Refresh';
  readonly key?: string;
  readonly name?: string;
  readonly description?: string;
  readonly owner?: string;
  readonly label?: string[];
  readonly provider?: string;
  readonly field?: string[];
  readonly baseUrl?: string;
  readonly origin?: string[];
  readonly scope?: string[];
  readonly grant?: 'authorization_code' | 'client_credentials';
  readonly returnUrl?: string;
  readonly expiresIn?: number;
}

export function create(parent: Command): void {
  const command = parent
    .command('create')
    .description('Make a connection, and print where its owner gives consent')
    .option('--configuration <key>', 'by an OAuth configuration of the organisation')
    .option('--client <file>', 'by a client of its own: JSON with clientId, tokenUrl …; its secret by --secret-file')
    .addOption(new Option('--type <type>', 'bring in a refresh token').choices(['OAuth2Refresh']))
    .option('--key <key>', 'derived from the name where it is left out')
    .option('--name <name>', 'for people')
    .option('--description <text>', 'for people')
    .option('--owner <owner>', 'who looks after it')
    .option('--label <name=value>', 'may be repeated', collect)
    .option('--provider <name>', 'whose API it is for')
    .option('--field <name=value>', 'a field that is not secret; may be repeated', collect)
    .option('--base-url <url>', 'of the API, without a provider')
    .option('--origin <origin>', 'a further permitted origin; may be repeated', collect)
    .option('--scope <scope>', 'to ask for; may be repeated; else those of the configuration', collect)
    .addOption(new Option('--grant <grant>', 'how').choices(['authorization_code', 'client_credentials']))
    .option('--return-url <url>', 'where the browser goes in the end')
    .option('--expires-in <seconds>', 'for the consent; 600 by default', positiveNumber);
  withConnection(withConsent(withSecrets(withSolution(command)))).action(run);
}

async function bodyOf(flags: CreateFlags): Promise<Body> {
  const { configuration, type, key, name, description, owner, provider, baseUrl, grant, returnUrl, expiresIn } = flags;
  const { label, field, origin, scope } = flags;
  const secrets = await givenSecrets(flags);
  const isOfClient = flags.client !== undefined;
  const given = flags.client && parseJson(await readInput(flags.client, '--client'), 'The file of --client');
  const own = given as Body['client'];
  const fields = { ...pairs(field ?? [], '--field'), ...(isOfClient ? {} : secrets) };
  return defined({
    ...{ configuration, type, key, name, description, owner, provider, baseUrl, grant, returnUrl, expiresIn },
    client: own && { ...own, fields: { ...own.fields, ...secrets } },
    fields: Object.keys(fields).length > 0 ? fields : undefined,
    labels: label && pairs(label, '--label'),
    allowedOrigins: origin,
    scopes: scope,
  });
}

async function run(flags: CreateFlags): Promise<void> {
  const client = await connect(flags);
  const { solution } = flags;
  await awaitConsent(client, await client.connections.create(await bodyOf(flags), defined({ solution })), flags);
}
