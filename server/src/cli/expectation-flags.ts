/** The flags that say where secrets may go, where the client does not know it: what the API answers is not believed. */
import { KeywardError, type Stated } from '@keyward/sdk';
import type { Command } from 'commander';
import { collect, defined } from './option-values.ts';

export interface ExpectationFlags {
  readonly expectOrigin?: string[];
  readonly expectPlacement?: string[];
}

/** Adds the flags. */
export function withExpectation(command: Command): Command {
  return command
    .option(
      '--expect-origin <origin>',
      "where the secrets go, for an organisation's own provider; may be repeated",
      collect,
    )
    .option('--expect-placement <placement>', 'how they stand there: header:x-key, basic …; may be repeated', collect);
}

/** What the flags state. */
export function statedBy({ expectOrigin, expectPlacement }: ExpectationFlags): Stated {
  return defined({ origins: expectOrigin, placements: expectPlacement });
}

const FLAGS = 'Flags: --provider, --base-url, --origin, --set for `fields`; --expect-origin and --expect-placement.';

/**
 * Does the write; where the client asks for more, the flags to say it with are named.
 *
 * @throws KeywardError that of the write
 */
export async function namingFlags<Result>(write: Promise<Result>): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    const isAsking =
      error instanceof KeywardError && error.code === 'config/invalid' && error.message.includes('`expect`');
    throw isAsking ? new KeywardError(error.code, `${error.message} ${FLAGS}`, { cause: error }) : error;
  }
}
