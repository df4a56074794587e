/** `keyward credential preview`: a request as it would be sent with a credential, secrets as dots. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { collect, pairs, readInput } from '../../option-values.ts';
import { details, print, table } from '../../output.ts';
import { printableLine } from '../../printable.ts';

interface PreviewFlags extends ConnectionFlags {
  readonly method?: string;
  readonly target?: string;
  readonly header?: string[];
  readonly bodyFile?: string;
}

export function preview(parent: Command): void {
  withConnection(
    parent
      .command('preview <key> [path]')
      .description('Show a request as it would be sent, secrets as dots; nothing is opened or sent')
      .option('--method <method>', 'method of the request (default: GET)')
      .option('--target <origin>', 'as Keyward-Target, for a credential without a base URL')
      .option('--header <name=value>', 'a header of the request; may be repeated', collect)
      .option('--body-file <file>', 'body of the request; "-" reads standard input'),
  ).action(run);
}

async function run(key: string, path: string | undefined, flags: PreviewFlags): Promise<void> {
  const client = await connect(flags);
  const { method, target, header = [], bodyFile } = flags;
  const headers = header.map((text) => {
    const [[name, value]] = Object.entries(pairs([text], '--header')) as [[string, string]];
    return { name, value };
  });
  const body = bodyFile === undefined ? undefined : await readInput(bodyFile, '--body-file');
  const shown = await client.credentials.preview(key, {
    headers,
    ...(method !== undefined && { method }),
    ...(path !== undefined && { path }),
    ...(target !== undefined && { target }),
    ...(body !== undefined && { body }),
  });
  print(shown, textOf(shown), flags.json);
}

type Shown = Awaited<ReturnType<Awaited<ReturnType<typeof connect>>['credentials']['preview']>>;

function textOf({ usable, reason, origins, injected, missing, unsearched, ...rest }: Shown): string {
  const about = details([
    ['usable', usable ? 'yes' : `no: ${reason ?? 'unknown'}`],
    ['origins', origins.join(', ')],
    ['missing', missing.join(', ')],
    ['too short to be scrubbed', unsearched.join(', ')],
  ]);
  const rows = injected.map(({ placement, name, value }) => [placement, name ?? '', value]);
  const values = rows.length === 0 ? '' : `\n\n${table(['PLACEMENT', 'NAME', 'VALUE'], rows)}`;
  return `${about}${values}\n\n${messageOf(rest)}`;
}

/** As it stands on the wire, or why it does not. */
function messageOf({ request, refusal }: Pick<Shown, 'request' | 'refusal'>): string {
  if (!request) return `would be refused: ${refusal?.code ?? 'unknown'}: ${refusal?.detail ?? refusal?.title ?? ''}`;
  const lines = request.headers.map(({ name, value }) => `${name}: ${value}`);
  const signed = request.signed ? [`(${request.signed.signer} adds ${request.signed.headers.join(', ')})`] : [];
  const body = request.body === undefined ? [] : ['', ...request.body.split('\n')];
  return [`${request.method} ${request.url}`, ...lines, ...signed, ...body].map(printableLine).join('\n');
}
