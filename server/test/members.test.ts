/** Members by role, in the organisation and in solutions: who may what, invitations, the last owner, and rows written by hand. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hashAccessToken } from '../src/domain/access-token.ts';
import { newId } from '../src/domain/id.ts';
import { newSessionToken } from '../src/domain/session.ts';
import { newCanary } from './kit/canary.ts';
import { edit, rows } from './kit/database.ts';
import { runDoctor } from './kit/doctor.ts';
import { type Answer, Keyward, runCli } from './kit/keyward.ts';
import { machineLink, Person } from './kit/person.ts';

const canary = newCanary();
let keyward: Keyward;
const people: Record<string, Person> = {};
const ids: Record<string, string> = {};

before(async () => {
  keyward = await Keyward.start();
  const owner = new Person(keyward, 'owner@example.org', canary);
  const accepted = await owner.accept(await machineLink(keyward));
  assert.equal(accepted.status, 200, accepted.text);
  people.owner = owner;
  ids.owner = accepted.json.personId;
  for (const slug of ['maps', 'mail']) {
    const made = await owner.api('POST', 'solutions', { name: slug, slug });
    ids[slug] = made.json.id;
    const body = { type: 'Default', fields: { secret: canary } };
    assert.equal((await owner.api('PUT', `credentials/in-${slug}?solution=${slug}`, body)).status, 201);
  }
  assert.equal(
    (await owner.api('PUT', 'credentials/common', { type: 'Default', fields: { secret: canary } })).status,
    201,
  );
  await Promise.all([
    join('admin', { role: 'admin' }),
    join('editor', { role: 'editor' }),
    join('guest', {
      solutions: [
        { solution: 'maps', role: 'editor' },
        { solution: 'mail', role: 'user' },
      ],
    }),
    join('keeper', { solutions: [{ solution: 'maps', role: 'admin' }] }),
    join('both', { role: 'user', solutions: [{ solution: 'maps', role: 'editor' }] }),
  ]);
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
});

const codeOf = ({ json, status }: Answer) => json?.code ?? status;

async function invite(body: object, by = people.owner!): Promise<string> {
  const invited = await by.api('POST', 'invitations', body);
  assert.equal(invited.status, 201, invited.text);
  return invited.json.link;
}

async function join(name: string, conferred: object, by?: Person): Promise<Person> {
  const person = new Person(keyward, `${name}@example.org`, canary);
  const accepted = await person.accept(await invite(conferred, by));
  assert.equal(accepted.status, 200, accepted.text);
  people[name] = person;
  ids[name] = accepted.json.personId;
  return person;
}

const write = (person: string, path: string, name: string) =>
  people[person]!.api('PATCH', `credentials/${path}`, { name });

test('a member of the organisation manages all of it by their role, one of solutions in each by the role there', async () => {
  const table: [string, Record<string, number | string>][] = [
    ['editor', { common: 200, 'in-maps?solution=maps': 200, 'in-mail?solution=mail': 200 }],
    [
      'guest',
      { common: 'token/forbidden', 'in-maps?solution=maps': 200, 'in-mail?solution=mail': 'solution/not-found' },
    ],
    [
      'keeper',
      { common: 'token/forbidden', 'in-maps?solution=maps': 200, 'in-mail?solution=mail': 'solution/not-found' },
    ],
    [
      'both',
      { common: 'token/forbidden', 'in-maps?solution=maps': 200, 'in-mail?solution=mail': 'solution/not-found' },
    ],
  ];
  for (const [person, expected] of table) {
    for (const [path, code] of Object.entries(expected)) {
      assert.equal(codeOf(await write(person, path, person)), code, `${person} ${path}`);
    }
  }
  const read = (person: string, solution: string) => people[person]!.api('GET', `credentials?solution=${solution}`);
  assert.equal((await read('guest', 'mail')).json.items.length, 1, 'a user of the solution reads there');
  assert.equal((await read('both', 'mail')).json.items.length, 1, 'a user of the organisation reads everywhere');
  assert.equal(codeOf(await read('keeper', 'mail')), 'solution/not-found');
  // A new secret asks the broker for its admission: the same bounds hold there.
  const secret = { type: 'Default', fields: { secret: canary } };
  assert.equal((await people.both!.api('PUT', 'credentials/of-both?solution=maps', secret)).status, 201);
  assert.equal(codeOf(await people.both!.api('PUT', 'credentials/of-both', secret)), 'token/forbidden');
  assert.equal(codeOf(await people.guest!.api('GET', 'members')), 'token/forbidden');
  const who = await people.guest!.send('GET', 'organisations');
  assert.deepEqual(
    who.json.items.map(({ slug }: { slug: string }) => slug),
    ['default'],
  );
  for (const path of ['platform/access-tokens', 'platform/audit']) {
    assert.equal(codeOf(await people.admin!.send('GET', path)), 'token/forbidden');
  }
});

test('nobody grants more than they have, in tokens, invitations and roles', async () => {
  const { admin, editor, guest, keeper } = people as Record<string, Person>;
  const tries: [Person, string, string, object, string | number][] = [
    [admin!, 'POST', 'invitations', { role: 'owner' }, 'grant/exceeded'],
    [editor!, 'POST', 'invitations', { role: 'user' }, 'token/forbidden'],
    [guest!, 'POST', 'invitations', { solutions: [{ solution: 'maps', role: 'user' }] }, 'token/forbidden'],
    [keeper!, 'POST', 'invitations', { role: 'user' }, 'grant/exceeded'],
    [keeper!, 'POST', 'invitations', { solutions: [{ solution: 'mail', role: 'user' }] }, 'solution/not-found'],
    [keeper!, 'POST', 'invitations', { solutions: [{ solution: 'maps', role: 'admin' }] }, 201],
    [keeper!, 'PATCH', `members/${ids.keeper}`, { role: 'admin' }, 'token/forbidden'],
    [keeper!, 'PUT', `solutions/mail/members/${ids.keeper}`, { role: 'user' }, 'solution/not-found'],
    [admin!, 'PATCH', `members/${ids.owner}`, { role: 'user' }, 'grant/exceeded'],
    [admin!, 'PATCH', `members/${ids.admin}`, { role: 'owner' }, 'grant/exceeded'],
    [admin!, 'DELETE', `members/${ids.owner}`, {}, 'grant/exceeded'],
    [editor!, 'PATCH', `members/${ids.editor}`, { role: 'admin' }, 'token/forbidden'],
    [editor!, 'POST', 'access-tokens', { name: 'x', role: 'admin' }, 'grant/exceeded'],
    [guest!, 'POST', 'access-tokens', { name: 'x', role: 'editor' }, 'grant/exceeded'],
    [guest!, 'POST', 'access-tokens', { name: 'x', role: 'editor', solutions: ['maps'] }, 201],
    [guest!, 'POST', 'access-tokens', { name: 'x', role: 'user', solutions: ['mail'] }, 'solution/not-found'],
  ];
  for (const [person, method, path, body, code] of tries) {
    const answer = await person.api(method, path, method === 'DELETE' ? undefined : body);
    assert.equal(codeOf(answer), code, `${person.email} ${method} ${path} ${JSON.stringify(body)}`);
  }
});

test('lists show what one may see, the links of invitations never again, and events and the log say who did it', async () => {
  const link = await invite({ role: 'user', email: 'Late@Example.org' });
  const { json: all } = await people.owner!.api('GET', 'invitations');
  const { json: own } = await people.keeper!.api('GET', 'invitations');
  assert.ok(all.items.some(({ email }: { email?: string }) => email === 'late@example.org'));
  assert.deepEqual(
    own.items.map(({ role }: { role?: string }) => role),
    [undefined],
  );
  assert.doesNotMatch(JSON.stringify([all, own]), /kwi_/);
  const inMaps = await people.keeper!.api('GET', 'solutions/maps/members');
  const shown = inMaps.json.items.map((each: { email: string; role: string; solutions: { id: string }[] }) => each);
  assert.deepEqual(
    Object.fromEntries(shown.map(({ email, role }: { email: string; role: string }) => [email.split('@')[0], role])),
    { owner: 'owner', admin: 'admin', editor: 'editor', guest: 'editor', keeper: 'admin', both: 'editor' },
  );
  assert.ok(shown.every((each: { solutions: { id: string }[] }) => each.solutions.every(({ id }) => id === ids.maps)));
  const events = await people.owner!.api('GET', 'events?type=member.joined');
  assert.ok(events.json.items.length >= 5);
  assert.doesNotMatch(events.text, /kwi_/);
  assert.doesNotMatch((await people.keeper!.api('GET', 'events')).text, /"member\./);
  const log = await people.owner!.api('GET', 'audit?action=invitation.create');
  assert.ok(log.json.items.some(({ actorName }: { actorName: string }) => actorName === 'keeper@example.org'));
  const stranger = new Person(keyward, 'stranger@example.org', canary);
  assert.equal(codeOf(await stranger.accept(link)), 'invitation/other-account');
  const { id } = all.items.find(({ email }: { email?: string }) => email !== undefined);
  assert.equal(codeOf(await people.keeper!.api('DELETE', `invitations/${id}`)), 'grant/exceeded');
  assert.equal((await people.admin!.api('DELETE', `invitations/${id}`)).status, 204);
  assert.equal(codeOf(await new Person(keyward, 'late@example.org', canary).accept(link)), 'invitation/invalid');
});

test('the command line invites, lists, gives roles and removes', async () => {
  const run = async (...args: string[]) => {
    const flags = ['--url', keyward.controlUrl, '--data', keyward.data];
    const { code, stdout, stderr } = await runCli(['member', ...args, ...flags]);
    return { code, text: stdout + stderr };
  };
  const invited = await run('invite', '--role', 'user', '--solution', 'mail=editor');
  assert.match(invited.text, /^kwi_[\w-]{43}\n$/);
  const clerk = new Person(keyward, 'clerk@example.org', canary);
  assert.equal((await clerk.accept(invited.text.trim())).status, 200);
  const changes = [
    run('role', 'clerk@example.org', 'editor'),
    run('role', 'clerk@example.org', 'none', '--solution', 'mail'),
    run('invite', '--solution', 'mail=owner'),
  ];
  assert.deepEqual(
    (await Promise.all(changes)).map(({ code }) => code === 0),
    [true, true, false],
  );
  const listed = await run('list', '--json');
  const members: { email: string; role: string; solutions: object[] }[] = JSON.parse(listed.text);
  const found = members.find(({ email }) => email === 'clerk@example.org');
  assert.deepEqual([found?.role, found?.solutions], ['editor', []]);
  assert.match((await run('remove', 'clerk@example.org', '--yes')).text, /Removed clerk@example\.org/);
  assert.equal(codeOf(await clerk.api('GET', 'credentials')), 'organisation/not-found');
});

test('what the database has of a link is no link, at the broker’s own door either', async () => {
  await invite({ role: 'admin' });
  const [{ hash }] = rows(keyward.data, 'select hash from invitations order by created_at desc limit 1');
  const bytes = { $bytes: Buffer.from(hash).toString('base64') };
  const entry = { email: 'eve@example.org', password: canary, sessionHash: bytes };
  for (const shown of [{ linkHash: bytes }, { link: bytes }, { link: `kwi_${bytes.$bytes}` }]) {
    for (const verb of ['acceptLink', 'showLink']) {
      const body = JSON.stringify({ ...entry, ...shown });
      const answer = await keyward.fetch(`${keyward.brokerUrl}/rpc/${verb}`, { method: 'POST', body });
      assert.match(String(codeOf(answer)), /^(?:request\/malformed|invitation\/invalid)$/);
    }
  }
});

test('an existing account joins with its password, and keeps what it had', async () => {
  const link = await invite({ role: 'user' });
  const thief = new Person(keyward, 'guest@example.org', 'not-the-password');
  assert.equal(codeOf(await thief.accept(link)), 'session/sign-in-failed');
  assert.equal((await people.guest!.accept(link)).status, 200);
  const { json } = await people.owner!.api('GET', 'members');
  const guest = json.items.find(({ personId }: { personId: string }) => personId === ids.guest);
  assert.deepEqual([guest.role, guest.solutions.length], ['user', 2]);
});

test('a role changes within the request, a member is removed and leaves, the last owner stays', async () => {
  const { owner, admin, editor } = people as Record<string, Person>;
  assert.equal(codeOf(await owner!.api('PATCH', `members/${ids.owner}`, { role: 'admin' })), 'member/last-owner');
  assert.equal(codeOf(await owner!.api('DELETE', 'members/me')), 'member/last-owner');
  assert.equal((await owner!.api('PATCH', `members/${ids.editor}`, { role: 'user' })).json.role, 'user');
  assert.equal(codeOf(await write('editor', 'common', 'no more')), 'token/forbidden');
  const link = await invite({ role: 'admin' }, admin);
  assert.equal((await owner!.api('DELETE', 'members/admin@example.org')).status, 200);
  assert.equal(codeOf(await admin!.api('GET', 'credentials')), 'organisation/not-found');
  assert.equal(codeOf(await admin!.accept(link)), 'invitation/invalid', 'what they had invited to went with them');
  assert.equal((await editor!.api('DELETE', 'members/me')).status, 200);
  assert.equal(codeOf(await editor!.api('GET', 'credentials')), 'organisation/not-found');
  const taken = await people.keeper!.api('DELETE', `solutions/maps/members/${ids.both}`);
  assert.equal(taken.status, 204);
  assert.equal(codeOf(await write('both', 'in-maps?solution=maps', 'no more')), 'token/forbidden');
  const pair = await Promise.all([join('first', { role: 'owner' }), join('second', { role: 'owner' })]);
  const left = await Promise.all([owner!, ...pair].map((each) => each.api('DELETE', 'members/me')));
  assert.deepEqual(left.map(({ status }) => status).sort(), [200, 200, 409], 'all at once, and one is left');
});

test('catalogue 46: people, passwords, sessions and roles written by hand confer nothing, are logged and named by the doctor', async () => {
  const link = await machineLink(keyward);
  const root = new Person(keyward, 'root@example.org', canary);
  assert.equal((await root.accept(link)).status, 200);
  const victim = await join('victim', { role: 'user' }, root);
  const forger = await join('forger', { role: 'user' }, root);
  const { data } = keyward;
  const read = (person: Person) => person.api('GET', 'audit');
  const forced = () => keyward.restart();

  edit(data, `update memberships set role = 'owner' where person_id = ?`, ids.forger!);
  const org = rows(data, 'select organisation_id from memberships where person_id = ?', ids.forger!)[0].organisation_id;
  edit(
    data,
    `insert into memberships select 'installation', person_id, 'owner', '{}', witness, 0, '', 0, '' from memberships where person_id = ?`,
    ids.forger!,
  );
  const token = newSessionToken();
  const session = `insert into sessions select ?, person_id, ?, epoch, created_at, expires_at, seen_at, null, null, witness, null from sessions where person_id = ? limit 1`;
  edit(data, session, newId('ses'), hashAccessToken(token), ids.victim!);
  const password = `update people set password = (select password from people where id = ?) where id = ?`;
  edit(data, password, ids.forger!, ids.victim!);
  await forced();

  assert.equal(codeOf(await read(forger)), 'organisation/not-found');
  assert.equal(codeOf(await forger.send('GET', 'platform/access-tokens')), 'token/forbidden');
  const thief = new Person(keyward, 'thief@example.org', canary);
  thief.cookie = `keyward=${token}`;
  assert.equal(codeOf(await read(thief)), 'session/invalid');
  assert.equal(codeOf(await read(victim)), 'session/invalid');
  assert.equal(codeOf(await new Person(keyward, victim.email, canary).signIn()), 'session/sign-in-failed');
  const { code, bad } = await runDoctor(keyward);
  assert.equal(code, 1);
  for (const named of [
    `person ${ids.victim}`,
    `membership of ${ids.forger} in ${org}`,
    `in installation`,
    'session ses_',
  ]) {
    assert.ok(
      bad.some((what) => what.includes(named)),
      `${named}: ${bad}`,
    );
  }
  const log = await keyward.fetch(`${keyward.controlUrl}/v1/platform/audit`, {
    headers: { authorization: `Bearer ${await keyward.ownerToken()}` },
  });
  for (const action of ['session.unwitnessed', 'person.unwitnessed', 'member.unwitnessed']) {
    assert.ok(log.text.includes(action), action);
  }
});
