import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { it } from 'node:test';
import { migrations } from './index.ts';

it('every migration file is listed, in the order of its name', async () => {
  const files = (await readdir(import.meta.dirname)).filter((file) => /^\d{4}-.*\.ts$/.test(file)).sort();
  assert.deepEqual(
    migrations.map(({ name }) => `${name}.ts`),
    files,
  );
});
