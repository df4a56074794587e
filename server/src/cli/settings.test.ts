/** The table of settings, each source against the next one. */
import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { profileFile, readProfiles, writeProfiles } from './profiles/profile-file.ts';
import { findSettings } from './settings.ts';

let folder: string;
let environment: NodeJS.ProcessEnv;

const home = { url: 'https://home.example', organisation: 'acme', token: 'kw_home', brokerKey: 'pin-home' };
const other = { url: 'https://other.example', organisation: 'globex', token: 'kw_other' };

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-settings-'));
  environment = { XDG_CONFIG_HOME: folder };
  await writeProfiles(environment, { current: 'home', profiles: { home, other } });
  await writeFile(join(folder, 'admin-token'), 'kw_folder\n');
  await writeFile(join(folder, 'broker-key.pub'), 'pin-folder\n');
  await writeFile(join(folder, 'token'), 'kw_file\n');
});
after(() => rm(folder, { recursive: true }));

/** The values alone, by name. */
async function found(flags: Parameters<typeof findSettings>[0], variables: NodeJS.ProcessEnv = {}) {
  const settings = await findSettings(flags, { ...environment, ...variables });
  return Object.fromEntries(Object.entries(settings).map(([name, { value }]) => [name, value]));
}

describe('A setting is taken', () => {
  test('from its flag before the environment, the profile, the folder and the default', async () => {
    const flags = { url: 'https://home.example:443', organisation: 'flag', tokenFile: join(folder, 'token') };
    const variables = { KEYWARD_URL: 'https://x.example', KEYWARD_ORGANISATION: 'y', KEYWARD_TOKEN: 'kw_z' };
    assert.deepEqual(await found({ ...flags, brokerKey: 'pin-flag' }, variables), {
      ...{ url: flags.url, organisation: 'flag', token: 'kw_file', brokerKey: 'pin-flag' },
    });
  });

  test('from the environment before the profile; an empty variable is none', async () => {
    const variables = { KEYWARD_ORGANISATION: 'from-env', KEYWARD_TOKEN: 'kw_env', KEYWARD_URL: '' };
    assert.deepEqual(await found({}, variables), { ...home, organisation: 'from-env', token: 'kw_env' });
  });

  test('from the current profile, which stands in for the data folder', async () => {
    assert.deepEqual(await found({}), home);
  });

  test('from a data folder that is named, before the current profile', async () => {
    const expected = { url: 'http://127.0.0.1:7420', organisation: 'default', token: 'kw_folder' };
    assert.deepEqual(await found({ data: folder }), { ...expected, brokerKey: 'pin-folder' });
    assert.deepEqual(await found({}, { KEYWARD_DATA: folder }), { ...expected, brokerKey: 'pin-folder' });
  });
});

describe('A profile', () => {
  test('is named by the flag, then the environment, then the file', async () => {
    assert.deepEqual(await found({ profile: 'other' }, { KEYWARD_PROFILE: 'home' }), other);
    assert.deepEqual(await found({}, { KEYWARD_PROFILE: 'other' }), other);
  });

  test('that the flag names is not sent elsewhere by the environment', async () => {
    const variables = { KEYWARD_URL: 'https://x.example', KEYWARD_TOKEN: 'kw_env', KEYWARD_ORGANISATION: 'env' };
    assert.deepEqual(await found({ profile: 'home' }, variables), home);
  });

  test('lends its token and its pin to no other server', async () => {
    const data = folder;
    const elsewhere = await found({ url: 'https://x.example' });
    assert.ok(!Object.values(elsewhere).some((value) => value === home.token || value === home.brokerKey));
    const asked = { url: 'https://x.example', profile: 'home', data };
    await assert.rejects(findSettings(asked, environment), { code: 'config/invalid' });
  });

  test('that is not there is refused', async () => {
    for (const profile of ['nobody', 'constructor']) {
      await assert.rejects(findSettings({ profile }, environment), { code: 'config/invalid' });
    }
  });
});

describe('The file of profiles', () => {
  test('is closed to other users, and so is its folder', async () => {
    const path = profileFile(environment);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.equal((await stat(join(path, '..'))).mode & 0o077, 0);
  });

  test('is refused where other users could read it, and where it has another form; its text is not told', async () => {
    const path = profileFile({ XDG_CONFIG_HOME: join(folder, 'odd') });
    const odd = { XDG_CONFIG_HOME: join(folder, 'odd') };
    await writeProfiles(odd, { profiles: { home } });
    await chmod(path, 0o640);
    await assert.rejects(readProfiles(odd), /chmod 600/);
    await chmod(path, 0o600);
    const broken = ['kw_secret', '{"version":2,"profiles":{}}', '{"version":1,"profiles":{"a":{"token":"kw_secret"}}}'];
    for (const text of [...broken, '{"version":1,"current":"b","profiles":{}}', 'null']) {
      await writeFile(path, text);
      await assert.rejects(readProfiles(odd), (error: Error) => !error.message.includes('kw_secret'));
    }
  });

  test('that is not there has no profiles', async () => {
    assert.deepEqual(await readProfiles({ XDG_CONFIG_HOME: join(folder, 'none') }), { profiles: {} });
  });
});
