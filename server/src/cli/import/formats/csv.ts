/**
 * CSV (RFC 4180) with a row of headings; separated by commas, semicolons or tabs. Columns are called as the members that
 * they hold (`key`, `type`, `fields.username`, `secrets.password`), or are mapped to them. A cell is never worked out: what
 * spreadsheets would take for a formula is a text like any other.
 */
import type { NewCredential } from '@keyward/sdk';
import { parse } from 'csv-parse/sync';
import { usageError } from '../../usage-error.ts';
import { type Reading, toldApart } from '../found-values.ts';
import type { ImportFormat, LeftOut, ReadOptions } from '../import-format.ts';
import { isJsonLike } from '../strict-json.ts';

const PLAIN = ['key', 'name', 'description', 'owner', 'type', 'provider', 'baseUrl', 'expiresAt'] as const;
const INNER = /^(fields|secrets|labels)\.(.{1,128})$/s;
const LARGEST_ROW = 1_048_576;

/** Of the first line: that which stands in it most often. */
function delimiterOf(text: string): string {
  const first = text.slice(0, 8_192).split('\n', 1)[0] ?? '';
  const counts = [',', ';', '\t'].map((each) => [first.split(each).length, each] as const);
  return counts.sort(([a], [b]) => b - a)[0]![1];
}

interface Row {
  /** The heading is the first; a row may have several lines. */
  readonly place: string;
  readonly cells: readonly string[];
}

function rowsOf(text: string): { readonly rows: readonly Row[]; readonly left: readonly LeftOut[] } {
  const rows: Row[] = [];
  const left: LeftOut[] = [];
  let count = 0;
  const broken = (): undefined => {
    left.push({ place: `row ${++count}`, kind: 'bad', reason: 'is no row of CSV' });
  };
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      max_record_size: LARGEST_ROW,
      on_record: (cells: string[]) => {
        rows.push({ place: `row ${++count}`, cells });
        return null;
      },
      on_skip: broken,
    });
  } catch {
    // Its words quote the text.
    broken();
  }
  return { rows, left };
}

/** The member of each column; the empty text for one that is left out. */
function membersOf(heading: readonly string[], columns: ReadOptions['columns']): string[] {
  const members = heading.map((cell) => (Object.hasOwn(columns, cell.trim()) ? columns[cell.trim()]! : cell.trim()));
  const wrong = members.findIndex((member) => member !== '' && !isMember(member));
  if (wrong !== -1) {
    throw usageError(
      `Column ${wrong + 1} is no member of a credential: map it with --column '<heading>=<member>', or leave it out with --column '<heading>='.`,
    );
  }
  const twice = members.findIndex((member, at) => member !== '' && members.indexOf(member) !== at);
  if (twice !== -1) throw usageError(`Column ${twice + 1} holds the same member as an earlier one.`);
  return members;
}

function isMember(member: string): boolean {
  return (PLAIN as readonly string[]).includes(member) || INNER.test(member);
}

function partOf(cells: readonly (readonly [string, string])[], part: string): Record<string, string> | undefined {
  const inner = cells.flatMap(([member, cell]) => {
    const match = INNER.exec(member);
    return match?.[1] === part ? [[match[2]!, cell] as const] : [];
  });
  return inner.length > 0 ? Object.fromEntries(inner) : undefined;
}

function credentialOf({ place, cells }: Row, members: readonly string[], { preset }: ReadOptions): Reading {
  if (cells.length !== members.length)
    return { place, kind: 'bad', reason: 'has another number of cells than the heading' };
  const given = members.map((member, at) => [member, cells[at]!] as const).filter(([member, cell]) => member && cell);
  const plain = Object.fromEntries(given.filter(([member]) => (PLAIN as readonly string[]).includes(member)));
  const source = plain.key ?? plain.name;
  if (source === undefined) return { place, kind: 'bad', reason: 'has neither key nor name' };
  const inner = Object.fromEntries(
    ['fields', 'secrets', 'labels'].flatMap((part) => {
      const values = partOf(given, part);
      return values ? [[part, values] as const] : [];
    }),
  );
  return { place, source, credential: { ...preset, ...plain, ...inner } as NewCredential };
}

export const csv: ImportFormat = {
  name: 'csv',
  help: 'a table with a row of headings',
  fits: (text) => {
    const first = text.split('\n', 1)[0] ?? '';
    return !isJsonLike(text) && /^[^=]*\bkey\b[^=]*$/i.test(first) && /[,;\t]/.test(first);
  },
  read: (text, options) => {
    const { rows, left } = rowsOf(text);
    const [heading, ...body] = rows;
    if (!heading) throw usageError('The file has no row of headings.');
    const members = membersOf(heading.cells, options.columns);
    const read = toldApart(body.map((row) => credentialOf(row, members, options)));
    return { found: read.found, left: [...left, ...read.left] };
  },
};
