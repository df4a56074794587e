/**
 * Makes the pictures of docs/console.md: a Keyward of its own with a made-up organisation, the console in a real Chromium,
 * each screen once as on a desk and once 360 pixels wide. Run after a change of how the console looks:
 * `node scripts/console-screenshots.ts [--folder docs/console] [--png] [--dark] [name …]`. PNG and dark are for looking at.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildConsole } from './console.mjs';
import { unpackFonts } from './pictures/fonts.ts';
import { takePicture } from './pictures/picture.ts';
import { screens } from './pictures/screens.ts';
import { startStudio } from './pictures/studio.ts';

const MOST_BYTES = 60_000;

const sizes = [
  { suffix: '', size: { width: 1280, height: 800 } },
  { suffix: '-360', size: { width: 360, height: 740 } },
] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: 'string', default: 'docs/console' },
    png: { type: 'boolean', default: false },
    dark: { type: 'boolean', default: false },
  },
});
const wanted = screens.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

process.env.FONTCONFIG_PATH = unpackFonts();
buildConsole();
mkdirSync(values.folder, { recursive: true });
const { studio, keyward, seed, close } = await startStudio();

async function take({ name, path, ...rest }: (typeof screens)[number], links: Readonly<Record<string, string>>) {
  const filled = path.replace(/\{([\w-]+)\}/, (_, link: string) => links[link] ?? '');
  for (const { suffix, size } of sizes) {
    const how = { size, isDark: values.dark, ...(!values.png && { mostBytes: MOST_BYTES }) };
    const picture = await takePicture(studio, { ...rest, name, path: filled }, how).catch((error: unknown) => {
      process.stderr.write(`${name}${suffix}: ${String(error)}\n`);
      process.exitCode = 1;
    });
    if (!picture) continue;
    const file = join(values.folder, `${name}${suffix}.${values.png ? 'png' : 'webp'}`);
    writeFileSync(file, picture);
    process.stdout.write(
      `${file} ${picture.length}${!values.png && picture.length > MOST_BYTES ? ' too large' : ''}\n`,
    );
  }
}

try {
  const setUp = (await readFile(join(keyward.data, 'set-up-link'), 'utf8')).trim();
  for (const screen of wanted.filter(({ isFirst }) => isFirst)) await take(screen, { 'set-up': setUp });
  const invitation = await seed();
  for (const screen of wanted.filter(({ isFirst }) => !isFirst)) await take(screen, { invitation });
} finally {
  await close();
}
