/** The flags that describe an identity provider, shared by `create` and `update`, and the members that they stand for. */
import { type Command, Option } from 'commander';
import type { ConnectionFlags, connect } from '../../connection.ts';
import { collect, defined, readInput, readStandardInput, withoutNewline } from '../../option-values.ts';

/** Whose they are. */
export interface PlaceFlags extends ConnectionFlags {
  readonly platform?: boolean;
}

/** As commander gives them. */
export interface ProviderFlags {
  readonly title?: string;
  readonly issuer?: string;
  readonly clientId?: string;
  readonly clientAuthentication?: 'basic' | 'post' | 'private_key_jwt' | 'none';
  readonly assertionAlgorithm?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA';
  readonly keyId?: string;
  readonly scope?: string[];
  readonly allowedDomain?: string[];
  readonly firstRole?: 'admin' | 'editor' | 'user' | 'none';
  readonly firstOrganisation?: string;
  readonly active?: boolean;
  readonly secretStdin?: boolean;
  readonly secretFile?: string;
  readonly expectUrl?: string[];
}

/** Adds the flag that names the installation's own. */
export function withPlace(command: Command): Command {
  return command.option('--platform', 'of the installation, and not of the organisation');
}

/** Adds the flags. */
export function withProvider(command: Command): Command {
  return withPlace(command)
    .option('--title <title>', 'on the button; the key is derived from it if not given')
    .option('--issuer <url>', 'to the letter as the server names itself; asked for its endpoints')
    .option('--client-id <id>', 'of the client that is registered there')
    .addOption(
      new Option('--client-authentication <way>', 'how the client shows itself').choices([
        ...['basic', 'post', 'private_key_jwt', 'none'],
      ]),
    )
    .addOption(
      new Option('--assertion-algorithm <name>', 'of private_key_jwt').choices(['RS256', 'PS256', 'ES256', 'EdDSA']),
    )
    .option('--key-id <id>', 'of the private key, as the server knows it')
    .option('--scope <scope>', 'beside openid; email and profile by default; may be repeated', collect)
    .option('--allowed-domain <domain>', 'of verified addresses that are signed in; may be repeated', collect)
    .addOption(
      new Option(
        '--first-role <role>',
        'what a first sign-in gives; none: nobody comes in who has not linked an account',
      ).choices([...['admin', 'editor', 'user', 'none']]),
    )
    .option('--first-organisation <organisation>', 'where it gives that; with --platform')
    .option('--active', 'people are signed in by it')
    .option('--no-active', 'nobody is, and sessions that came by it end')
    .option('--secret-stdin', 'read the client secret, or the private key, from standard input')
    .option('--secret-file <file>', 'read it from a file')
    .option('--expect-url <url>', 'a URL that the secret may go to: the issuer’s token URL; may be repeated', collect);
}

/** The members that the flags stand for. @throws KeywardError `client/usage` */
export async function providerOf(flags: ProviderFlags) {
  const { title, issuer, clientId, clientAuthentication, assertionAlgorithm, keyId, active } = flags;
  const { scope: scopes, allowedDomain: allowedDomains, firstRole, firstOrganisation: organisation } = flags;
  const given = firstRole === 'none' ? null : firstRole && { ...defined({ organisation }), role: firstRole };
  return {
    ...defined({ title, issuer, clientId, clientAuthentication, assertionAlgorithm, keyId, active }),
    ...defined({ scopes, allowedDomains, secret: await secretOf(flags) }),
    ...(given !== undefined && { membership: given }),
  };
}

async function secretOf({ secretStdin, secretFile }: ProviderFlags): Promise<string | undefined> {
  if (secretFile !== undefined) return withoutNewline(await readInput(secretFile, '--secret-file'));
  return secretStdin ? withoutNewline(await readStandardInput()) : undefined;
}

/** Those of the place that the flags name. */
export function groupOf(client: Awaited<ReturnType<typeof connect>>, { platform }: PlaceFlags) {
  return platform ? client.platformIdentityProviders : client.identityProviders;
}
