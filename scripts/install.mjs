// Installs what is missing before an npm script runs, so that a fresh clone needs one command. Runs on the system's
// own Node (20 or later), before the pinned one is there, and therefore uses no TypeScript and no dependency.
// Its arguments name further folders with a package of their own, which only some scripts need: vendors' SDKs, of which
// no install script is run. With --console the console is built too, where that was not done since it was changed.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { buildConsole } from './console.mjs';

/** npm writes node_modules/.package-lock.json at the end of an install: older than the lock file means out of date. */
function isInstalled(folder) {
  try {
    if (folder === '.') readFileSync('node_modules/node/package.json');
    const installed = statSync(`${folder}/node_modules/.package-lock.json`);
    return installed.mtimeMs >= statSync(`${folder}/package-lock.json`).mtimeMs;
  } catch {
    return false;
  }
}

function install(folder) {
  process.stderr.write(`Installing dependencies${folder === '.' ? '' : ` of ${folder}`} (once) …\n`);
  const npm = process.env.npm_execpath;
  const [command, ...args] = npm ? [process.execPath, npm] : ['npm'];
  // Not `npm ci`: it refuses a lock file that lacks optional packages of other platforms, and a registry mirror may have
  // only those of its own. With --no-save the lock file is followed and left as it is.
  const options = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  if (folder !== '.') options.push('--prefix', folder, '--ignore-scripts');
  const result = spawnSync(command, [...args, ...options], { stdio: ['ignore', 2, 2] });
  if (result.status !== 0) {
    process.stderr.write('npm install failed; nothing else was run.\n');
    process.exit(result.status ?? 1);
  }
}

for (const folder of ['.', ...process.argv.slice(2).filter((argument) => argument !== '--console')]) {
  if (!isInstalled(folder)) install(folder);
}
if (process.argv.includes('--console')) buildConsole();
