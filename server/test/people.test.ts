/** People as browsers bring them: the set-up link, signing in, second factor, sessions, and what other sites' pages cannot do. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { TOTP } from 'otpauth';
import { newCanary } from './kit/canary.ts';
import { edit, rows } from './kit/database.ts';
import { Keyward } from './kit/keyward.ts';
import { machineLink, Person } from './kit/person.ts';

const canary = newCanary();
const changed = newCanary();
const secrets: string[] = [canary, changed];
let keyward: Keyward;
let ada: Person;

before(async () => {
  keyward = await Keyward.start();
  ada = new Person(keyward, 'ada@example.org', canary);
});
after(async () => {
  for (const secret of secrets) assert.deepEqual(await keyward.leaksOf(secret), []);
  await keyward.close();
});

async function setUpLink(): Promise<string> {
  return (await readFile(join(keyward.data, 'set-up-link'), 'utf8')).trim();
}

const codeOf = (answer: { json: { code?: string } }) => answer.json.code;

test('the set-up link of the first start makes the first owner, once, with a password that may be chosen', async () => {
  const link = await setUpLink();
  const shown = await ada.send('POST', 'auth/link', { body: { link } });
  assert.deepEqual([shown.status, shown.json.kind], [200, 'set-up'], shown.text);
  for (const password of ['short', 'password1234', 'aaaaaaaaaaaaaaa', 'ada@example.org', 'x'.repeat(257)]) {
    const weak = await ada.send('POST', 'auth/accept', { body: { link, email: ada.email, password } });
    assert.equal(codeOf(weak), 'person/password-weak');
  }
  const accepted = await ada.accept(link, { name: 'Ada' });
  assert.equal(accepted.status, 200, accepted.text);
  assert.match(accepted.headers.getSetCookie()[0]!, /^keyward=kws_.{43}; .*Path=\/; HttpOnly; SameSite=Strict$/);
  const who = await ada.send('GET', 'whoami');
  assert.deepEqual([who.json.person.email, who.json.role, who.json.isPlatform], [ada.email, 'owner', true]);
  assert.deepEqual(
    who.json.memberships.map((each: { organisation: { slug: string }; role: string }) => [
      each.organisation.slug,
      each.role,
    ]),
    [['default', 'owner']],
  );
  assert.equal(codeOf(await ada.accept(link)), 'invitation/invalid');
  const other = new Person(keyward, 'eve@example.org', canary);
  assert.equal(codeOf(await other.accept(link)), 'invitation/invalid');
});

test('a person manages with the session as with a token of their role, and uses nothing', async () => {
  const body = { type: 'Default', fields: { secret: 'a-value-of-no-account' } };
  const kept = await ada.api('PUT', 'credentials/kept', body);
  assert.equal(kept.status, 201, kept.text);
  const issued = await ada.api('POST', 'access-tokens', { name: 'runner', role: 'editor' });
  assert.equal(issued.status, 201, issued.text);
  const { json } = await ada.api('GET', `audit?subject=${kept.json.id}`);
  assert.equal(json.items[0].actorName, ada.email);
  const token = ada.cookie.split('=')[1]!;
  assert.equal((await keyward.call('/kept/x', { token })).headers.get('keyward-error'), 'token/invalid');
  assert.equal(
    (await keyward.call('/kept/x', { headers: { cookie: ada.cookie } })).headers.get('keyward-error'),
    'token/missing',
  );
  assert.equal(codeOf(await keyward.api('GET', 'credentials', { token })), 'token/invalid');
});

test('catalogue 50: a write with a session takes the exact Origin, and a sign-in does too', async () => {
  const own = keyward.controlUrl;
  const { port } = new URL(own);
  const origins = [
    keyward.brokerUrl,
    `https://127.0.0.1:${port}`,
    'http://127.0.0.1',
    `http://localhost:${port}`,
    'null',
    '',
    `${own}.evil.example`,
  ];
  for (const origin of origins) {
    const write = await ada.send('POST', 'organisations/default/solutions', {
      body: { name: 'evil' },
      headers: { origin },
    });
    assert.equal(codeOf(write), 'request/origin-refused', origin);
    const entry = await ada.send('POST', 'auth/sign-in', {
      body: { email: 'a@b', password: 'x' },
      headers: { origin },
    });
    assert.equal(codeOf(entry), 'request/origin-refused', origin);
  }
  const { cookie } = ada;
  const bare = await keyward.fetch(`${own}/v1/auth/sign-out`, { method: 'POST', headers: { cookie } });
  assert.equal(codeOf(bare), 'request/origin-refused');
  const rebound = await keyward.raw(own, '/v1/whoami', { headers: { cookie, host: 'evil.example' } });
  assert.equal(codeOf(rebound), 'request/host-refused');
  assert.equal((await ada.send('GET', 'whoami')).status, 200);
});

test('a wrong password and an unknown address are one answer, in the log without what was typed, and end in a pause', async () => {
  edit(keyward.data, 'delete from sign_in_attempts');
  const strangers = [
    new Person(keyward, ada.email, 'not-the-password'),
    new Person(keyward, 'nobody@example.org', 'not-the-password'),
  ];
  for (const stranger of strangers) {
    assert.equal(codeOf(await stranger.signIn()), 'session/sign-in-failed');
    // Eight more, without the time that hashing takes.
    assert.equal(
      edit(keyward.data, 'update sign_in_attempts set attempts = attempts + 8 where attempts = 1') > 0,
      true,
    );
    assert.equal(codeOf(await stranger.signIn()), 'session/sign-in-failed');
    const refused = await stranger.signIn();
    assert.equal(codeOf(refused), 'request/rate-limited');
    assert.ok(Number(refused.headers.get('retry-after')) > 60);
  }
  const right = new Person(keyward, ada.email, canary);
  assert.equal(codeOf(await right.signIn()), 'request/rate-limited');
  edit(keyward.data, 'delete from sign_in_attempts');
  const { json } = await keyward.fetch(
    `${keyward.controlUrl}/v1/platform/audit?action=session.create&outcome=refused`,
    {
      headers: { authorization: `Bearer ${await keyward.ownerToken()}` },
    },
  );
  const actors = json.items.map(({ actorName = 'keyward' }) => actorName);
  assert.ok(actors.includes(ada.email) && actors.includes('keyward'), JSON.stringify(actors));
  assert.doesNotMatch(JSON.stringify(json), /nobody@/);
  assert.equal((await right.signIn()).status, 200);
});

test('a second factor is asked for once confirmed; a code and a backup code open once', async () => {
  // Past the kit, which keeps what is answered: this one answer holds the secret.
  const begin = async (password: string) => {
    const headers = { cookie: ada.cookie, origin: keyward.controlUrl, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify({ password }) };
    return (await fetch(`${keyward.controlUrl}/v1/auth/second-factor`, init)).json() as Promise<Record<string, string>>;
  };
  assert.equal((await begin('not-the-password')).code, 'session/sign-in-failed');
  const { secret } = await begin(canary);
  secrets.push(secret!);
  const totp = new TOTP({ secret: secret! });
  const wrong = await ada.send('POST', 'auth/second-factor/confirm', { body: { code: '000000' } });
  assert.equal(codeOf(wrong), 'session/sign-in-failed');
  const other = new Person(keyward, ada.email, canary);
  assert.equal((await other.signIn()).status, 200, 'it is not asked for before it was confirmed');
  const code = totp.generate({ timestamp: Date.now() - 30_000 });
  const confirmed = await ada.send('POST', 'auth/second-factor/confirm', { body: { code } });
  assert.equal(confirmed.status, 200, confirmed.text);
  const backupCodes: string[] = confirmed.json.backupCodes;
  assert.equal(new Set(backupCodes).size, 10);
  assert.equal(codeOf(await other.send('GET', 'whoami')), 'session/invalid', 'every other session has ended');
  assert.equal((await ada.send('GET', 'whoami')).status, 200);
  edit(keyward.data, 'delete from sign_in_attempts');
  assert.equal(codeOf(await other.signIn()), 'session/code-required');
  const counted = rows(keyward.data, 'select attempts from sign_in_attempts').map(({ attempts }) => attempts);
  assert.deepEqual(counted, [0, 0, 0], 'the right password is no failure');
  assert.equal(codeOf(await other.signIn({ code })), 'session/sign-in-failed', 'a code that was taken opens no more');
  const now = totp.generate();
  const both = await Promise.all([
    other.signIn({ code: now }),
    new Person(keyward, ada.email, canary).signIn({ code: now }),
  ]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 401], 'one code opens once, at the same time too');
  const backup = backupCodes[0]!.toUpperCase().replace('-', ' ');
  assert.equal((await other.signIn({ code: backup })).status, 200);
  assert.equal(codeOf(await other.signIn({ code: backup })), 'session/sign-in-failed');
  edit(keyward.data, 'delete from sign_in_attempts');
  const removal = { password: canary, code: backupCodes[1] };
  assert.equal((await ada.send('POST', 'auth/second-factor/remove', { body: removal })).status, 204);
  assert.equal((await other.signIn()).status, 200);
});

test('sessions are listed, ended one by one and all others at once; a new password ends them', async () => {
  const other = new Person(keyward, ada.email, canary);
  const third = new Person(keyward, ada.email, canary);
  for (const each of [other, third]) assert.equal((await each.signIn()).status, 200);
  const { json } = await ada.send('GET', 'auth/sessions');
  assert.equal(json.items.filter(({ isCurrent }: { isCurrent: boolean }) => isCurrent).length, 1);
  const thirds = (await third.send('GET', 'whoami')).json.person.sessionId;
  assert.equal((await ada.send('DELETE', `auth/sessions/${thirds}`)).status, 204);
  assert.equal(codeOf(await third.send('GET', 'whoami')), 'session/invalid');
  for (const id of [thirds, 'ses_unknown', 'me']) {
    assert.equal(codeOf(await ada.send('DELETE', `auth/sessions/${id}`)), 'session/not-found');
  }
  for (const path of ['auth/sessions', 'organisations/default/members/me']) {
    const method = path.startsWith('auth') ? 'GET' : 'DELETE';
    const headers = { authorization: `Bearer ${await keyward.ownerToken()}` };
    const answer = await keyward.fetch(`${keyward.controlUrl}/v1/${path}`, { method, headers });
    assert.equal(codeOf(answer), 'session/required');
  }
  assert.equal((await ada.send('POST', 'auth/sessions/end-others')).status, 204);
  assert.equal(codeOf(await other.send('GET', 'whoami')), 'session/invalid');
  assert.equal((await other.signIn()).status, 200);
  const wrong = { current: 'not-the-password', next: changed };
  assert.equal(codeOf(await ada.send('POST', 'auth/password', { body: wrong })), 'session/sign-in-failed');
  assert.equal((await ada.send('POST', 'auth/password', { body: { current: canary, next: changed } })).status, 204);
  assert.equal(codeOf(await other.send('GET', 'whoami')), 'session/invalid');
  assert.equal(codeOf(await other.signIn()), 'session/sign-in-failed');
  assert.equal((await ada.send('GET', 'whoami')).status, 200);
  const leaving = new Person(keyward, ada.email, changed);
  assert.equal((await leaving.signIn()).status, 200);
  const { cookie } = leaving;
  const out = await leaving.send('POST', 'auth/sign-out');
  assert.match(out.headers.getSetCookie()[0]!, /^keyward=; Max-Age=0;/);
  leaving.cookie = cookie;
  assert.equal(codeOf(await leaving.send('GET', 'whoami')), 'session/invalid');
});

test('a session that is idle or has lived its life is over, whatever its cookie says', async () => {
  for (const column of ['seen_at', 'expires_at']) {
    const idle = new Person(keyward, ada.email, changed);
    const { sessionId } = (await idle.signIn()).json;
    const longAgo = Date.now() - 13 * 3_600_000;
    assert.equal(edit(keyward.data, `update sessions set ${column} = ? where id = ?`, longAgo, sessionId), 1);
    assert.equal(codeOf(await idle.send('GET', 'whoami')), 'session/invalid', column);
  }
});

test('an operator makes a link for a new password on the machine; it ends every session of the account', async () => {
  const link = await machineLink(keyward, '--email', ada.email);
  const eve = new Person(keyward, 'eve@example.org', changed);
  assert.equal(codeOf(await eve.accept(link)), 'invitation/other-account');
  const back = new Person(keyward, ada.email, canary);
  assert.equal((await back.accept(link)).status, 200);
  assert.equal(codeOf(await ada.send('GET', 'whoami')), 'session/invalid');
  ada.cookie = back.cookie;
});

test('the database holds no token of a session or link, and a password in no form that can be tried without the root key', async () => {
  const stored = JSON.stringify(rows(keyward.data, 'select * from people'));
  assert.match(stored, /scrypt\$15\$8\$3\$/);
  const token = ada.cookie.split('=')[1]!;
  assert.deepEqual(
    await keyward.leaksOf(token).then((leaks) => leaks.filter((each) => each.startsWith('keyward.sqlite'))),
    [],
  );
});
