import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { test } from 'node:test';
import { entrances, probes, routes } from './index.ts';

async function routeFiles(): Promise<string[]> {
  const entries = await readdir(import.meta.dirname, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts') && entry.name !== 'index.ts')
    .map((entry) => `${relative(import.meta.dirname, entry.parentPath)}${sep}${entry.name}`);
}

test('every file of the folder is a route that the index lists', async () => {
  const listed = new Set<unknown>([...routes, ...probes, ...entrances]);
  for (const file of await routeFiles()) {
    const values = Object.values(await import(new URL(file, import.meta.url).href));
    assert.equal(values.length, 1, `${file} exports one thing`);
    assert.ok(listed.delete(values[0]), `${file} is not listed`);
  }
  assert.deepEqual([...listed], [], 'the index lists what is in no file');
});

test('no two routes have the same method and path', () => {
  const names = [...routes, ...entrances].map(({ method, path }) => `${method} ${path}`);
  assert.equal(new Set(names).size, names.length);
});
