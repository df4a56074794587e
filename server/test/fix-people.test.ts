/** What a review of people, members and sessions found: each test failed before. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TOTP } from 'otpauth';
import { newCanary } from './kit/canary.ts';
import { edit, rows } from './kit/database.ts';
import { type Answer, Keyward } from './kit/keyward.ts';
import { machineLink, Person } from './kit/person.ts';

const canary = newCanary();
let keyward: Keyward;
let owner: Person;
let organisationId: string;
let mapsId: string;
let member: Joined;
let keeper: Joined;
let both: Joined;

before(async () => {
  keyward = await Keyward.start();
  owner = new Person(keyward, 'owner@example.org', canary);
  const accepted = await owner.accept(await machineLink(keyward));
  assert.equal(accepted.status, 200, accepted.text);
  mapsId = (await owner.api('POST', 'solutions', { name: 'maps', slug: 'maps' })).json.id;
  [{ organisation_id: organisationId }] = rows(keyward.data, 'select organisation_id from solutions');
  [member, keeper, both] = await Promise.all([
    join('member', { role: 'user' }),
    join('keeper', { solutions: [{ solution: 'maps', role: 'admin' }] }),
    join('both', { role: 'user', solutions: [{ solution: 'maps', role: 'editor' }] }),
  ]);
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
});

const codeOf = ({ json, status }: Answer) => json?.code ?? status;

type Joined = Person & { readonly id: string };

async function join(name: string, conferred: object): Promise<Joined> {
  const person = new Person(keyward, `${name}@example.org`, canary);
  const invited = await owner.api('POST', 'invitations', conferred);
  const accepted = await person.accept(invited.json.link);
  assert.equal(accepted.status, 200, accepted.text);
  return Object.assign(person, { id: accepted.json.personId as string });
}

test('at the broker’s own door who takes a role of their own away gives themselves none by the way', async () => {
  const ask = (change: object) => {
    const token = member.cookie.split('=')[1];
    const body = JSON.stringify({ token, organisationId, personId: member.id, ...change });
    return keyward.fetch(`${keyward.brokerUrl}/rpc/changeMember`, { method: 'POST', body });
  };
  const inSolution = (role: string | null) => ({ solutionId: mapsId, role });
  for (const change of [
    { role: 'owner', inSolution: inSolution(null) },
    { role: null, inSolution: inSolution('admin') },
    { isRemoval: true, role: 'owner' },
    {},
  ]) {
    assert.equal(codeOf(await ask(change)), 'request/malformed', JSON.stringify(change));
  }
  const { json } = await member.send('GET', 'whoami');
  const [{ role, solutions }] = json.memberships;
  assert.deepEqual({ role, solutions }, { role: 'user', solutions: {} });
});

test('an admin of a solution takes no invitation of the organisation’s owner back by giving them a role there', async () => {
  const { json } = await owner.api('POST', 'invitations', { role: 'editor' });
  const put = await keeper.api('PUT', `solutions/maps/members/${owner.email}`, { role: 'user' });
  assert.equal(put.status, 200, put.text);
  const { json: open } = await owner.api('GET', 'invitations');
  assert.ok(open.items.some(({ id }: { id: string }) => id === json.id));
});

test('rows written by hand keep nobody from writing: the last owner stays, who holds the row joins anew', async () => {
  edit(keyward.data, `update memberships set role = 'owner' where person_id = ?`, member.id);
  assert.equal(codeOf(await owner.api('DELETE', 'members/me')), 'member/last-owner');
  assert.equal(codeOf(await owner.api('DELETE', `members/${member.email}`)), 'member/not-found');
  const { json } = await owner.api('POST', 'invitations', { role: 'user' });
  assert.equal((await member.accept(json.link)).status, 200);
  const { json: again } = await owner.api('GET', 'members');
  const found = again.items.find(({ personId }: { personId: string }) => personId === member.id);
  assert.equal(found.role, 'user', 'nothing of the row lives on');
});

test('a code that has signed somebody in takes the second factor away no more', async () => {
  // Past the kit, which keeps what is answered: this one answer holds the secret.
  const headers = { cookie: both.cookie, origin: keyward.controlUrl, 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify({ password: canary }) };
  const begun = await fetch(`${keyward.controlUrl}/v1/auth/second-factor`, init);
  const { secret } = (await begun.json()) as { secret: string };
  const totp = new TOTP({ secret });
  const first = totp.generate({ timestamp: Date.now() - 30_000 });
  assert.equal((await both.send('POST', 'auth/second-factor/confirm', { body: { code: first } })).status, 200);
  const code = totp.generate();
  assert.equal((await both.signIn({ code })).status, 200);
  const removal = { body: { password: canary, code } };
  assert.equal(codeOf(await both.send('POST', 'auth/second-factor/remove', removal)), 'session/sign-in-failed');
  assert.deepEqual(await keyward.leaksOf(secret), []);
});

test('somebody limited to a solution is told how many users they may not see, and a user of all sees them', async () => {
  await owner.api('POST', 'solutions', { name: 'mail', slug: 'mail' });
  const body = { type: 'Default', baseUrl: 'https://api.example.com', fields: { secret: canary } };
  assert.equal((await owner.api('PUT', 'credentials/shared', body)).status, 201);
  for (const solution of ['maps', 'mail', undefined]) {
    const use = {
      name: `of ${solution}`,
      active: true,
      ...(solution && { solution }),
      uses: [{ credential: 'shared' }],
    };
    const put = await owner.api('PUT', `consumers/flow/of-${solution}`, use);
    assert.ok(put.status < 300, put.text);
  }
  const seenBy = async (person: Person) => {
    const { json, text } = await person.api('GET', 'credentials/shared/usages');
    return { total: json.total, hidden: json.hidden, mail: text.includes('of mail') };
  };
  assert.deepEqual(await seenBy(keeper), { total: 1, hidden: 2, mail: false });
  assert.deepEqual(await seenBy(both), { total: 3, hidden: 0, mail: true });
  const refused = await keeper.api('DELETE', 'credentials/shared');
  assert.equal(codeOf(refused), 'token/forbidden');
  assert.doesNotMatch(refused.text, /of mail/);
});

test('a link that outlives its maker’s right to make it is good no longer, however it came to be there', async () => {
  const accepts = async (link: string, name: string) =>
    codeOf(await new Person(keyward, `${name}@example.org`, canary).accept(link));
  const keep = (id: string) => {
    edit(keyward.data, `create table kept_${id} as select * from invitations where id = ?`, id);
    return () => edit(keyward.data, `insert into invitations select * from kept_${id}`);
  };
  const admin = await join('admin', { role: 'admin' });
  const [byAdmin, before] = [
    (await admin.api('POST', 'invitations', { role: 'admin' })).json,
    (await admin.api('POST', 'invitations', { role: 'user' })).json,
  ];
  assert.equal(await accepts(before.link, 'friend'), 200, 'a link of an admin is good');
  const issued = await owner.api('POST', 'access-tokens', { name: 'inviter', role: 'admin' });
  const body = JSON.stringify({ role: 'user' });
  const headers = { authorization: `Bearer ${issued.json.token}`, 'content-type': 'application/json' };
  const url = `${keyward.controlUrl}/v1/organisations/default/invitations`;
  const byToken = (await keyward.fetch(url, { method: 'POST', headers, body })).json;
  const puttingBack = [keep(byAdmin.id), keep(byToken.id)];
  await owner.api('PATCH', `members/${admin.id}`, { role: 'editor' });
  assert.ok((await owner.api('DELETE', `access-tokens/${issued.json.id}`)).status < 300);
  // As a link is that was made on another node while this was done: there, with a witness that is right.
  for (const putBack of puttingBack) assert.equal(putBack(), 1);
  assert.deepEqual(
    [await accepts(byAdmin.link, 'puppet'), await accepts(byToken.link, 'puppet')],
    ['invitation/invalid', 'invitation/invalid'],
  );
  const chief = new Person(keyward, 'chief@example.org', canary);
  const invited = await owner.send('POST', 'platform/invitations', { body: { email: chief.email, role: 'owner' } });
  const { personId } = (await chief.accept(invited.json.link)).json;
  const reset = (await chief.send('POST', `platform/people/${owner.email}/reset`, { body: {} })).json;
  const { id } = rows(keyward.data, `select id from invitations where kind = 'reset'`)[0];
  const putBack = keep(id);
  assert.equal((await owner.send('DELETE', `platform/members/${personId}`)).status, 200);
  assert.equal(putBack(), 1);
  assert.equal(codeOf(await owner.accept(reset.link)), 'invitation/invalid');
});

test('a role of one’s own in one organisation is none in another for who is a user of the platform', async () => {
  assert.equal((await owner.send('POST', 'organisations', { body: { slug: 'acme', name: 'Acme' } })).status, 201);
  const someone = await join('someone', { role: 'owner' });
  const invited = await owner.send('POST', 'platform/invitations', { body: { email: someone.email, role: 'user' } });
  assert.equal((await someone.accept(invited.json.link)).status, 200);
  const copy = { slug: 'mine', organisation: 'acme' };
  assert.equal(codeOf(await someone.api('POST', 'solutions/maps/copy', copy)), 'organisation/not-found');
  assert.deepEqual((await owner.send('GET', 'organisations/acme/solutions')).json.items, []);
  assert.equal(codeOf(await owner.api('POST', 'solutions/maps/copy', copy)), 201);
  const headers = { authorization: `Bearer ${await keyward.ownerToken()}`, 'content-type': 'application/json' };
  const init = { method: 'PATCH', headers, body: JSON.stringify({ secondFactor: 'required' }) };
  assert.equal((await keyward.fetch(`${keyward.controlUrl}/v1/organisations/acme/settings`, init)).status, 200);
  const another = await owner.api('POST', 'solutions/maps/copy', { ...copy, slug: 'another' });
  assert.equal(codeOf(another), 'person/second-factor-required', 'nor by the way round through another');
});

test('who has a link learns of few addresses whether they have an account; a link for another’s is in the log', async () => {
  const { json } = await owner.api('POST', 'invitations', { role: 'user' });
  const ask = (email: string) => new Person(keyward, email, 'short').accept(json.link);
  for (let at = 0; at < 10; at++) assert.equal(codeOf(await ask('nobody@example.org')), 'person/password-weak');
  assert.equal(codeOf(await ask('nobody@example.org')), 'request/rate-limited');
  assert.equal((await new Person(keyward, 'newcomer@example.org', canary).accept(json.link)).status, 200);
  const named = (await owner.api('POST', 'invitations', { role: 'user', email: 'named@example.org' })).json;
  assert.equal(
    codeOf(await new Person(keyward, 'thief@example.org', canary).accept(named.link)),
    'invitation/other-account',
  );
  const { items } = (await owner.api('GET', 'audit?action=member.join')).json;
  const [refused] = items.filter(({ code }: { code?: string }) => code === 'invitation/other-account');
  assert.equal(refused?.subject, named.id);
});
