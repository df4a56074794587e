/** `keyward whoami`: which server and organisation commands act on, with which token, and where each of these comes from. */
import { type KeywardClient, KeywardError, verifySealingKey } from '@keyward/sdk';
import type { Command } from 'commander';
import { type ConnectionFlags, clientOf, withConnection } from '../connection.ts';
import { details, print } from '../output.ts';
import { findSettings, type Setting } from '../settings.ts';

export function whoami(parent: Command): void {
  const command = parent
    .command('whoami')
    .description('Show which server and organisation commands act on, and where each setting comes from');
  withConnection(command).action(run);
}

async function run(flags: ConnectionFlags): Promise<void> {
  const settings = await findSettings(flags, process.env);
  const client = clientOf(settings);
  const organisation = await permitted(client.organisations.get());
  const pin = settings.brokerKey;
  const isVouched = pin && organisation && (await isTrusted(client, pin.value));
  const { url, token } = settings;
  const result = {
    url: url.value,
    organisation: organisation ?? { slug: settings.organisation.value },
    tokenFrom: token!.source,
    ...(pin && { brokerKey: pin.value, brokerKeyTrusted: isVouched ?? null }),
  };
  const text = details([
    ['url', describe(url)],
    ['organisation', describe(settings.organisation)],
    ['name', organisation?.name ?? 'not to be read with this token'],
    ['token', `valid (from ${token!.source})`],
    ['broker key', pin ? `${describe(pin)}, ${verdicts[String(isVouched)]}` : 'none: nothing can be sealed'],
  ]);
  print(result, text, flags.json);
}

const verdicts: Readonly<Record<string, string>> = {
  true: 'vouches for the sealing key',
  false: 'DOES NOT vouch for the sealing key',
  undefined: 'not checked',
};

function describe({ value, source }: Setting): string {
  return `${value} (from ${source})`;
}

/** Undefined where the token, a sound one, may not read this. */
async function permitted<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  return asked.catch((error: unknown) => {
    if (error instanceof KeywardError && error.code === 'token/forbidden') return undefined;
    throw error;
  });
}

async function isTrusted(client: KeywardClient, pin: string): Promise<boolean> {
  try {
    await verifySealingKey(await client.sealingKey.get(), pin);
    return true;
  } catch (error) {
    if (error instanceof KeywardError && error.code === 'keys/sealing-key-untrusted') return false;
    throw error;
  }
}
