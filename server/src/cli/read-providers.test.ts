import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { FileViolation } from '../catalogue/read-yaml.ts';
import { readProviders } from './read-providers.ts';

const sound = (name: string) => `name: ${name}
title: Acme
categories: [other]
docsUrl: https://acme.example/docs
types:
  ApiKey: { values: { in: header, name: X-Key }, fields: [{ name: apiKey }], baseUrl: https://api.acme.example }
evidence: { kind: documents, url: https://acme.example/docs }
`;

test('a folder adds providers; one that is malformed, replaces another or is an organisation’s is left out with its place', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'keyward-providers-'));
  t.after(() => rm(folder, { recursive: true }));
  const files = {
    'acme.yaml': sound('acme'),
    'mailgun.yaml': sound('mailgun'),
    'org.yaml': sound('org/acme'),
    'bad.yaml': sound('bad').replace('title: Acme', 'title: Acme\nextra: 1'),
    'plain.yaml': sound('plain').replace('https://api', 'http://api'),
    'notes.txt': 'no provider',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const violations: FileViolation[] = [];
  const directory = await readProviders(folder, (violation) => violations.push(violation));
  assert.equal((await directory.find('org_1', 'acme'))?.title, 'Acme');
  assert.equal((await directory.find('org_1', 'mailgun'))?.title, 'Mailgun');
  assert.equal(await directory.find('org_1', 'org/acme'), undefined);
  assert.deepEqual(
    violations.map(({ file, line, path }) => `${file}:${line} ${path}`),
    ['bad.yaml:3 /extra', 'org.yaml:1 /name', 'plain.yaml:6 /types/ApiKey/baseUrl', 'mailgun.yaml:1 /name'],
  );
});

test('a folder that is not there is said to be so, and costs nothing else', async () => {
  const violations: FileViolation[] = [];
  const directory = await readProviders('/nowhere/at/all', (violation) => violations.push(violation));
  assert.equal((await directory.find('org_1', 'mailgun'))?.title, 'Mailgun');
  assert.match(violations[0]!.message, /no folder/);
});
