/**
 * Where the command line finds Keyward: the address, the token and the pinned broker key, from flags, the environment or
 * the data folder that `keyward serve` made.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KeywardClient } from '@keyward/sdk';
import type { Command } from 'commander';
import { Problem } from '../domain/problem.ts';

export interface ConnectionFlags {
  readonly url: string;
  readonly data: string;
  readonly organisation: string;
  readonly tokenFile?: string;
  readonly brokerKey?: string;
  readonly json?: boolean;
}

/** Adds the flags that every client command takes. A token itself is no flag: other users could read it. */
export function withConnection(command: Command): Command {
  const environment = process.env;
  return command
    .option('--url <url>', 'control API (KEYWARD_URL)', environment.KEYWARD_URL ?? 'http://127.0.0.1:7420')
    .option(
      '--data <folder>',
      'folder with admin-token and broker-key.pub (KEYWARD_DATA)',
      environment.KEYWARD_DATA ?? './keyward-data',
    )
    .option('--organisation <id or slug>', '(KEYWARD_ORGANISATION)', environment.KEYWARD_ORGANISATION ?? 'default')
    .option('--token-file <file>', 'file with the access token; or KEYWARD_TOKEN; by default admin-token of the folder')
    .option('--broker-key <text>', 'pinned broker key (KEYWARD_BROKER_KEY); by default broker-key.pub of the folder')
    .option('--json', 'print JSON');
}

/** @throws Problem `token/missing` where no token can be found */
export async function connect(flags: ConnectionFlags): Promise<KeywardClient> {
  const { url, organisation, data } = flags;
  const token = flags.tokenFile === undefined ? process.env.KEYWARD_TOKEN : await readLine(flags.tokenFile);
  const found = token ?? (await readLine(join(data, 'admin-token')));
  if (found === undefined)
    throw new Problem('token/missing', { detail: 'No token: give --token-file or KEYWARD_TOKEN.' });
  const pin = flags.brokerKey ?? process.env.KEYWARD_BROKER_KEY ?? (await readLine(join(data, 'broker-key.pub')));
  return new KeywardClient({ url, token: found, organisation, ...(pin !== undefined && { brokerKey: pin }) });
}

async function readLine(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch {
    return undefined;
  }
}
