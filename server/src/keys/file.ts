/**
 * Root keys from a file, `root.key`: one key a line, the first one wraps. Refuses a file that others can read, and never
 * overwrites one: without its root key every secret is lost.
 *
 *     keyward-root-1:<43 characters of base64url>\n
 */
import { randomBytes } from 'node:crypto';
import { constants, type FileHandle, link, open, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Problem } from '../domain/problem.ts';
import { newRootKeyText, parseRootKey, type RootKey, type RootKeyProvider } from './root-key.ts';

const OTHERS = 0o077;
const MAX_FILE_BYTES = 16_384;

/**
 * The provider for a file.
 *
 * @param path - Of a regular file, mode 0600 or stricter, at most 16 KiB.
 */
export function fileRootKeys(path: string): RootKeyProvider {
  return { name: 'file', load: () => readRootKeyFile(path) };
}

/**
 * Creates the file with one new key, mode 0600, durably: complete or not there at all, whenever the process dies.
 *
 * @param path - In a folder that exists, on a file system with hard links.
 * @returns whether it was created; false where there is a file already, which is left as it is
 */
export async function createRootKeyFile(path: string): Promise<boolean> {
  const staged = `${path}.${randomBytes(8).toString('hex')}.new`;
  await writeDurably(staged, `${newRootKeyText()}\n`);
  try {
    // A link is exclusive like O_EXCL, and the name appears with the whole content behind it.
    await link(staged, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(staged);
  }
  await syncFolder(dirname(path));
  return true;
}

async function readRootKeyFile(path: string): Promise<RootKey[]> {
  await using file = await openFile(path);
  // Judged on the open handle: the name may mean another file by now.
  const { mode, size } = await file.stat();
  if ((mode & constants.S_IFMT) !== constants.S_IFREG || size > MAX_FILE_BYTES) throw invalid('is not a key file');
  if ((mode & OTHERS) !== 0) throw invalid('is open to group or others: use mode 0600');
  const lines = (await file.readFile('latin1')).replace(/\n$/, '').split('\n');
  return lines.map(parseRootKey);
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    return await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw new Problem('keys/root-key-missing', { cause });
    throw invalid('cannot be read', cause);
  }
}

function invalid(what: string, cause?: unknown): Problem {
  return new Problem('keys/root-key-invalid', { detail: `The root key file ${what}.`, cause });
}

async function writeDurably(path: string, text: string): Promise<void> {
  await using file = await open(path, 'wx', 0o600);
  await file.writeFile(text);
  await file.sync();
}

async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}
