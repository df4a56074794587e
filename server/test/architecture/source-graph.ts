/**
 * Which file names which: reads the sources' own text, so that type-only imports, dynamic imports and workers named by
 * URL count as well. Paths are relative to the checkout; packages and `node:` modules stand as they are written.
 */
import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** One source file. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Files, packages and `node:` modules that it names, each once. */
  readonly imports: readonly string[];
}

/** Files by path. */
export type SourceGraph = ReadonlyMap<string, SourceFile>;

const COMMENTS = /^[ \t]*(?:\/\*[\s\S]*?\*\/|\/\/.*)/gm;
const NAMING = [
  /^\s*(?:import|export)\s+[\w$*{},\s]*?\s*from\s*(['"])([^'"\n]+)\1/gm,
  /^\s*import\s*(['"])([^'"\n]+)\1/gm,
  /\bimport\s*\(\s*(['"`])([^'"`\n]+)\1/g,
  /\bnew\s+URL\(\s*(['"`])(\.[^'"`\n]+\.ts)\1\s*,\s*import\.meta\.url/g,
  /\bimport\.meta\.resolve\(\s*(['"`])([^'"`\n]+)\1/g,
  /\brequire\(\s*(['"`])([^'"`\n]+)\1/g,
];

/** The specifiers in a source, as written: static, `import type`, re-exported, dynamic, required, by URL. */
export function specifiersOf(text: string): string[] {
  const code = text.replace(COMMENTS, '');
  return NAMING.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[2]!));
}

/** A source file with what it names, relative specifiers resolved against its own path. */
export function sourceFile(path: string, text: string): SourceFile {
  const imports = specifiersOf(text).map((specifier) =>
    specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier,
  );
  return { path, text, imports: [...new Set(imports)] };
}

/** A graph of the given sources by path. */
export function sourceGraph(sources: Readonly<Record<string, string>>): SourceGraph {
  return new Map(Object.entries(sources).map(([path, text]) => [path, sourceFile(path, text)]));
}

/** Whether a path is product code: neither a test nor a kit or vectors that only tests import. */
export function isProductFile(path: string): boolean {
  return !/\.test\.ts$|(?:^|[/-])test-kit(?:\.ts$|\/)|\/(?:testing|vectors)\//.test(path);
}

/** Reads the files that match the patterns. */
export function readSources(root: string, patterns: readonly string[]): SourceGraph {
  const paths = patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).sort();
  return sourceGraph(Object.fromEntries(paths.map((path) => [path, readFileSync(`${root}/${path}`, 'utf8')])));
}

/** Chains of imports from a file to everything that it reaches: the reached path, and the way to it. */
export function reach(graph: SourceGraph, from: string): Map<string, readonly string[]> {
  const ways = new Map<string, readonly string[]>([[from, [from]]]);
  for (const [path, way] of ways) {
    for (const next of graph.get(path)?.imports ?? []) if (!ways.has(next)) ways.set(next, [...way, next]);
  }
  return ways;
}
