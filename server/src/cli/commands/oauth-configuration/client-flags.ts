/** The flags that describe an OAuth client, shared by `create` and `update`, and the members that they stand for. */
import { type Command, Option } from 'commander';
import { collect, defined, pairs, readInput, readStandardInput, withoutNewline } from '../../option-values.ts';

/** As commander gives them. */
export interface ClientFlags {
  readonly name?: string;
  readonly provider?: string;
  readonly set?: string[];
  readonly issuer?: string;
  readonly authorizationUrl?: string;
  readonly tokenUrl?: string;
  readonly revocationUrl?: string;
  readonly jwksUrl?: string;
  readonly clientId?: string;
  readonly clientAuthentication?: 'basic' | 'post' | 'private_key_jwt' | 'none';
  readonly assertionAlgorithm?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA';
  readonly keyId?: string;
  readonly scope?: string[];
  readonly parameter?: string[];
  readonly resource?: string[];
  readonly allowedDomain?: string[];
  readonly redirectUrl?: string;
  readonly secretStdin?: boolean;
  readonly secretFile?: string;
  readonly expectUrl?: string[];
}

/** Adds the flags. */
export function withClient(command: Command): Command {
  return command
    .option('--name <name>', 'display name; the key is derived from it if not given')
    .option('--provider <provider>', 'whose endpoints, scopes and ways are taken')
    .option('--set <field=value>', 'a field of the provider’s URLs, `myDomain=acme`; may be repeated', collect)
    .option('--issuer <url>', 'asked for its endpoints, unless --token-url is given')
    .option('--authorization-url <url>', 'where people are sent')
    .option('--token-url <url>', 'where tokens are asked for')
    .option('--revocation-url <url>', 'where tokens are revoked')
    .option('--jwks-url <url>', 'where the keys of ID tokens are')
    .option('--client-id <id>', 'of the client')
    .addOption(
      new Option('--client-authentication <way>', 'how the client shows itself').choices([
        ...['basic', 'post', 'private_key_jwt', 'none'],
      ]),
    )
    .addOption(
      new Option('--assertion-algorithm <name>', 'of private_key_jwt').choices(['RS256', 'PS256', 'ES256', 'EdDSA']),
    )
    .option('--key-id <id>', 'of the private key, as the server knows it')
    .option('--scope <scope>', 'asked for by default; may be repeated', collect)
    .option('--parameter <name=value>', 'a further one of the authorisation request; may be repeated', collect)
    .option('--resource <uri>', 'a resource indicator; may be repeated', collect)
    .option('--allowed-domain <host>', 'where tokens may be sent; may be repeated', collect)
    .option('--redirect-url <url>', 'instead of Keyward’s own callback')
    .option('--secret-stdin', 'read the client secret, or the private key, from standard input')
    .option('--secret-file <file>', 'read it from a file')
    .option(
      '--expect-url <url>',
      'a URL that the secret may go to; for --provider and --issuer; may be repeated',
      collect,
    );
}

/** The members that the flags stand for. @throws KeywardError `client/usage` */
export async function clientOf(flags: ClientFlags) {
  const { name, provider, issuer, authorizationUrl, tokenUrl, revocationUrl, jwksUrl, clientId } = flags;
  const { clientAuthentication, assertionAlgorithm, keyId, redirectUrl } = flags;
  const { scope: scopes, resource: resources, allowedDomain: allowedDomains, parameter, set } = flags;
  return defined({
    ...{ name, provider, issuer, authorizationUrl, tokenUrl, revocationUrl, jwksUrl, clientId },
    ...{ clientAuthentication, assertionAlgorithm, keyId, redirectUrl, scopes, resources, allowedDomains },
    parameters: parameter && pairs(parameter, '--parameter'),
    fields: set && pairs(set, '--set'),
    secret: await secretOf(flags),
  });
}

async function secretOf({ secretStdin, secretFile }: ClientFlags): Promise<string | undefined> {
  if (secretFile !== undefined) return withoutNewline(await readInput(secretFile, '--secret-file'));
  return secretStdin ? withoutNewline(await readStandardInput()) : undefined;
}
