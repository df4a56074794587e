/** Lists: how many items to fetch, over as many pages as that takes. */
import { type Command, Option } from 'commander';
import { positiveNumber } from './option-values.ts';

/** As many as the API answers in one page. */
const PAGE = 200;

/** Adds `--limit`. */
export function withLimit(command: Command, preset?: number): Command {
  const option = new Option('--limit <number>', 'how many at most').argParser(positiveNumber);
  return command.addOption(preset === undefined ? option : option.default(preset));
}

/** The first items, all of them without a limit; no further page is asked for than needed. */
export async function take<Item>(items: AsyncIterable<Item>, limit = Infinity): Promise<Item[]> {
  const taken: Item[] = [];
  for await (const item of items) {
    taken.push(item);
    if (taken.length >= limit) break;
  }
  return taken;
}

/** Options for `iterate` whose pages are no larger than what is wanted. */
export function pageOf(limit: number | undefined): { readonly limit: number } {
  return { limit: Math.min(PAGE, limit ?? PAGE) };
}
