/** `keyward whoami`: which server and organisation commands act on, where each of these comes from, and what the token is. */
import { type ApiComponents, type KeywardClient, KeywardError, verifySealingKey } from '@keyward/sdk';
import type { Command } from 'commander';
import { type ConnectionFlags, clientOf, withConnection } from '../connection.ts';
import { describeLimits } from '../limit-flags.ts';
import { details, print } from '../output.ts';
import { findSettings, type Setting } from '../settings.ts';
import { describeGrant } from '../token-view.ts';

type Whoami = ApiComponents['schemas']['Whoami'];

export function whoami(parent: Command): void {
  const command = parent
    .command('whoami')
    .description(
      'Show which server and organisation commands act on, where each setting comes from, and what the token confers',
    );
  withConnection(command).action(run);
}

async function run(flags: ConnectionFlags): Promise<void> {
  const settings = await findSettings(flags, process.env);
  const client = clientOf(settings);
  const { organisation: home, ...principal } = await client.whoami.get();
  const organisation = await permitted(client.organisations.get());
  const pin = settings.brokerKey;
  const isVouched = pin && organisation && (await isTrusted(client, pin.value));
  const { url, token } = settings;
  const result = {
    url: url.value,
    organisation: organisation ?? { slug: settings.organisation.value },
    tokenFrom: token!.source,
    ...principal,
    ...(home && { tokenOrganisation: home }),
    ...(pin && { brokerKey: pin.value, brokerKeyTrusted: isVouched ?? null }),
  };
  const text = details([
    ['url', describe(url)],
    ['organisation', describe(settings.organisation)],
    ['name', organisation?.name ?? 'not to be read with this token'],
    ['token', `${principal.token.name ?? principal.token.id} (from ${token!.source})`],
    ['token id', principal.token.id],
    ['acts in', home ? home.slug : 'every organisation'],
    ...conferred(principal),
    ['broker key', pin ? `${describe(pin)}, ${verdicts[String(isVouched)]}` : 'none: nothing can be sealed'],
  ]);
  print(result, text, flags.json);
}

function conferred({ role, grants, solutions = [], limits, expiresAt }: Omit<Whoami, 'organisation'>) {
  return [
    ['role', role ?? 'none'],
    ...grants.map((grant) => ['grant', describeGrant(grant)] as const),
    ...solutions.map(({ id, slug }) => ['solution', slug ?? id] as const),
    ['limits', describeLimits(limits)],
    ['expires', expiresAt],
  ] as const;
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
