/**
 * `npm run build`: JavaScript and declarations of sdk and server in their dist folders, because Node refuses `.ts` below
 * node_modules. With `--pack` it goes on to make `keyward-<version>.tgz`. Tests and test kits are left out by each
 * package's tsconfig.build.json. The console is built into the folder that the server ships.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { buildConsole } from './console.mjs';
import { packTarball } from './stage-package.ts';

/** The SDK first: the server is checked against its declarations. */
const packages = ['sdk', 'server'] as const;

const TEST_FOLDERS = ['**/testing/**', '**/test-kit/**', '**/vectors/**'];

const SOURCE_URL = /new URL\(\s*'(\.[^']*)\.ts',\s*import\.meta\.url\s*,?\s*\)/g;

function compile(folder: string): void {
  const compiler = resolve('node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [compiler, '-p', join(folder, 'tsconfig.build.json')], { stdio: ['ignore', 2, 2] });
}

/** Data files go where their readers are emitted; what belongs to tests stays. */
function copyAssets(folder: string): void {
  const source = join(folder, 'src');
  for (const file of globSync('**/*.*', { cwd: source, exclude: ['**/*.ts', ...TEST_FOLDERS] })) {
    cpSync(join(source, file), join(folder, 'dist', file));
  }
}

/** tsc rewrites the extension in imports only; workers are named by URL, and each must have been emitted. */
function rewriteUrls(folder: string): void {
  for (const name of globSync('**/*.js', { cwd: join(folder, 'dist') })) {
    const file = join(folder, 'dist', name);
    const emitted = readFileSync(file, 'utf8');
    const rewritten = emitted.replace(SOURCE_URL, (_match, path: string) => {
      if (!existsSync(join(dirname(file), `${path}.js`))) throw new Error(`${file} names ${path}.ts: not emitted`);
      return `new URL('${path}.js', import.meta.url)`;
    });
    if (rewritten !== emitted) writeFileSync(file, rewritten);
  }
}

function build(folder: string): void {
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  compile(folder);
  copyAssets(folder);
  rewriteUrls(folder);
}

for (const folder of packages) build(folder);
buildConsole();
if (process.argv.includes('--pack')) process.stdout.write(`${packTarball()}\n`);
