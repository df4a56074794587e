/** Logins against servers that lie: whatever they say, they get nothing of the password that it was not sealed for. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Authority, createAuthority, type Leaf } from '../../../test/kit/authority.ts';
import { findCanary, newCanary } from '../../../test/kit/canary.ts';
import { type Caller, type ScriptedServer, startScripted } from '../../../test/kit/scripted-server.ts';
import { logins } from '../../catalogue/logins.ts';
import { Secret } from '../../domain/secret.ts';
import { parsePermittedRanges } from '../egress/classify-address.ts';
import { createDialer, type Dialer } from '../egress/dialer.ts';
import { createTrust } from '../egress/trust-anchors.ts';
import { loginCheckFor, loginChecks } from './connections/index.ts';
import { type Login, type LoginResult, tryLogin } from './try-login.ts';

const canary = newCanary();
let authority: Authority;
let sound: Leaf;
let other: Leaf;
let dialer: Dialer;
let looksUp: string[] = [];

before(async () => {
  authority = await createAuthority();
  [sound, other] = await Promise.all([authority.issue(['db.test']), authority.issue(['elsewhere.test'])]);
  const lookup = async (name: string) => {
    looksUp.push(name);
    return [{ address: '127.0.0.1' }];
  };
  dialer = createDialer({
    permitted: parsePermittedRanges(['127.0.0.0/8']),
    lookup,
    trust: createTrust(authority.pem),
  });
});

type Options = Partial<Pick<Login, 'mode' | 'mayBeClear' | 'timeoutMs' | 'database'>>;

interface Seen {
  readonly result: LoginResult;
  readonly last: string;
  readonly server: ScriptedServer;
}

/** Tries to log in to a server that follows the script; it is dialled once and has not seen the password in the end. */
async function play(scheme: string, script: (caller: Caller) => Promise<void>, options: Options = {}): Promise<Seen> {
  const seen = await run(scheme, script, options);
  assert.equal(findCanary(seen.server.received(), canary), undefined, 'the server got the password');
  return seen;
}

async function run(scheme: string, script: (caller: Caller) => Promise<void>, options: Options = {}): Promise<Seen> {
  const server = await startScripted(script);
  looksUp = [];
  after(() => server.close());
  const { port } = server;
  const login: Login = {
    ...{ check: loginCheckFor(scheme)!, origin: `${scheme}://db.test:${port}`, host: 'db.test', port },
    ...{ username: 'app', database: undefined, password: new Secret(Buffer.from(canary)) },
    ...{ mode: 'verify-full', mayBeClear: false, ...options },
  };
  const result = await tryLogin(dialer, login);
  assert.deepEqual([server.callers, looksUp], [1, ['db.test']]);
  assert.equal(findCanary(JSON.stringify(result), canary), undefined);
  return { result, last: result.steps.at(-1)!.note, server };
}

/** What every lie has to come to. */
async function assertNothing(played: Promise<Seen>, note: RegExp, stage: string): Promise<ScriptedServer> {
  const { result, last, server } = await played;
  assert.equal(result.verdict, 'unverified', last);
  assert.match(last, note);
  assert.equal(result.steps.at(-1)!.step, stage);
  return server;
}

test('what the catalogue calls verifiable by a login has a check, and nothing else', () => {
  assert.deepEqual(loginChecks.flatMap(({ schemes }) => schemes).sort(), [...logins.keys()].sort());
});

// PostgreSQL

function pg(type: string, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  const head = Buffer.from([type.charCodeAt(0), 0, 0, 0, 0]);
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

function ask(kind: number, rest: Buffer | string = ''): Buffer {
  return pg('R', Buffer.from([0, 0, 0, kind]), rest);
}

const pgError = (code: string) => pg('E', `SFATAL\0C${code}\0M${canary}\0\0`);
const ready = pg('Z', 'I');

/** The start-up of a server without TLS, then what it asks. */
const asking =
  (...requests: Buffer[]) =>
  async (caller: Caller) => {
    await caller.take();
    for (const request of requests) {
      caller.write(request);
      await caller.take();
    }
  };
const plain = { mode: 'disable' } as const;

test('catalogue 51: a PostgreSQL server that strips TLS, or speaks ahead of it, gets no more than the request for TLS', async () => {
  const answers: [string | Buffer, RegExp][] = [
    ['N', /offers no TLS/],
    [pgError('28P01'), /offers no TLS/],
    [Buffer.concat([Buffer.from('S'), ask(0), ready]), /ahead of TLS/],
    ['HTTP/1.1 400 Bad Request\r\n\r\n', /offers no TLS/],
  ];
  for (const [answer, note] of answers) {
    const script = async (caller: Caller) => {
      await caller.take(8);
      caller.write(answer);
      await caller.take();
    };
    const server = await assertNothing(play('postgres', script), note, 'TLS');
    assert.equal(server.received().length, 8);
  }
});

test('catalogue 51: a certificate for another host gets no start-up, in any protocol', async () => {
  const greetings: [string, Options['mode'], (caller: Caller) => Promise<Buffer | undefined>][] = [
    [
      'postgres',
      'verify-full',
      async (caller) => {
        await caller.take(8);
        caller.write('S');
        return undefined;
      },
    ],
    [
      'mysql',
      'verify-full',
      async (caller) => {
        caller.write(greeting({}));
        return (await caller.take(36)).subarray(36);
      },
    ],
    ['redis', 'verify-full', async () => undefined],
    ['smtp', 'tls', async () => undefined],
  ];
  for (const [scheme, mode, begin] of greetings) {
    const script = async (caller: Caller) => {
      caller.secure(other, await begin(caller));
      await caller.take();
    };
    const server = await assertNothing(play(scheme, script, { mode: mode! }), /another host name/, 'TLS');
    assert.ok(!server.received().includes('app'), scheme);
  }
});

test('catalogue 51: without TLS a PostgreSQL server that asks for the password itself gets nothing', async () => {
  await assertNothing(play('postgres', asking(ask(3)), plain), /nothing of it was sent/, 'login');
});

test('catalogue 51: a PostgreSQL server that asks in another way, twice, or for ruinous work gets no further', async () => {
  const scram = ask(10, 'SCRAM-SHA-256\0\0');
  const costly = async (caller: Caller) => {
    await caller.take();
    caller.write(scram);
    const [, nonce] = /r=(\S+)$/.exec((await caller.take()).toString('latin1'))!;
    caller.write(ask(11, `r=${nonce}abc,s=c2FsdA==,i=2147483647`));
    await caller.take();
  };
  await assertNothing(play('postgres', costly, plain), /iterations/, 'login');
  await assertNothing(play('postgres', asking(ask(10, 'PLAIN\0\0')), plain), /does not speak/, 'login');
  await assertNothing(play('postgres', asking(ask(7)), plain), /does not speak/, 'login');
  await assertNothing(play('postgres', asking(ask(5, 'salt'), ask(5, 'pepper')), plain), /protocol/, 'login');
  await assertNothing(play('postgres', asking(scram, ask(3)), plain), /protocol/, 'login');
  await assertNothing(play('postgres', asking(scram, ask(0)), plain), /protocol/, 'login');
  await assertNothing(play('postgres', asking(scram, ask(12, 'v=')), plain), /could not prove/, 'login');
});

test('a PostgreSQL server that lets in without a password proves nothing', async () => {
  await assertNothing(play('postgres', asking(Buffer.concat([ask(0), ready])), plain), /without asking/, 'login');
});

test('a server refuses by its documented codes alone, after the login began, and is never quoted', async () => {
  const verdictOf = async (code: string) => (await play('postgres', asking(pgError(code)), plain)).result.verdict;
  assert.equal(await verdictOf('28P01'), 'rejected');
  assert.equal(await verdictOf('28000'), 'rejected');
  for (const code of ['3D000', '53300', '57P03', '', canary, '28P011'])
    assert.equal(await verdictOf(code), 'unverified');
});

test('catalogue 51: rows, files and notices without end are not read', async () => {
  const flood = async (caller: Caller) => {
    await caller.take();
    for (let i = 0; i < 2_000; i++) caller.write(pg('N', 'x'.repeat(1_000)));
  };
  await assertNothing(play('postgres', flood, plain), /more than a login takes/, 'login');
  const huge = async (caller: Caller) => {
    await caller.take();
    caller.write(Buffer.from([0x52, 0x7f, 0xff, 0xff, 0xff]));
    await caller.take();
  };
  await assertNothing(play('postgres', huge, plain), /more than a login takes/, 'login');
  const lines = async (caller: Caller) => caller.write('220-x\r\n'.repeat(100_000));
  await assertNothing(play('smtp', lines, plain), /protocol/, 'TLS');
  await assertNothing(
    play('smtp', async (caller) => caller.write('2'.repeat(1_000_000)), plain),
    /more than/,
    'TLS',
  );
});

test('a server that says nothing is left when the time is over', async () => {
  for (const scheme of ['postgres', 'mysql', 'redis', 'smtp']) {
    const script = async (caller: Caller) => void (await caller.take().catch(() => undefined));
    await assertNothing(
      play(scheme, script, { ...plain, mayBeClear: true, timeoutMs: 200 }),
      /upstream\/timeout/,
      scheme === 'mysql' || scheme === 'smtp' ? 'TLS' : 'login',
    );
  }
});

// MySQL

interface Greeted {
  readonly offersTls?: boolean;
  readonly plugin?: string;
}

function packet(sequence: number, ...parts: (Buffer | string | number[])[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  const head = Buffer.from([0, 0, 0, sequence]);
  head.writeUIntLE(body.length, 0, 3);
  return Buffer.concat([head, body]);
}

function greeting({ offersTls = true, plugin = 'mysql_native_password' }: Greeted): Buffer {
  const flags = [0x00, 0x82 | (offersTls ? 0x08 : 0)];
  const head = [10, ...Buffer.from('8.4.0\0'), 1, 0, 0, 0, ...Buffer.from('12345678'), 0, ...flags, 45, 2, 0];
  return packet(0, head, [0x08, 0x00, 21], Buffer.alloc(10), '123456789012\0', `${plugin}\0`);
}

const OK = [0, 0, 0, 2, 0, 0, 0];

const conversing =
  (greeted: Greeted, ...answers: Buffer[]) =>
  async (caller: Caller) => {
    caller.write(greeting(greeted));
    await caller.take();
    for (const answer of answers) {
      caller.write(answer);
      await caller.take();
    }
  };

test('catalogue 51: a MySQL server that strips TLS, or speaks ahead of it, gets nothing', async () => {
  const stripped = await assertNothing(play('mysql', conversing({ offersTls: false })), /offers no TLS/, 'TLS');
  assert.equal(stripped.received().length, 0);
  const ahead = async (caller: Caller) => {
    caller.write(Buffer.concat([greeting({}), packet(2, OK)]));
    await caller.take();
  };
  await assertNothing(play('mysql', ahead), /ahead of TLS/, 'TLS');
  const refusing = async (caller: Caller) => {
    caller.write(packet(0, [0xff, 0x15, 0x04], '#28000no'));
    await caller.take();
  };
  await assertNothing(play('mysql', refusing), /instead of a greeting/, 'TLS');
});

test('catalogue 51: a MySQL server that switches to the password in the clear, or to a key of its own, gets nothing without TLS', async () => {
  const switching = (plugin: string) => packet(2, [0xfe], `${plugin}\0`, 'nonce\0');
  for (const plugin of ['mysql_clear_password', 'sha256_password']) {
    // Not on loopback either: what servers of this kind take without TLS is a proof.
    for (const mayBeClear of [false, true]) {
      const played = play('mysql', conversing({}, switching(plugin)), { ...plain, mayBeClear });
      await assertNothing(played, /nothing of it was sent/, 'login');
    }
  }
  const full = conversing({ plugin: 'caching_sha2_password' }, packet(2, [1, 4]));
  await assertNothing(play('mysql', full, plain), /nothing of it was sent/, 'login');
  const unknown = conversing({}, switching('dialog'));
  await assertNothing(play('mysql', unknown, plain), /does not speak/, 'login');
  const old = conversing({}, packet(2, [0xfe]));
  await assertNothing(play('mysql', old, plain), /protocol/, 'login');
  const native = switching('mysql_native_password');
  const twice = conversing({}, native, packet(4, native.subarray(4)));
  await assertNothing(play('mysql', twice, plain), /protocol/, 'login');
});

test('catalogue 51: a MySQL server that asks for a local file in the place of an answer gets none', async () => {
  const wanting = conversing({}, packet(2, OK), packet(1, [0xfb], '/etc/passwd'));
  await assertNothing(play('mysql', wanting, plain), /protocol/, 'query');
  const early = conversing({}, packet(2, [0xfb], '/etc/passwd'));
  await assertNothing(play('mysql', early, plain), /protocol/, 'login');
});

test('catalogue 51: a MySQL server that redirects its client elsewhere is not followed', async () => {
  const redirect = `\x01\x2f\x0credirect_url\x20mysql://evil.test:3306/?user=app`;
  const moved = conversing({}, packet(2, [0, 0, 0, 0x02, 0x40, 0, 0], redirect), packet(1, OK));
  const { result } = await play('mysql', moved, plain);
  // `play` has seen one connection and one look-up of a name.
  assert.equal(result.verdict, 'accepted');
});

function sha256(...parts: Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

test('caching_sha2_password: the proof is sound, and inside checked TLS a server that asks for the password gets it', async () => {
  let isProved = false;
  let sent = '';
  const script = async (caller: Caller) => {
    caller.write(greeting({ plugin: 'caching_sha2_password' }));
    caller.secure(sound, (await caller.take(36)).subarray(36));
    const login = await caller.take(36 + 4 + 33);
    assert.equal(login.toString('latin1', 36, 41), 'app\0\x20');
    // As servers find out: they know the digest of the digest.
    const known = sha256(sha256(Buffer.from(canary)));
    const mask = sha256(known, Buffer.from('12345678123456789012'));
    isProved = sha256(Buffer.from(login.subarray(41, 73).map((byte, at) => byte ^ mask[at]!))).equals(known);
    caller.write(packet(3, [1, 4]));
    sent = (await caller.take()).toString('latin1', 4);
    caller.write(packet(5, OK));
    await caller.take();
    caller.write(packet(1, OK));
  };
  const { result, last } = await run('mysql', script);
  assert.deepEqual([result.verdict, isProved, sent], ['accepted', true, `${canary}\0`], last);
});

test('numbers of MySQL refuse where they are documented to', async () => {
  const error = (number: number) => packet(2, [0xff, number & 0xff, number >> 8], `#28000${canary}`);
  for (const [number, verdict] of [
    [1045, 'rejected'],
    [1044, 'rejected'],
    [1040, 'unverified'],
    [1049, 'unverified'],
    [1698, 'unverified'],
    [9999, 'unverified'],
  ] as const) {
    assert.equal((await play('mysql', conversing({}, error(number)), plain)).result.verdict, verdict, String(number));
  }
});

// SMTP

const replying =
  (...answers: string[]) =>
  async (caller: Caller) => {
    caller.write('220 mail.test\r\n');
    for (const answer of answers) {
      await caller.take();
      caller.write(answer);
    }
    await caller.take();
  };
const upgraded = { mode: 'starttls' } as const;

test('catalogue 51: a mail server that strips STARTTLS, or speaks ahead of it, gets nothing', async () => {
  const stripped = replying('250-mail.test\r\n250 AUTH PLAIN LOGIN\r\n');
  const server = await assertNothing(play('smtp', stripped, upgraded), /offers no STARTTLS/, 'TLS');
  assert.equal(server.received().toString(), 'EHLO [127.0.0.1]\r\n');
  const offered = '250-mail.test\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n';
  const ahead = replying(offered, '220 go\r\n250-mail.test\r\n250 AUTH PLAIN\r\n');
  await assertNothing(play('smtp', ahead, upgraded), /ahead of TLS/, 'TLS');
  await assertNothing(play('smtp', replying(offered, '454 not now\r\n'), upgraded), /protocol/, 'TLS');
  await assertNothing(play('smtp', replying('535 no\r\n'), upgraded), /protocol/, 'TLS');
});

test('catalogue 51: without TLS a mail server that takes the password in the clear alone gets nothing', async () => {
  for (const offered of ['PLAIN', 'LOGIN', 'PLAIN LOGIN XOAUTH2']) {
    const clear = replying(`250-mail.test\r\n250 AUTH ${offered}\r\n`);
    await assertNothing(play('smtp', clear, plain), /nothing of it was sent/, 'login');
  }
  await assertNothing(play('smtp', replying('250 mail.test\r\n'), plain), /no way of logging in/, 'login');
});

test('what a mail server offered before TLS is forgotten, and its sending elsewhere is not followed', async () => {
  const script = async (caller: Caller) => {
    caller.write('220 mail.test\r\n');
    await caller.take();
    caller.write('250-mail.test\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n');
    await caller.take();
    caller.write('220 go\r\n');
    caller.secure(sound);
    await caller.take();
    caller.write('250-mail.test\r\n250 AUTH CRAM-MD5\r\n');
    await caller.take();
    caller.write('551 User not local; please try <app@evil.test>\r\n');
    await caller.take();
  };
  await assertNothing(play('smtp', script, upgraded), /says nothing about the password/, 'login');
});

test('a mail server refuses by 535 alone', async () => {
  const offered = '250-mail.test\r\n250 AUTH CRAM-MD5\r\n';
  const challenge = '334 PDEyMzRAbWFpbC50ZXN0Pg==\r\n';
  const refused = await play('smtp', replying(offered, challenge, `535 5.7.8 ${canary}\r\n`), plain);
  assert.equal(refused.result.verdict, 'rejected');
  for (const code of ['421', '454', '534', '550', '334', '250']) {
    const answered = await play('smtp', replying(offered, challenge, `${code} ${canary}\r\n`), plain);
    assert.equal(answered.result.verdict, 'unverified', code);
  }
  const accepted = await play('smtp', replying(offered, challenge, '235 in\r\n', '250 ok\r\n'), plain);
  assert.equal(accepted.result.verdict, 'accepted');
});

// Redis

test('catalogue 51: without TLS Redis, which has no proof but the password, gets nothing', async () => {
  const server = await assertNothing(
    play('redis', async () => undefined, plain),
    /nothing of it was sent/,
    'login',
  );
  assert.equal(server.received().length, 0);
});

test('a Redis that lets in without a password proves nothing, and does not get it', async () => {
  const open = async (caller: Caller) => {
    await caller.take();
    caller.write('+PONG\r\n');
    await caller.take();
  };
  await assertNothing(play('redis', open, { ...plain, mayBeClear: true }), /without a password/, 'login');
});
