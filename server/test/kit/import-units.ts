/**
 * The tests beside the code, many files in one process: a process for each would spend most of its time on loading the
 * same modules again. Each file is a suite of its own, so that its hooks hold for it alone; it still runs by itself, too.
 */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PATTERNS = ['server/src/**/*.test.ts', 'sdk/src/**/*.test.ts'];

/** Which files run together. What is in no other part is in the rest, so that none is forgotten. */
const parts = {
  broker: /^server\/src\/broker\//,
  stores: /^server\/src\/(?:store|audit|expiry)\//,
} as const;

type Part = keyof typeof parts | 'rest';

function partOf(path: string): Part {
  const found = Object.entries(parts).find(([, pattern]) => pattern.test(path));
  return (found?.[0] as Part | undefined) ?? 'rest';
}

/** Runs the files of one part, one after the other. */
export function importUnits(part: Part): void {
  const paths = globSync(PATTERNS, { cwd: ROOT }).map((path) => path.replaceAll('\\', '/'));
  for (const path of paths.filter((each) => partOf(each) === part).sort()) {
    describe(path, async () => {
      await import(pathToFileURL(join(ROOT, path)).href);
    });
  }
}
