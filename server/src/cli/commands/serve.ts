/** `keyward serve`: starts the planes that its options name, and ends them in order when it is told to. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { type Config, type OptionSpec, options, type RawOptions, readConfig } from '../../config.ts';
import { linkUrl } from '../link-url.ts';
import type { Running } from '../running.ts';

/** When a stop that does not come to its end is given up. */
const LAST_RESORT_MS = 20_000;

export function serve(parent: Command): void {
  const command = parent.command('serve').description('Start Keyward: control API, console and broker');
  for (const { flag, argument, help, env, ...rest } of options as readonly OptionSpec[]) {
    const preset = rest.default ? `; default ${rest.default}` : '';
    command.option(`${flag} <${argument}>`, `${help} (${env}${preset})`);
  }
  command.action(run);
}

async function run(flags: RawOptions): Promise<void> {
  const config = readConfig(flags, process.env);
  const running = await start(config);
  process.stdout.write(greeting(config, running));
  const stop = () => {
    setTimeout(() => process.exit(1), LAST_RESORT_MS).unref();
    running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function greeting({ data, publicUrl }: Config, { controlUrl, brokerUrl, ownerToken, setUpLink }: Running): string {
  const lines = [
    ...(controlUrl ? [`Control API  ${controlUrl}`] : []),
    ...(brokerUrl ? [`Broker       ${brokerUrl}/proxy/{key}/{path}`] : []),
    ...(ownerToken
      ? [`Owner token  ${ownerToken.reveal()}`, `             shown once, and left in ${join(data, 'admin-token')}`]
      : []),
    ...(setUpLink
      ? [
          `Set-up link  ${linkUrl(publicUrl ?? controlUrl, setUpLink)}`,
          `             makes the first person's account, once, within a day; left in ${join(data, 'set-up-link')}`,
        ]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * Starts the planes that the configuration names. They are loaded here and not before: client commands need none of them
 * and would wait for most of a second.
 *
 * @throws Problem `config/invalid`, `keys/root-key-invalid`, `store/unavailable`
 */
export async function start(config: Config, environment: NodeJS.ProcessEnv = process.env): Promise<Running> {
  const { startPlanesOf } = await import('../start.ts');
  return startPlanesOf(config, environment);
}
