/**
 * Providers against the vendors' own software: each SDK is run with a raw key and its default base URL, and Keyward with a
 * credential of the same key. Both must put it in the same place, below the same base URL, and Keyward must verify by a
 * request that the SDK makes itself.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { evidenceCases } from './cases/index.ts';
import type { EvidenceCase } from './evidence-case.ts';
import { type KeywardSide, providers, startKeywardSide } from './keyward-side.ts';
import { leadConnections } from './lead-connections.ts';
import { type RecordedRequest, type Recorder, startRecorder } from './recorder.ts';
import { secretPlaces } from './secret-places.ts';

/** Part of each secret: what every vendor's key may consist of. */
const canary = randomBytes(12).toString('hex');
let folder: string;
let recorder: Recorder;
let side: KeywardSide;
let lead: () => void = () => undefined;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-evidence-'));
  recorder = await startRecorder();
  lead = leadConnections(recorder.port, recorder.authority);
  side = await startKeywardSide(recorder, folder);
});
after(async () => {
  assert.deepEqual(await side.keyward.leaksOf(canary), []);
  await side.close();
  await recorder.close();
  lead();
  await rm(folder, { recursive: true });
});

/** What a request asks for, without its query. */
function endpointOf({ method, origin, target }: RecordedRequest): string {
  return `${method} ${origin}${target.replace(/\?.*/s, '')}`;
}

/** What a case's `run` gets: of an SDK its exports, of an OpenAPI document what it says. JSON is YAML too. */
async function exportsOf({ package: name, document }: EvidenceCase): Promise<unknown> {
  if (document === undefined) return import(name);
  return parse(await readFile(fileURLToPath(import.meta.resolve(`${name}/${document}`)), 'utf8'));
}

async function runSdk(one: EvidenceCase, fields: Readonly<Record<string, string>>) {
  let failure: unknown;
  const requests = await recorder.during(async () => {
    await one.run(await exportsOf(one), fields).catch((error: unknown) => (failure = error));
  }, one.answer);
  assert.ok(requests.length > 0, `the SDK sent nothing: ${failure}`);
  return requests;
}

describe('a key stands where the SDK of its vendor puts it', () => {
  for (const one of evidenceCases) {
    test(`${one.provider}, ${one.type}`, async () => {
      const fields = one.fields(canary);
      const stored = await side.store(one, fields);
      const places = (request: RecordedRequest) => secretPlaces(request, stored.secrets);
      const requests = await runSdk(one, fields);
      const [first] = requests;
      assert.notDeepEqual(places(first!), [], 'the SDK sends no secret');

      const called = await stored.call(first!);
      assert.ok(called, 'Keyward sends no secret');
      assert.deepEqual([endpointOf(called), places(called)], [endpointOf(first!), places(first!)]);

      const verified = await stored.verification();
      assert.ok(verified, 'Keyward verifies without a secret');
      const alike = requests.find((request) => endpointOf(request) === endpointOf(verified));
      assert.ok(alike, `Keyward verifies by ${endpointOf(verified)}, the SDK calls ${requests.map(endpointOf)}`);
      assert.deepEqual(places(verified), places(alike));
    });
  }
});

test('every case is listed', async () => {
  const files = await readdir(new URL('./cases/', import.meta.url));
  const listed = evidenceCases.map(({ provider }) => `${provider}.ts`);
  assert.deepEqual([...listed, 'index.ts'].sort(), files.sort());
});

test('the providers that name an SDK or an OpenAPI document are those that have a case', () => {
  const named = providers.flatMap(({ name, evidence }) =>
    evidence.kind === 'documents' ? [] : [`${name}: ${evidence.package}`],
  );
  const shown = evidenceCases.map((one) => `${one.provider}: ${one.package}`);
  assert.deepEqual(named.sort(), shown.sort());
});
