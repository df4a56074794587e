/** The quick start of the SDK's README, run as it stands there against a Keyward. */
import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Keyward } from './kit/keyward.ts';

let keyward: Keyward;

before(async () => {
  keyward = await Keyward.start();
});
after(() => keyward.close());

/** The secret of the example, which stands in the README and nowhere else. */
const SECRET = 'the key that Finnhub shows';

async function quickStart(): Promise<string> {
  const readme = await readFile(new URL('../../sdk/README.md', import.meta.url), 'utf8');
  return /```ts\n([\s\S]*?)```/.exec(readme)![1]!;
}

/** The example as a module that is given its address and prints by itself. */
function moduleOf(example: string, options: object): string {
  const given = Object.entries(options).map(([name, value]) => `const ${name} = ${JSON.stringify(value)};\n`);
  const printed = example.replace('console.log(key, usable)', 'printed.push([key, usable])');
  return `export const printed: unknown[] = [];\n${given.join('')}${printed}export { runner };\n`;
}

test('the quick start works as it stands', async () => {
  const example = await quickStart();
  assert.ok(example.split('\n').length <= 22, 'it stays short');
  const brokerKey = (await readFile(join(keyward.data, 'broker-key.pub'), 'utf8')).trim();
  const options = { url: keyward.controlUrl, token: await keyward.ownerToken(), brokerKey };
  // Beside this file, where the package is found.
  const file = new URL(`readme-${process.pid}.generated.ts`, import.meta.url);
  await writeFile(file, moduleOf(example, options));
  try {
    const { printed, runner } = (await import(file.href)) as { printed: unknown[]; runner: { token: string } };
    assert.deepEqual(printed, [['finnhub', true]]);
    assert.match(runner.token, /^kw_/);
    assert.ok(example.includes(SECRET));
    assert.deepEqual(await keyward.leaksOf(SECRET), []);
    const stored = await keyward.api('GET', 'credentials/finnhub');
    assert.equal(stored.json.name, 'Quotes');
    assert.deepEqual(stored.json.secrets, { apiKey: { set: true, materialVersion: 1 } });
  } finally {
    await rm(file);
  }
});
