/** The letters of the pictures: those that come with Chromium's package, so that every machine draws the same. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

function aliasOf(family: string, font: string): string {
  return `<alias binding="strong"><family>${family}</family><prefer><family>${font}</family></prefer></alias>`;
}

/** Unpacks them. @returns the folder for `FONTCONFIG_PATH` */
export function unpackFonts(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-fonts-'));
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const packed = join(dirname(main), '..', 'bin', 'fonts.tar.br');
  execFileSync('tar', ['-x', '-C', folder], { input: brotliDecompressSync(readFileSync(packed)) });
  const aliases = [
    aliasOf('system-ui', 'Open Sans'),
    aliasOf('sans-serif', 'Open Sans'),
    aliasOf('ui-monospace', 'DejaVu Sans Mono'),
    aliasOf('monospace', 'DejaVu Sans Mono'),
  ];
  const dirs = [join(folder, 'fonts'), '/usr/share/fonts'].map((dir) => `<dir>${dir}</dir>`);
  const parts = [...dirs, `<cachedir>${join(folder, 'cache')}</cachedir>`, ...aliases];
  writeFileSync(join(folder, 'fonts.conf'), `<?xml version="1.0"?>\n<fontconfig>${parts.join('')}</fontconfig>\n`);
  return folder;
}
