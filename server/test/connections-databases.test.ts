/**
 * Databases really connected to, through a whole Keyward: PostgreSQL from npm, the server side of mysql2, MariaDB and Redis
 * where the system has them.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chown, readFile, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import mysql from 'mysql2';
import { Client } from 'pg';
import { Connecting } from './kit/connecting.ts';
import { edit, rows } from './kit/database.ts';
import { mariadb, redis, startInstalled } from './kit/installed-server.ts';
import { startServer, type TestPostgres } from './kit/postgres.ts';

let connecting: Connecting;

before(async () => {
  connecting = await Connecting.start();
});
after(async () => {
  assert.deepEqual(await connecting.keyward.leaksOf(connecting.canary), []);
  await connecting.close();
});

describe('PostgreSQL', () => {
  let postgres: TestPostgres;
  let port: string;
  let database: string;

  before(async () => {
    const { canary, leaf } = connecting;
    // One of its own: who may log in, and how, is changed for all of it.
    postgres = await startServer(false);
    const url = await postgres.createDatabase();
    port = new URL(url).port;
    database = new URL(url).pathname.slice(1);
    const admin = new Client(url);
    await admin.connect();
    await admin.query(`create role app login password '${canary}'`);
    await admin.query(`create role "clear" login password '${canary}'`);
    await admin.query(`create role trusted login password '${canary}'`);
    await admin.query(`set password_encryption = md5`);
    await admin.query(`create role old login password '${canary}'`);
    const hba: string = (await admin.query('show hba_file')).rows[0].hba_file;
    const owner = await stat(hba);
    for (const [name, text] of [
      ['server.pem', leaf.cert],
      ['server.key', leaf.key],
    ] as const) {
      const file = join(dirname(hba), name);
      await writeFile(file, text, { mode: 0o600 });
      await chown(file, owner.uid, owner.gid);
    }
    const access = ['app scram-sha-256', 'clear password', 'trusted trust', 'old md5'].map((rule) => {
      const [user, method] = rule.split(' ');
      return `host all ${user} 127.0.0.1/32 ${method}\n`;
    });
    await writeFile(hba, access.join('') + (await readFile(hba, 'utf8')));
    await admin.query(`alter system set ssl_cert_file = 'server.pem'`);
    await admin.query(`alter system set ssl_key_file = 'server.key'`);
    await admin.query(`alter system set ssl = on`);
    await admin.query('select pg_reload_conf()');
    // The postmaster reads it a moment later.
    const deadline = performance.now() + 30_000;
    let isOn = false;
    while (!isOn && performance.now() < deadline) isOn = (await admin.query('show ssl')).rows[0].ssl === 'on';
    await admin.end();
  });
  after(() => postgres.stop());

  const to = (fields: Readonly<Record<string, string>>) => ({
    scheme: 'postgres',
    port,
    username: 'app',
    database,
    ...fields,
  });

  test('accepts a good password over TLS, by whichever proof the server wants, and tells each stage', async () => {
    const accepted = await connecting.verify('Database', to({}));
    assert.deepEqual(
      accepted.steps.map(({ step, outcome }) => `${step} ${outcome}`),
      ['fields ok', 'target ok', 'TLS ok', 'login ok', 'query ok'],
    );
    assert.deepEqual([accepted.verdict, accepted.account], ['accepted', `app@${database}`]);
    assert.match(accepted.steps[3]!.note, /SCRAM-SHA-256/);
    for (const username of ['old', 'clear']) {
      const { verdict, last } = await connecting.verify('Database', to({ username }));
      assert.equal(verdict, 'accepted', `${username}: ${last.note}`);
    }
  });

  test('rejects a wrong password and an unknown user, and nothing else', async () => {
    const wrong: Record<string, string>[] = [
      { password: `${connecting.canary}x` },
      { username: 'nobody' },
      { username: 'old', password: 'wrong-one' },
    ];
    for (const fields of wrong) {
      const { verdict, last } = await connecting.verify('Database', to(fields));
      assert.deepEqual([verdict, last.step], ['rejected', 'login'], last.note);
      assert.match(last.note, /^28P01/);
    }
    for (const [fields, note] of [
      [{ database: 'absent' }, /^3D000/],
      [{ username: 'trusted' }, /without asking/],
      [{ host: 'other.test' }, /another host name/],
      [{ port: '1' }, /^No connection/],
    ] as const) {
      const { verdict, last } = await connecting.verify('Database', to(fields));
      assert.equal(verdict, 'unverified', last.note);
      assert.match(last.note, note);
    }
  });

  test('without TLS a proof is given everywhere, the password itself to loopback or where the policy permits it', async () => {
    const plain = to({ tls: 'disable' });
    assert.equal((await connecting.verify('Database', plain)).verdict, 'accepted');
    const clear = { ...plain, username: 'clear' };
    assert.match((await connecting.verify('Database', clear)).last.note, /nothing of it was sent/);
    assert.equal((await connecting.verify('Database', { ...clear, host: '127.0.0.1' })).verdict, 'accepted');
    assert.equal(
      (await connecting.verify('Database', clear, { policy: { plainHttp: 'permitted' } })).verdict,
      'accepted',
    );
  });

  test('catalogue 51: a TLS mode or a host that was edited in the database is refused, reported, and not dialled', async () => {
    const { key } = await connecting.verify('Database', to({}));
    for (const [field, value, code] of [
      ['tls', 'disable', 'policy/placement-refused'],
      ['host', '127.0.0.1', 'policy/origin-refused'],
      ['port', '1', 'policy/origin-refused'],
      ['scheme', 'mysql', 'policy/origin-refused'],
    ] as const) {
      const [{ fields }] = rows(connecting.keyward.data, 'select fields from credentials where "key" = ?', key);
      const altered = JSON.stringify({ ...JSON.parse(fields), [field]: value });
      assert.equal(edit(connecting.keyward.data, 'update credentials set fields = ? where "key" = ?', altered, key), 1);
      const refused = await connecting.again(key);
      assert.deepEqual([refused.status, refused.json.code], [403, code], refused.text);
      const reports = (await connecting.keyward.api('GET', 'audit?action=credential.open')).json.items;
      assert.ok(reports.some((entry: { code: string }) => entry.code === code));
      edit(connecting.keyward.data, 'update credentials set fields = ? where "key" = ?', fields, key);
    }
    const last = await connecting.again(key);
    assert.equal(last.json.verification.verdict, 'accepted');
  });
});

test('kinds of server that Keyward does not log in to are not verifiable, which it says', async () => {
  for (const scheme of ['sqlserver', 'oracle', 'mongodb']) {
    const { verdict, last } = await connecting.verify('Database', { scheme, port: '1', username: 'app' });
    assert.deepEqual([verdict, last.outcome], ['unverified', 'skipped']);
    assert.match(last.note, /^Not verifiable/);
  }
});

function sha1(...parts: Buffer[]): Buffer {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Whether a proof shows the password, as servers find out: they know its digest alone. */
function isProof(token: Buffer, nonce: Buffer): boolean {
  const known = sha1(sha1(Buffer.from(connecting.canary)));
  const mask = sha1(nonce, known);
  return sha1(Buffer.from(token.map((byte, at) => byte ^ mask[at]!))).equals(known);
}

interface Shown {
  readonly authPluginData1: Buffer;
  readonly authPluginData2: Buffer;
  readonly authToken: Buffer;
}

type Answer = (error: null, refusal?: object) => void;

/** Of the server's side, which its types leave out. */
type MysqlCaller = mysql.Connection & { sequenceId: number; writeOk(): void; serverHandshake(options: object): void };

test('MySQL: the server side of mysql2 takes the proof of a good password, and no other', async (t) => {
  const server = mysql.createServer((connection: MysqlCaller) => {
    connection.on('error', () => undefined);
    // Each command begins with packet 0, which this server does not expect by itself.
    connection.on('ping', () => {
      connection.sequenceId = 1;
      connection.writeOk();
    });
    connection.serverHandshake({
      ...{ protocolVersion: 10, serverVersion: '8.0.0', connectionId: 1, statusFlags: 2, characterSet: 8 },
      capabilityFlags: 0x00_08_82_09,
      authCallback({ authPluginData1, authPluginData2, authToken }: Shown, answer: Answer) {
        const isGood = isProof(authToken, Buffer.concat([authPluginData1, authPluginData2]).subarray(0, 20));
        answer(null, isGood ? undefined : { message: connecting.canary, code: 1045 });
        setImmediate(() => {
          connection.sequenceId = 0;
        });
      },
    });
  });
  server.listen(0);
  const listening = (server as unknown as { _server: Server })._server;
  t.after(() => new Promise((resolve) => listening.close(resolve)));
  if (!listening.listening) await once(listening, 'listening');
  const port = String((listening.address() as AddressInfo).port);
  const fields = { scheme: 'mysql', port, username: 'app', database: 'shop', tls: 'disable' };
  const accepted = await connecting.verify('Database', fields);
  assert.deepEqual([accepted.verdict, accepted.account], ['accepted', 'app@shop'], accepted.last.note);
  const rejected = await connecting.verify('Database', { ...fields, password: `${connecting.canary}x` });
  assert.deepEqual([rejected.verdict, rejected.last.step], ['rejected', 'login'], rejected.last.note);
  const unsafe = await connecting.verify('Database', { ...fields, tls: 'verify-full' });
  assert.match(unsafe.last.note, /offers no TLS/);
});

test('MariaDB: good and wrong passwords, users of several kinds, with TLS and without', async (t) => {
  const { canary, leaf } = connecting;
  const quoted = canary.replaceAll("'", "''");
  const server = await startInstalled(
    mariadb(
      leaf,
      [
        'create database shop;',
        `create user app@'%' identified via mysql_native_password using password('${quoted}');`,
        "grant all on shop.* to app@'%';",
        "install soname 'auth_ed25519';",
        `create user modern@'%' identified via ed25519 using password('${quoted}');`,
      ].join('\n'),
    ),
  );
  if (!server)
    return t.diagnostic('mariadbd is not installed: only the servers made of mysql2 and of scripts were tried');
  try {
    const fields = { scheme: 'mariadb', port: String(server.port), username: 'app', database: 'shop' };
    for (const tls of ['verify-full', 'disable']) {
      const accepted = await connecting.verify('Database', { ...fields, tls });
      assert.deepEqual([accepted.verdict, accepted.account], ['accepted', 'app@shop'], accepted.last.note);
    }
    for (const [change, verdict, note] of [
      [{ password: `${connecting.canary}x` }, 'rejected', /^1045/],
      [{ username: 'nobody' }, 'rejected', /^1045/],
      [{ database: 'mysql' }, 'rejected', /^1044/],
      [{ username: 'modern' }, 'unverified', /does not speak/],
      [{ host: 'other.test' }, 'unverified', /another host name/],
    ] as const) {
      const tried = await connecting.verify('Database', { ...fields, ...change });
      assert.equal(tried.verdict, verdict, tried.last.note);
      assert.match(tried.last.note, note);
    }
  } finally {
    await server.close();
  }
});

test('Redis: users and passwords of its list, over TLS', async (t) => {
  const { canary, leaf, authority } = connecting;
  const acl = `user default off\nuser app on >${canary} +@all ~*\n`;
  const server = await startInstalled(redis({ ...leaf, ca: authority.pem }, acl));
  if (!server) return t.diagnostic('redis-server is not installed: only servers made of scripts were tried');
  try {
    const fields = { scheme: 'redis', port: String(server.port), username: 'app' };
    const accepted = await connecting.verify('Database', fields);
    assert.deepEqual([accepted.verdict, accepted.account], ['accepted', 'app@db.test'], accepted.last.note);
    assert.equal(
      (await connecting.verify('Database', { ...fields, password: `${connecting.canary}x` })).verdict,
      'rejected',
    );
    assert.match(
      (await connecting.verify('Database', { ...fields, host: 'other.test' })).last.note,
      /another host name/,
    );
  } finally {
    await server.close();
  }
});
