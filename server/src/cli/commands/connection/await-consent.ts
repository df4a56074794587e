/** What a command does once a consent is asked for: shows the address, opens a browser, waits until it is given. */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type KeywardClient, KeywardError, type ResultOf } from '@keyward/sdk';
import type { Command } from 'commander';
import { print } from '../../output.ts';
import { printableLine } from '../../printable.ts';

export type Started = ResultOf<'connections.create'>;
export type Connection = ResultOf<'connections.get'>;

export interface ConsentFlags {
  readonly open?: boolean;
  readonly wait?: boolean;
  readonly json?: boolean;
}

const LOOK_MS = 1_000;

/** Adds `--open` and `--wait`. */
export function withConsent(command: Command): Command {
  return command
    .option('--open', 'open the start URL in a browser of this machine')
    .option('--wait', 'wait until the consent is given, or its time is over');
}

/** The system's own way to open an address; where there is none, the address that is printed has to do. */
function openInBrowser(url: string): void {
  const [program, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  spawn(program!, args, { stdio: 'ignore', detached: true })
    .on('error', () => process.stderr.write('No browser could be opened: open the URL yourself.\n'))
    .unref();
}

/** Polls until the connection has changed. @throws KeywardError `connection/flow-expired` */
async function changed(client: KeywardClient, started: Started): Promise<Connection> {
  const until = Date.parse(started.startExpiresAt!);
  for (;;) {
    await sleep(LOOK_MS);
    const now = await client.connections.get(started.id);
    if (now.version !== started.version && now.status === 'valid') return now;
    if (Date.now() > until) throw new KeywardError('connection/flow-expired', 'Nobody has given consent in time.');
  }
}

function line({ key, id, status, verification: { account } }: Connection): string {
  const whose = account === undefined ? '' : `, account ${account}`;
  return printableLine(`${key} (${id}) is ${status}${whose}`);
}

/** Prints what was made; where a consent is to come, where to go for it, and with `--wait` what came of it. */
export async function awaitConsent(client: KeywardClient, started: Started, flags: ConsentFlags): Promise<void> {
  const { startUrl, startExpiresAt } = started;
  if (startUrl === undefined) return print(started, line(started), flags.json);
  if (flags.open) openInBrowser(startUrl);
  const asked = `${line(started)}\nOpen this address in the browser of whoever owns the account, until ${startExpiresAt}:\n${startUrl}`;
  if (!flags.wait) return print(started, asked, flags.json);
  process.stderr.write(`${asked}\nWaiting …\n`);
  const connection = await changed(client, started);
  print(connection, line(connection), flags.json);
}
