/** `keyward organisation settings`: shows them, or changes those that are named. */
import type { KeywardClient } from '@keyward/sdk';
import type { Command } from 'commander';
import { list } from '../../../domain/option-value.ts';
import { type ConnectionFlags, clientFor, withConnection } from '../../connection.ts';
import { withIfMatch } from '../../if-match.ts';
import { collect, defined, pairs } from '../../option-values.ts';
import { details, print } from '../../output.ts';

interface SettingsFlags extends ConnectionFlags {
  readonly set?: string[];
  readonly ifMatch?: number;
}

type Change = Parameters<KeywardClient['settings']['update']>[0];

export function settings(parent: Command): void {
  const command = parent
    .command('settings [organisation]')
    .description('Show the settings of an organisation, or change them')
    .option(
      '--set <name=value>',
      'deletionGuard=active|any, injectRejected=true|false, expiryWarnings=30,7,1, reverifyAfterHours=24, returnOrigins=https://app.example,…, secondFactor=optional|required, signIn=any|single-sign-on; may be repeated',
      collect,
    );
  withConnection(withIfMatch(command)).action(run);
}

async function run(named: string | undefined, flags: SettingsFlags): Promise<void> {
  const client = await clientFor(flags, named);
  const found = flags.set
    ? await client.settings.update(changeOf(flags.set), defined({ ifMatch: flags.ifMatch }))
    : await client.settings.get();
  const shown = Object.entries(found).map(([name, value]) => [name, String(value)] as const);
  print(found, details(shown), flags.json);
}

/** The API checks names and values; only the words true and false and numbers, a list of them too, are not texts. */
function changeOf(texts: readonly string[]): Change {
  const entries = Object.entries(pairs(texts, '--set')).map(([name, value]) => [name, readerOf(name)(value)]);
  return Object.fromEntries(entries);
}

function readerOf(name: string): (text: string) => boolean | number | number[] | string | string[] {
  if (name === 'returnOrigins') return list;
  return (text) => words.get(text) ?? (name === 'reverifyAfterHours' ? numberOr(text) : numbersIn(text)) ?? text;
}

/** `30,7,1`; one number is a list too. */
function numbersIn(text: string): number[] | undefined {
  return /^\d+(?:,\d+)*$/.test(text) ? text.split(',').map(Number) : undefined;
}

function numberOr(text: string): number | string {
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

const words: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);
