/**
 * Members of the platform, accounts and what somebody who goes leaves behind: who may what, the last owner on both
 * databases, a link that was stolen, rows written by hand.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { TOTP } from 'otpauth';
import { newCanary } from './kit/canary.ts';
import { edit, rows } from './kit/database.ts';
import { runDoctor } from './kit/doctor.ts';
import { type Answer, Keyward, runCli } from './kit/keyward.ts';
import { machineLink, Person } from './kit/person.ts';
import { startPostgres } from './kit/postgres.ts';
import { until } from './kit/until.ts';

const canary = newCanary();
let keyward: Keyward;
/** Another node on the same database. */
let other: Keyward;
let owner: Person;
const ids: Record<string, string> = {};

const codeOf = ({ json, status }: Answer) => json?.code ?? status;

async function firstOwner(at: Keyward): Promise<Person> {
  const person = new Person(at, 'root@example.org', canary);
  const accepted = await person.accept((await readFile(join(at.data, 'set-up-link'), 'utf8')).trim());
  assert.equal(accepted.status, 200, accepted.text);
  return person;
}

/** Somebody new: of the platform by a role, of the organisation `default` by what is conferred there. */
async function joined(name: string, conferred: string | object, by = owner, at = keyward): Promise<Person> {
  const person = new Person(at, `${name}@example.org`, canary);
  const isPlatform = typeof conferred === 'string';
  const invited = isPlatform
    ? await by.send('POST', 'platform/invitations', { body: { email: person.email, role: conferred } })
    : await by.api('POST', 'invitations', conferred);
  assert.equal(invited.status, 201, invited.text);
  const accepted = await person.accept(invited.json.link);
  assert.equal(accepted.status, 200, accepted.text);
  ids[name] = accepted.json.personId;
  return person;
}

async function issue(by: Person, path: string, body: object): Promise<{ id: string; token: string }> {
  const answer = await by.send('POST', path, { body });
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

/** As an access token, below /v1. */
function asToken(token: string, method: string, path: string, body?: object): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return keyward.fetch(`${keyward.controlUrl}/v1/${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

before(async () => {
  keyward = await Keyward.start();
  other = await Keyward.start({ data: keyward.data });
  owner = await firstOwner(keyward);
  ids.root = (await owner.send('GET', 'whoami')).json.person.id;
});
after(async () => {
  assert.deepEqual([...(await keyward.leaksOf(canary)), ...(await other.leaksOf(canary))], []);
  await other.close();
  await keyward.close();
});

test('the platform’s owners alone manage its members, by a link for one address; the role counts everywhere', async () => {
  const invitation = { email: 'ops@example.org', role: 'admin' };
  const { json } = await owner.send('POST', 'platform/invitations', { body: invitation });
  assert.match(json.link, /^kwi_/);
  const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();
  assert.ok(json.expiresAt <= days(1.01), 'a day by default');
  const nobodys = await owner.send('POST', 'platform/invitations', { body: { role: 'admin' } });
  const long = await owner.send('POST', 'platform/invitations', { body: { ...invitation, expiresAt: days(8) } });
  assert.deepEqual([codeOf(nobodys), codeOf(long)], ['request/invalid', 'request/invalid']);
  // Stolen on its way: it opens nothing for another address, nor for one that has an account without its password.
  const thief = new Person(keyward, 'thief@example.org', canary);
  assert.equal(codeOf(await thief.accept(json.link)), 'invitation/other-account');
  const known = await owner.send('POST', 'platform/invitations', { body: { email: owner.email, role: 'owner' } });
  const impostor = new Person(keyward, owner.email, 'another passphrase entirely');
  assert.equal(codeOf(await impostor.accept(known.json.link)), 'session/sign-in-failed');
  const { json: open } = await owner.send('GET', 'platform/invitations');
  assert.deepEqual(open.items.map(({ email }: { email: string }) => email).sort(), ['ops@example.org', owner.email]);
  assert.doesNotMatch(JSON.stringify(open), /kwi_/);
  assert.equal((await owner.send('DELETE', `platform/invitations/${known.json.id}`)).status, 204);

  const ops = new Person(keyward, invitation.email, canary);
  assert.equal((await ops.accept(json.link)).status, 200);
  ids.ops = (await ops.send('GET', 'whoami')).json.person.id;
  assert.equal((await ops.api('PATCH', 'settings', { reverifyAfterHours: 24 })).status, 200);
  const member = await joined('member', { role: 'owner' });
  const orgOwner = await issue(member, 'organisations/default/access-tokens', { name: 'x', role: 'owner' });
  const paths: [string, string, object?][] = [
    ['GET', 'platform/members'],
    ['GET', `platform/members/${ids.ops}`],
    ['PATCH', `platform/members/${ids.ops}`, { role: 'owner' }],
    ['DELETE', `platform/members/${ids.root}`],
    ['POST', 'platform/invitations', { email: 'x@example.org', role: 'user' }],
    ['GET', 'platform/invitations'],
    ['GET', 'platform/people'],
    ['GET', `platform/people/${ids.root}`],
    ['POST', `platform/people/${ids.root}/reset`, {}],
    ['POST', `platform/people/${ids.root}/deactivate`, {}],
  ];
  for (const [method, path, body] of paths) {
    for (const person of [ops, member]) {
      const answer = await person.send(method, path, body === undefined ? {} : { body });
      assert.equal(codeOf(answer), 'token/forbidden', `${person.email} ${method} ${path}`);
    }
    assert.equal(codeOf(await asToken(orgOwner.token, method, path, body)), 'token/forbidden', path);
  }
  // The same at the broker's own door, past the control plane.
  const rpc = async (verb: string, body: object) => {
    const token = ops.cookie.split('=')[1];
    const sent = JSON.stringify({ token, organisationId: 'installation', ...body });
    return codeOf(await keyward.fetch(`${keyward.brokerUrl}/rpc/${verb}`, { method: 'POST', body: sent }));
  };
  const hash = { $bytes: Buffer.alloc(32, 7).toString('base64') };
  const expiresAt = Date.now() + 60_000;
  const link = { linkHash: hash, email: 'x@example.org', role: 'user', solutions: {}, expiresAt };
  assert.equal(await rpc('changeMember', { personId: ids.ops, role: 'owner' }), 'token/forbidden');
  assert.equal(await rpc('changeMember', { personId: ids.root, isRemoval: true }), 'token/forbidden');
  assert.equal(await rpc('invite', link), 'token/forbidden');
  assert.equal(await rpc('resetPerson', { personId: ids.root, linkHash: hash }), 'token/forbidden');
  assert.equal(await rpc('changePerson', { personId: ids.root, isDeactivated: true }), 'token/forbidden');
  const made = await owner.send('PATCH', 'platform/members/ops@example.org', { body: { role: 'user' } });
  assert.equal(made.json.role, 'user');
  assert.equal(codeOf(await ops.api('PATCH', 'settings', { reverifyAfterHours: 0 })), 'token/forbidden');
  assert.equal((await ops.api('GET', 'credentials')).status, 200, 'reads everywhere');
});

test('a person is reset by a link that is shown once: second factor and sessions go with its use, and the log has both', async () => {
  const clerk = await joined('clerk', { role: 'user' });
  const before = await owner.send('POST', 'platform/people/clerk@example.org/reset', { body: {} });
  const { json, status } = await owner.send('POST', `platform/people/${ids.clerk}/reset`, { body: {} });
  assert.equal(status, 201);
  assert.equal(codeOf(await clerk.accept(before.json.link)), 'invitation/invalid', 'the one before is good no longer');
  assert.equal((await clerk.api('GET', 'credentials')).status, 200, 'nothing changes before it is used');
  const anew = new Person(keyward, clerk.email, `${canary} anew`);
  assert.equal((await anew.accept(json.link)).status, 200);
  assert.equal(codeOf(await clerk.api('GET', 'credentials')), 'session/invalid');
  assert.equal(codeOf(await clerk.signIn()), 'session/sign-in-failed');
  assert.equal(codeOf(await anew.accept(json.link)), 'invitation/invalid', 'once');
  const own = await owner.send('POST', `platform/people/${ids.root}/reset`, { body: {} });
  assert.equal(codeOf(own), 'person/own-account', 'a session alone does not renew its own password');
  const log = await owner.send('GET', 'platform/audit?action=person.make-reset');
  assert.ok(log.json.items.some(({ subject }: { subject: string }) => subject === ids.clerk));
  const events = await owner.api('GET', 'events?type=member.reset');
  assert.equal(events.json.items.length, 2);
  assert.doesNotMatch(log.text + events.text, /kwi_/);
  clerk.cookie = anew.cookie;
});

test('a deactivated account has no session on any node, and signs in no more by password or link until it is reactivated', async () => {
  const temp = await joined('temp', { role: 'admin' });
  const token = await issue(temp, 'organisations/default/access-tokens', { name: 'temp', role: 'editor' });
  const { json: invited } = await temp.api('POST', 'invitations', { role: 'user' });
  const { json: reset } = await owner.send('POST', `platform/people/${ids.temp}/reset`, { body: {} });
  const elsewhere = () => other.fetch(`${other.controlUrl}/v1/whoami`, { headers: { cookie: temp.cookie } });
  assert.equal((await elsewhere()).status, 200);
  const { json, status } = await owner.send('POST', `platform/people/${ids.temp}/deactivate`, { body: {} });
  assert.deepEqual([status, json.state, json.sessions, json.activeTokens], [200, 'deactivated', 0, 1]);
  await until(async () => codeOf(await elsewhere()) === 'session/invalid');
  assert.equal(codeOf(await temp.api('GET', 'credentials')), 'session/invalid');
  assert.equal(codeOf(await temp.signIn()), 'person/deactivated');
  assert.equal(codeOf(await new Person(keyward, temp.email, 'not the password').signIn()), 'session/sign-in-failed');
  for (const link of [reset.link, invited.link, await machineLink(keyward, '--email', temp.email)]) {
    assert.match(String(codeOf(await temp.accept(link))), /^(?:invitation\/invalid|person\/deactivated)$/);
  }
  const again = await owner.send('POST', `platform/people/${ids.temp}/reset`, { body: {} });
  assert.equal(codeOf(again), 'person/deactivated');
  assert.equal((await asToken(token.token, 'GET', 'whoami')).status, 200, 'tokens stay unless told otherwise');
  const gone = await owner.send('POST', `platform/people/${ids.temp}/deactivate`, { body: { tokens: 'revoke' } });
  assert.equal(gone.json.activeTokens, 0);
  assert.equal(codeOf(await asToken(token.token, 'GET', 'whoami')), 'token/invalid');
  const list = await owner.send('GET', 'platform/people?state=deactivated&search=TEMP@');
  assert.deepEqual(
    list.json.items.map(({ id }: { id: string }) => id),
    [ids.temp],
  );
  // Put back into use by hand, it is nobody's: the row's witness says what it was.
  edit(keyward.data, 'update people set deactivated_at = null where id = ?', ids.temp!);
  assert.equal(codeOf(await temp.signIn()), 'session/sign-in-failed');
  const { bad } = await runDoctor(keyward);
  assert.ok(bad.some((what) => what.includes(`person ${ids.temp}`)));
  edit(keyward.data, 'update people set deactivated_at = ? where id = ?', Date.parse(json.deactivatedAt), ids.temp!);
  const back = await owner.send('POST', `platform/people/${ids.temp}/reactivate`, { body: {} });
  assert.deepEqual([back.json.state, back.json.memberships[0].role], ['active', 'admin']);
  assert.equal((await temp.signIn()).status, 200);
  const events = await owner.api('GET', 'events?limit=200');
  for (const type of ['member.deactivated', 'member.reactivated']) assert.ok(events.text.includes(type), type);
});

test('who goes leaves tokens behind, counted with those made with them, and takes them along where that is asked for', async () => {
  const maker = await joined('maker', { role: 'admin' });
  const first = await issue(maker, 'organisations/default/access-tokens', { name: 'first', role: 'admin' });
  const made = await asToken(first.token, 'POST', 'organisations/default/access-tokens', {
    name: 'of it',
    role: 'user',
  });
  const { json: invited } = await asToken(first.token, 'POST', 'organisations/default/invitations', { role: 'user' });
  assert.match(invited.link, /^kwi_/);
  const listed = await owner.api('GET', `access-tokens?issuer=${ids.maker}&state=active`);
  assert.deepEqual(
    listed.json.items.map(({ name }: { name: string }) => name),
    ['first'],
  );
  assert.equal((await owner.api('GET', 'members/maker@example.org')).json.activeTokens, 2);
  // An admin ends no token of an owner's role, whoever has issued it.
  edit(keyward.data, `update access_tokens set role = 'owner' where id = ?`, made.json.id);
  const admin = await joined('second', { role: 'admin' });
  const removed = await admin.api('DELETE', `members/${ids.maker}?tokens=revoke`);
  assert.deepEqual(removed.json, { personId: ids.maker, tokens: { revoked: 1, remaining: 1 } });
  assert.equal(codeOf(await asToken(first.token, 'GET', 'whoami')), 'token/invalid');
  const late = new Person(keyward, 'late@example.org', canary);
  assert.equal(codeOf(await late.accept(invited.link)), 'invitation/invalid', 'and what the token had invited to');
  const log = await owner.api('GET', 'audit?action=member.remove&limit=1');
  assert.deepEqual(log.json.items[0].details.tokens, { revoked: 1, remaining: 1 });

  const kept = await issue(admin, 'organisations/default/access-tokens', { name: 'kept', role: 'user' });
  const left = await admin.api('DELETE', 'members/me');
  assert.deepEqual(left.json.tokens, { revoked: 0, remaining: 1 });
  assert.equal((await asToken(kept.token, 'GET', 'whoami')).status, 200);

  const { json: program } = await owner.api('POST', 'access-tokens', { name: 'inviter', role: 'admin' });
  const link = await asToken(program.token, 'POST', 'organisations/default/invitations', { role: 'user' });
  assert.equal((await owner.api('DELETE', `access-tokens/${program.id}`)).status, 204);
  assert.equal(codeOf(await late.accept(link.json.link)), 'invitation/invalid', 'a revoked token’s links end with it');
});

test('catalogue 46: who is a member of the platform no longer takes along what they issued as one, and all links that they made', async () => {
  const second = await joined('boss', 'owner');
  const platform = await issue(second, 'platform/access-tokens', { name: 'everywhere', role: 'admin' });
  const inDefault = await issue(second, 'organisations/default/access-tokens', { name: 'there', role: 'user' });
  const { json: reset } = await second.send('POST', 'platform/people/clerk@example.org/reset', { body: {} });
  const { json: link } = await second.api('POST', 'invitations', { role: 'owner' });
  assert.equal((await owner.send('GET', `platform/members/${ids.boss}`)).json.activeTokens, 2);
  const removed = await owner.send('DELETE', `platform/members/${ids.boss}?tokens=revoke`);
  assert.deepEqual(removed.json.tokens, { revoked: 2, remaining: 0 });
  for (const { token } of [platform, inDefault]) {
    assert.equal(codeOf(await asToken(token, 'GET', 'whoami')), 'token/invalid');
  }
  const clerk = new Person(keyward, 'clerk@example.org', canary);
  for (const each of [reset.link, link.link]) assert.equal(codeOf(await clerk.accept(each)), 'invitation/invalid');
  assert.equal(codeOf(await second.send('GET', 'platform/members')), 'token/forbidden');
  assert.equal(codeOf(await second.api('GET', 'credentials')), 'organisation/not-found');
  const log = await owner.send('GET', 'platform/audit?action=member.remove&limit=1');
  assert.equal(log.json.items[0].subject, ids.boss);
  // A membership of the platform that is written by hand makes no owner, and keeps no last one from staying.
  edit(
    keyward.data,
    `insert into memberships select 'installation', ?, 'owner', '{}', witness, 0, '', 0, '' from memberships
      where organisation_id = 'installation' and person_id = ?`,
    ids.boss!,
    ids.root!,
  );
  assert.equal(rows(keyward.data, `select 1 from memberships where person_id = ?`, ids.boss!).length, 1);
  assert.equal(codeOf(await second.send('GET', 'platform/members')), 'token/forbidden');
  assert.equal(codeOf(await owner.send('DELETE', 'platform/members/me')), 'member/last-owner');
});

test('an organisation that requires a second factor keeps people without one out, at the broker too, and no token', async () => {
  const keeper = await joined('keeper', { role: 'admin' });
  const { json: seen } = await keeper.send('GET', 'whoami');
  assert.equal(seen.person.hasSecondFactor, false);
  assert.deepEqual([seen.session.id, seen.session.cameBy], [seen.person.sessionId, 'password']);
  assert.ok(seen.session.createdAt < seen.session.idleEndsAt && seen.session.idleEndsAt < seen.session.expiresAt);
  const required = { secondFactor: 'required' };
  assert.equal(codeOf(await keeper.api('PATCH', 'settings', required)), 'person/second-factor-required');
  assert.equal((await keyward.api('PATCH', 'settings', { body: required })).json.secondFactor, 'required');
  const link = { linkHash: { $bytes: Buffer.alloc(32, 9).toString('base64') }, role: 'admin', solutions: {} };
  const organisationId = seen.memberships[0].organisation.id;
  const entered = async () => {
    const token = keeper.cookie.split('=')[1];
    const body = JSON.stringify({ token, organisationId, ...link, expiresAt: Date.now() + 60_000 });
    const atBroker = await keyward.fetch(`${keyward.brokerUrl}/rpc/invite`, { method: 'POST', body });
    const answers = [await keeper.api('GET', 'credentials'), await keeper.api('DELETE', 'members/me'), atBroker];
    return answers.map(codeOf);
  };
  assert.deepEqual(await entered(), Array(3).fill('person/second-factor-required'));
  assert.equal(codeOf(await owner.api('GET', 'credentials')), 'person/second-factor-required', 'of the platform too');
  assert.equal((await keeper.send('GET', 'auth/sessions')).status, 200, 'their own account is theirs');
  assert.equal((await keyward.api('GET', 'credentials')).status, 200, 'tokens are not asked');
  // Past the kit, which keeps what is answered: this one answer holds the secret.
  const headers = { cookie: keeper.cookie, origin: keyward.controlUrl, 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify({ password: canary }) };
  const { secret } = (await (await fetch(`${keyward.controlUrl}/v1/auth/second-factor`, init)).json()) as {
    secret: string;
  };
  assert.equal(codeOf(await keeper.api('GET', 'credentials')), 'person/second-factor-required', 'begun is not on');
  const code = new TOTP({ secret }).generate();
  assert.equal((await keeper.send('POST', 'auth/second-factor/confirm', { body: { code } })).status, 200);
  assert.equal((await keeper.send('GET', 'whoami')).json.person.hasSecondFactor, true);
  assert.deepEqual(await entered(), [200, 200, 200]);
  assert.equal((await keyward.api('PATCH', 'settings', { body: { secondFactor: 'optional' } })).status, 200);
  assert.equal((await owner.api('GET', 'credentials')).status, 200);
});

test('the command line manages members of the platform and accounts', async () => {
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runCli([...args, '--url', keyward.controlUrl, '--data', keyward.data]);
    return { code, text: stdout + stderr };
  };
  const invited = await run('platform-member', 'invite', 'night@example.org', '--role', 'editor');
  const night = new Person(keyward, 'night@example.org', canary);
  assert.equal((await night.accept(invited.text.trim())).status, 200, invited.text);
  assert.match((await run('platform-member', 'list')).text, /night@example\.org +night +editor +no +active/);
  assert.match((await run('platform-member', 'remove', night.email, '--yes')).text, /No token of theirs lives/);
  assert.match((await run('person', 'deactivate', night.email, '--yes', '--revoke-tokens')).text, /^Deactivated/);
  assert.match((await run('person', 'show', night.email)).text, /state +deactivated/);
});

test('two owners of the platform who demote, remove or deactivate each other at once do not both succeed, on both databases', async () => {
  const postgres = await startPostgres();
  const onPostgres = await Keyward.start({ database: await postgres.createDatabase() });
  try {
    for (const at of [keyward, onPostgres]) {
      const a = at === keyward ? owner : await firstOwner(at);
      const aId: string = (await a.send('GET', 'whoami')).json.person.id;
      const b = await joined(`rival-${at === keyward}`, 'owner', a, at);
      const bId: string = (await b.send('GET', 'whoami')).json.person.id;
      const clash = async (method: string, path: (id: string) => string, body?: object) => {
        const send = (by: Person, id: string) => by.send(method, path(id), body === undefined ? {} : { body });
        const codes = (await Promise.all([send(a, bId), send(b, aId)])).map(codeOf);
        const done = codes.filter((code) => code === 200).length;
        assert.equal(done, 1, `${method} ${path('…')}: ${codes}`);
        return codes[0] === 200 ? a : b;
      };
      const demoted = await clash('PATCH', (id) => `platform/members/${id}`, { role: 'user' });
      const victim = demoted === a ? bId : aId;
      assert.equal(
        (await demoted.send('PATCH', `platform/members/${victim}`, { body: { role: 'owner' } })).status,
        200,
      );
      const winner = await clash('POST', (id) => `platform/people/${id}/deactivate`, {});
      const [loser, loserId] = winner === a ? [b, bId] : [a, aId];
      // Deactivated owners are no owners that are left.
      assert.equal(codeOf(await winner.send('DELETE', 'platform/members/me')), 'member/last-owner');
      assert.equal((await winner.send('POST', `platform/people/${loserId}/reactivate`, { body: {} })).status, 200);
      const inAgain = await loser.signIn();
      assert.equal(inAgain.status, 200, inAgain.text);
      await clash('DELETE', (id) => `platform/members/${id}`);
    }
    assert.deepEqual(await onPostgres.leaksOf(canary), []);
  } finally {
    await onPostgres.close();
    await postgres.stop();
  }
});
