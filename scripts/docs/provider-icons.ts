/**
 * server/src/catalogue/provider-icons.json: of simple-icons those that providers name, so that the package of all three
 * thousand is not shipped.
 */
import * as simpleIcons from 'simple-icons';
import { builtInFolder } from '../../server/src/catalogue/built-in-folder.ts';
import { readProviderFolder } from '../../server/src/catalogue/read-provider-folder.ts';

const bySlug = new Map(Object.values(simpleIcons).flatMap((icon) => ('slug' in icon ? [[icon.slug, icon]] : [])));

function iconOf(slug: string): readonly [string, object] {
  const icon = bySlug.get(slug);
  if (!icon) throw new Error(`simple-icons has no ${slug}: leave \`icon\` out`);
  const { title, hex, path } = icon;
  return [slug, { title, colour: `#${hex}`, path }];
}

export function renderProviderIcons(): string {
  const slugs = readProviderFolder(builtInFolder).providers.flatMap(({ icon }) => icon ?? []);
  const icons = [...new Set(slugs)].sort().map(iconOf);
  return `${JSON.stringify(Object.fromEntries(icons), undefined, 2)}\n`;
}
