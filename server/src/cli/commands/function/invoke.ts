/** `keyward function invoke`: runs a function on the broker; the upstream's answer goes to standard output as it is. */
import { KeywardError } from '@keyward/sdk';
import { type Command, Option } from 'commander';
import { type ConnectionFlags, withConnection } from '../../connection.ts';
import { findSettings } from '../../settings.ts';
import { usageError } from '../../usage-error.ts';
import { type ParameterFlags, parametersOf, withParameters } from './parameters.ts';

interface InvokeFlags extends ConnectionFlags, ParameterFlags {
  readonly broker: string;
  readonly solution?: string;
}

export function invoke(parent: Command): void {
  const command = parent
    .command('invoke <name>')
    .description('Invoke a function with a token that has a grant of it; prints the answer’s body')
    .option('--solution <solution>', 'id or slug, for a token of several')
    .addOption(new Option('--broker <url>', 'the broker').env('KEYWARD_BROKER_URL').default('http://127.0.0.1:7421'));
  withConnection(withParameters(command)).action(run);
}

async function run(
  name: string,
  { broker, solution, parameter, parameters: file, ...flags }: InvokeFlags,
): Promise<void> {
  const parameters = await parametersOf({
    ...(parameter && { parameter }),
    ...(file !== undefined && { parameters: file }),
  });
  const { token } = await findSettings(flags, process.env);
  if (token === undefined) throw usageError('No token: give --token-file or KEYWARD_TOKEN.');
  const answer = await send(urlOf(broker, name), JSON.stringify({ parameters }), {
    authorization: `Bearer ${token.value}`,
    'content-type': 'application/json',
    ...(solution !== undefined && { 'keyward-solution': solution }),
  });
  const body = Buffer.from(await answer.arrayBuffer());
  const code = answer.headers.get('keyward-error');
  if (code !== null) throw refusalOf(code, body.toString('utf8'));
  process.stdout.write(body);
  if (!answer.ok) process.exitCode = 1;
}

function urlOf(broker: string, name: string): URL {
  const url = URL.parse(`/functions/${encodeURIComponent(name)}/invoke`, broker);
  if (!url) throw usageError('--broker takes an address, http://127.0.0.1:7421.');
  return url;
}

async function send(url: URL, body: string, headers: Record<string, string>): Promise<Response> {
  try {
    return await fetch(url, { method: 'POST', body, headers, redirect: 'manual' });
  } catch (error) {
    throw new KeywardError('client/unreachable', 'The broker cannot be reached: see --broker.', { cause: error });
  }
}

/** @param text - A problem of the broker's own (RFC 9457). */
function refusalOf(code: string, text: string): KeywardError {
  const {
    title,
    detail,
    errors = [],
  } = JSON.parse(text) as {
    title: string;
    detail?: string;
    errors?: { path: string; message: string }[];
  };
  const lines = [detail ?? title, ...errors.map(({ path, message }) => `${path} ${message}`)];
  return new KeywardError(code as KeywardError['code'], lines.join('\n'));
}
