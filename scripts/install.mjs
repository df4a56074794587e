// Installs what is missing before an npm script runs, so that a fresh clone needs one command. Runs on the system's
// own Node (20 or later), before the pinned one is there, and therefore uses no TypeScript and no dependency.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

/** npm writes node_modules/.package-lock.json at the end of an install: older than the lock file means out of date. */
function isInstalled() {
  try {
    readFileSync('node_modules/node/package.json');
    return statSync('node_modules/.package-lock.json').mtimeMs >= statSync('package-lock.json').mtimeMs;
  } catch {
    return false;
  }
}

if (!isInstalled()) {
  process.stderr.write('Installing dependencies (once) …\n');
  const npm = process.env.npm_execpath;
  const [command, ...args] = npm ? [process.execPath, npm] : ['npm'];
  // Not `npm ci`: it refuses a lock file that lacks optional packages of other platforms, and a registry mirror may have
  // only those of its own. With --no-save the lock file is followed and left as it is.
  const options = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = spawnSync(command, [...args, ...options], { stdio: ['ignore', 2, 2] });
  if (result.status !== 0) {
    process.stderr.write('npm install failed; nothing else was run.\n');
    process.exit(result.status ?? 1);
  }
}
