#!/usr/bin/env node
// The published command. Runs on any Node from 20 on, and starts Keyward on Node 24: the one that runs it, or else the
// one that came as an optional dependency. It reads no option and no file but that package's manifest.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED_MAJOR = 24;
const main = new URL('../dist/cli/main.js', import.meta.url);
const runtimePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

/** Path of the Node that was installed beside Keyward, or undefined where npm has left it out. */
function findBundledNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${runtimePackage}/package.json`);
    return join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.node);
  } catch {
    return undefined;
  }
}

function refuse(reason) {
  process.stderr.write(
    `keyward needs Node.js ${NEEDED_MAJOR} or later; this is ${process.version}.\n${reason}\n` +
      `Install Node.js ${NEEDED_MAJOR}, or install keyward again with optional dependencies (npm install --include=optional).\n`,
  );
  process.exit(1);
}

/** A terminal sends SIGINT to the child as well; twice would mean "now". */
function passSignals(child) {
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGUSR2']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
}

function runOn(node) {
  // A signal must not open the inspector of a process that holds keys.
  const args = ['--disable-sigusr1', fileURLToPath(main), ...process.argv.slice(2)];
  const child = spawn(node, args, { stdio: 'inherit' });
  passSignals(child);
  child.on('error', (error) => refuse(`${node} does not start: ${error.code}.`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR) {
  runOn(process.execPath);
} else {
  const node = findBundledNode();
  if (node === undefined) refuse(`The package ${runtimePackage}, which holds it for this platform, is not installed.`);
  runOn(node);
}
