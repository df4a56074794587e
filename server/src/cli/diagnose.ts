/**
 * What `keyward doctor` finds in data folder, keys and rows. Reads only; opens no secret, but checks each witness, so that
 * rows written past the broker are named. Loaded by that command alone: it needs most of the broker.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, inspect } from '../broker/inspect.ts';
import type { Config } from '../config.ts';
import { systemClock } from '../domain/instant.ts';
import { toProblem } from '../domain/problem.ts';
import type { RootKey } from '../keys/root-key.ts';
import { openStore } from '../store/open-store.ts';
import { readProviders } from './read-providers.ts';
import { redirectFindings } from './redirect-findings.ts';
import { rootKeyProvider } from './root-keys.ts';

/** @throws Problem `store/unavailable` */
export async function diagnose(config: Config): Promise<Finding[]> {
  const findings: Finding[] = [...(await folderFindings(config.data, config.rootKeyFile))];
  findings.push(...(await providerFindings(config.providers)));
  const rootKeys = await rootKeysOf(config.rootKeyFile, findings);
  const store = await openStore({ url: config.database ?? `sqlite:${join(config.data, 'keyward.sqlite')}` });
  try {
    findings.push(...(await inspect(store, rootKeys, systemClock())));
    findings.push(...(await redirectFindings(store, config.publicUrl)));
  } finally {
    await store.close();
  }
  return findings;
}

async function folderFindings(data: string, rootKeyFile: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const path of [data, rootKeyFile]) {
    const mode = await stat(path).then(
      (found) => found.mode & 0o077,
      () => undefined,
    );
    if (mode === undefined) continue;
    if (mode === 0) findings.push({ level: 'good', what: `${path} is closed to other users` });
    else findings.push({ level: 'bad', what: `${path} is open to other users`, advice: `chmod go-rwx ${path}` });
  }
  return findings;
}

async function providerFindings(folder: string | undefined): Promise<Finding[]> {
  if (folder === undefined) return [];
  const findings: Finding[] = [];
  await readProviders(folder, ({ file, line, path, message }) => {
    const what = `provider ${file}, line ${line}${path && `, ${path}`}: ${message}`;
    const advice = 'It is left out until the file is sound; docs/provider.schema.json has the form.';
    findings.push({ level: 'bad', what, advice });
  });
  return findings.length > 0 ? findings : [{ level: 'good', what: `the providers of ${folder}` }];
}

async function rootKeysOf(file: string, findings: Finding[]): Promise<RootKey[]> {
  try {
    const keys = await rootKeyProvider(file, process.env).load();
    findings.push({ level: 'good', what: `root key ${keys.map(({ id }) => id).join(', ')}` });
    return keys;
  } catch (error) {
    const { code, message } = toProblem(error);
    findings.push({
      level: 'bad',
      what: `${code}: ${message}`,
      advice: `Put the root key back: ${file} or KEYWARD_ROOT_KEY.`,
    });
    return [];
  }
}
