/** Files that appear whole or not at all, whatever happens in between; nobody reads half of one. */
import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, unlink } from 'node:fs/promises';

function stagedName(path: string): string {
  return `${path}.${randomBytes(8).toString('hex')}.new`;
}

async function writeDurably(path: string, text: string, mode: number): Promise<void> {
  await using file = await open(path, 'wx', mode);
  await file.writeFile(text);
  await file.sync();
}

/** The file's text; undefined where there is no file. */
export async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/**
 * Writes the file, complete or not at all: another process that starts at once must never read half of it.
 *
 * @returns what the file holds: the text, or what was there before
 */
export async function writeOnce(path: string, text: string, mode: number): Promise<string> {
  const kept = await readIfThere(path);
  if (kept !== undefined) return kept;
  const staged = stagedName(path);
  await writeDurably(staged, text, mode);
  try {
    // A link is exclusive like O_EXCL, and the name appears with the whole content behind it.
    await link(staged, path);
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return await readFile(path, 'utf8');
  } finally {
    await unlink(staged);
  }
}

/** Puts the text in place of what the file held. */
export async function replaceFile(path: string, text: string, mode: number): Promise<void> {
  const staged = stagedName(path);
  try {
    await writeDurably(staged, text, mode);
    await rename(staged, path);
  } catch (error) {
    await unlink(staged).catch(() => undefined);
    throw error;
  }
}
