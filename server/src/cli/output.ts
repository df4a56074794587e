/** What commands print: JSON for programs, aligned columns for people. Standard output carries results and nothing else. */
import { paint, paintState } from './colour.ts';
import { printableJson, printableLine } from './printable.ts';
import { cutTo, padTo, widthOf } from './text-width.ts';

/** Columns whose words are states, and coloured as such. */
const STATES: readonly string[] = ['STATUS', 'VERDICT', 'STATE', 'OUTCOME'];

/** Prints JSON where it is asked for, without any colour, else the text. */
export function print(result: unknown, text: string, isJson: boolean | undefined): void {
  process.stdout.write(`${isJson ? printableJson(result) : text}\n`);
}

/** Columns of the terminal; undefined where none is there, and then nothing is cut. */
function terminalWidth(): number | undefined {
  return process.stdout.isTTY ? process.stdout.columns : undefined;
}

/**
 * Rows under a heading, columns padded to their widest cell; control characters are shown as `?`. On a terminal each
 * line is cut to its width.
 */
export function table(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  width: number | undefined = terminalWidth(),
): string {
  const cells = [heading, ...rows].map((row) => row.map(printableLine));
  const widths = heading.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))));
  return cells.map((row, index) => lineOf(row, { heading, widths, width, isHeading: index === 0 })).join('\n');
}

interface Line {
  readonly heading: readonly string[];
  readonly widths: readonly number[];
  readonly width: number | undefined;
  readonly isHeading: boolean;
}

/** Cut before it is painted: a cut colour would never end. */
function lineOf(row: readonly string[], { heading, widths, width = Infinity, isHeading }: Line): string {
  const painted: string[] = [];
  const last = row.findLastIndex((cell) => cell !== '');
  let left = width;
  for (const [column, cell] of row.slice(0, last + 1).entries()) {
    if (left <= 0) break;
    const padded = cutTo(column === last ? cell : padTo(cell, widths[column]!), left);
    left -= widthOf(padded) + 2;
    painted.push(paintCell(padded, { cell, isHeading, title: heading[column]! }));
  }
  return painted.join('  ').trimEnd();
}

function paintCell(padded: string, is: { readonly cell: string; readonly isHeading: boolean; readonly title: string }) {
  if (is.isHeading) return paint('heading', padded);
  return STATES.includes(is.title) ? paintState(is.cell, padded) : padded;
}

/** Names and values in two columns; what is undefined or empty is left out. */
export function details(pairs: readonly (readonly [name: string, value: string | number | undefined])[]): string {
  const shown = pairs.filter(([, value]) => value !== undefined && value !== '');
  const width = Math.max(...shown.map(([name]) => widthOf(name)));
  return shown
    .map(([name, value]) => `${paint('heading', padTo(name, width))}  ${paintState(printableLine(String(value)))}`)
    .join('\n');
}
