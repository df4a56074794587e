/** The root key file: made once, for its owner alone, and read strictly. */
import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, beforeEach } from 'node:test';
import { createRootKeyFile, fileRootKeys } from './file.ts';
import { newRootKeyText, parseRootKey } from './root-key.ts';

const folder = await mkdtemp(join(tmpdir(), 'keyward-root-key-'));
const path = join(folder, 'root.key');

beforeEach(() => rm(path, { force: true, recursive: true }));
after(() => rm(folder, { recursive: true }));

async function write(content: string): Promise<void> {
  await writeFile(path, content, { mode: 0o600 });
}

test('a new file holds one key, has mode 0600, and nothing else is left behind', async () => {
  assert.equal(await createRootKeyFile(path), true);
  assert.equal((await stat(path)).mode & 0o7777, 0o600);
  assert.match(await readFile(path, 'utf8'), /^keyward-root-1:[A-Za-z0-9_-]{43}\n$/);
  assert.equal((await fileRootKeys(path).load()).length, 1);
  assert.deepEqual(await readdir(folder), ['root.key']);
});

test('a file that is there is never overwritten, whatever it holds', async () => {
  await write('');
  assert.equal(await createRootKeyFile(path), false);
  assert.equal(await readFile(path, 'utf8'), '');
  assert.deepEqual(await readdir(folder), ['root.key']);
});

test('of many that create the file at once, one does', async () => {
  const created = await Promise.all(Array.from({ length: 20 }, () => createRootKeyFile(path)));
  assert.equal(created.filter(Boolean).length, 1);
  assert.deepEqual(await readdir(folder), ['root.key']);
});

test('several keys keep their order, with or without a newline at the end', async () => {
  const texts = [newRootKeyText(), newRootKeyText()];
  for (const end of ['\n', '']) {
    await write(texts.join('\n') + end);
    const ids = (await fileRootKeys(path).load()).map(({ id }) => id);
    assert.deepEqual(
      ids,
      texts.map((text) => parseRootKey(text).id),
    );
  }
});

test('a file that group or others may read, write or execute is refused', async () => {
  await createRootKeyFile(path);
  for (const mode of [0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o644, 0o777]) {
    await chmod(path, mode);
    await assert.rejects(fileRootKeys(path).load(), { code: 'keys/root-key-invalid' }, mode.toString(8));
  }
  await chmod(path, 0o400);
  assert.equal((await fileRootKeys(path).load()).length, 1);
});

test('a malformed file is refused as a whole', async () => {
  const text = newRootKeyText();
  for (const content of [
    '',
    '\n',
    `${text}\n\n`,
    `${text}\r\n`,
    `# key\n${text}\n`,
    `${text}\nx`,
    `${text}\n`.repeat(300),
  ]) {
    await write(content);
    await assert.rejects(
      fileRootKeys(path).load(),
      { code: 'keys/root-key-invalid' },
      JSON.stringify(content.slice(-9)),
    );
  }
});

test('no file is a missing root key; a folder is an invalid one', async () => {
  await assert.rejects(fileRootKeys(path).load(), { code: 'keys/root-key-missing' });
  await mkdir(path, { mode: 0o700 });
  await assert.rejects(fileRootKeys(path).load(), { code: 'keys/root-key-invalid' });
});
