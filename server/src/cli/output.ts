/** What commands print: JSON for programs, aligned columns for people. Standard output carries results and nothing else. */

/** Prints JSON where it is asked for, else the text. */
export function print(result: unknown, text: string, isJson: boolean | undefined): void {
  process.stdout.write(`${isJson ? JSON.stringify(result, undefined, 2) : text}\n`);
}

/** Rows under a heading, columns padded to their widest cell; control characters are shown as `?`. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [heading, ...rows].map((row) => row.map((cell) => cell.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?')));
  const widths = heading.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
