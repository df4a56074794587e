// Builds the console where it is missing or older than its sources, so that a checkout serves it without being asked to.
// Runs before the TypeScript of this checkout may, and therefore is JavaScript without a dependency of its own.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BUILT = 'server/console';
const STAMP = join(BUILT, 'built-from');
const SOURCES = [
  'console/src',
  'console/public',
  'sdk/src',
  'console/index.html',
  'console/package.json',
  'console/vite.config.ts',
];

/** Files below a path, or the path itself, in a fixed order. */
function filesOf(path) {
  if (/\.\w+$/.test(path)) return [path];
  const entries = readdirSync(path, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => join(entry.parentPath, entry.name)).sort();
}

/** What the sources and the versions of what they use come to. */
function hashOfSources(root) {
  const hash = createHash('sha256');
  for (const path of [...SOURCES, 'package-lock.json']) {
    for (const file of filesOf(join(root, path)))
      hash.update(`${file.slice(root.length)}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function isCurrent(root, hash) {
  const stamp = join(root, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

/**
 * Builds the console unless it is built from these very sources.
 *
 * @param root - The checkout's folder, ending in a slash or empty.
 * @throws Error where the build fails
 */
export function buildConsole(root = '') {
  const hash = hashOfSources(root);
  if (isCurrent(root, hash)) return;
  process.stderr.write('Building the console (once) …\n');
  // Beside the place, and moved there when it is whole: another process may be reading what there is.
  const staged = join(root, `${BUILT}-${process.pid}`);
  const pinned = join(root, 'node_modules/node/bin/node');
  const result = spawnSync(
    existsSync(pinned) ? pinned : process.execPath,
    [
      'node_modules/vite/bin/vite.js',
      'build',
      'console',
      '--logLevel',
      'error',
      '--outDir',
      join('..', staged.slice(root.length)),
    ],
    { cwd: root || '.', stdio: ['ignore', 2, 2], env: { ...process.env, NODE_ENV: 'production' } },
  );
  if (result.status !== 0) throw new Error('the console could not be built');
  writeFileSync(join(staged, 'built-from'), hash);
  try {
    rmSync(join(root, BUILT), { recursive: true, force: true });
    renameSync(staged, join(root, BUILT));
  } catch (error) {
    // Another process may have built the same meanwhile, and have put its own there.
    rmSync(staged, { recursive: true, force: true });
    if (!isCurrent(root, hash)) throw error;
  }
}
