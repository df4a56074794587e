/** Single sign-on: whom an identity provider signs in, and as whom; what is refused on the way, and what a session reaches. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { edit, rows } from './kit/database.ts';
import { IdentityServer } from './kit/identity-server.ts';
import { Keyward, runCli } from './kit/keyward.ts';
import { Person } from './kit/person.ts';
import { comeBack, setOut, signOn } from './kit/signing-on.ts';
import { until } from './kit/until.ts';

const canary = newCanary();
const password = newCanary();
let keyward: Keyward;
let server: IdentityServer;
let ada: Person;

before(async () => {
  keyward = await Keyward.start();
  server = await IdentityServer.start();
  ada = new Person(keyward, 'ada@example.org', password);
  await ada.accept((await readFile(join(keyward.data, 'set-up-link'), 'utf8')).trim(), { name: 'Ada' });
  await ada.send('POST', 'organisations', { body: { slug: 'acme', name: 'Acme' } });
  const invited = await ada.send('POST', 'organisations/acme/invitations', { body: { role: 'owner' } });
  await ada.accept(invited.json.link);
  const made = await ada.send('POST', 'platform/identity-providers', {
    body: { key: 'staff', title: 'Staff', membership: { organisation: 'default', role: 'editor' }, ...client() },
  });
  assert.equal(made.status, 201, made.text);
  const own = await ada.send('POST', 'organisations/acme/identity-providers', {
    body: { key: 'acme', title: 'Acme', membership: { role: 'admin' }, ...client() },
  });
  assert.equal(own.status, 201, own.text);
});
after(async () => {
  await server.close();
  for (const secret of [canary, password]) assert.deepEqual(await keyward.leaksOf(secret), []);
  await keyward.close();
});

const client = () => ({ issuer: server.issuer, clientId: 'keyward', fields: { clientSecret: canary } });
const STAFF = { identityProvider: 'staff' };
const ACME = { identityProvider: 'acme', organisation: 'acme' };
const verified = (sub: string, email = `${sub}@example.org`) => ({
  sub,
  email,
  email_verified: true,
  name: `The ${sub}`,
});

test('a first sign-in by the installation’s provider makes a member with what it gives; the next finds the same person', async () => {
  server.account = verified('grace');
  const first = await signOn(keyward, { ...STAFF, returnPath: '/account?tab=sessions' });
  assert.deepEqual([first.status, first.location], [303, '/account?tab=sessions'], first.text);
  const who = (await first.person.send('GET', 'whoami')).json;
  assert.deepEqual([who.person.email, who.person.name, who.isPlatform], ['grace@example.org', 'The grace', false]);
  assert.deepEqual(
    who.memberships.map((each: { role: string }) => each.role),
    ['editor'],
  );
  // Another address and name there is the same subject here.
  server.account = { ...verified('grace', 'hopper@example.org'), name: 'Someone' };
  const again = await signOn(keyward, STAFF);
  assert.equal((await again.person.send('GET', 'whoami')).json.person.id, who.person.id);
  // What UserInfo alone tells is told too; of another subject it is not believed.
  server.account = verified('joan');
  server.spoiled = { userinfo: {} };
  assert.equal((await signOn(keyward, STAFF)).status, 303);
  server.spoiled = { userinfo: { sub: 'grace' } };
  assert.equal((await signOn(keyward, STAFF)).code, 'single-sign-on/id-token-invalid');
  server.heal();
  assert.match(server.asked.join(), /^Basic /);
});

test('an account without a password has none to sign in with, and chooses one soon after its sign-in', async () => {
  server.account = verified('mary');
  const { person } = await signOn(keyward, STAFF);
  const mary = new Person(keyward, 'mary@example.org', password);
  for (const typed of ['', password]) {
    const tried = await mary.send('POST', 'auth/sign-in', { body: { email: mary.email, password: typed || ' ' } });
    assert.equal(tried.json.code, 'session/sign-in-failed');
  }
  const identities = (await person.send('GET', 'auth/identities')).json;
  assert.deepEqual([identities.hasPassword, identities.items.length], [false, 1]);
  const unlink = `auth/identities/${identities.items[0].id}/unlink`;
  assert.equal((await person.send('POST', unlink, { body: {} })).json.code, 'single-sign-on/last-way');
  edit(keyward.data, `update sessions set created_at = created_at - 3600000 where person_id = '${await idOf(person)}'`);
  const forged = await person.send('POST', 'auth/password', { body: { next: password } });
  assert.match(forged.json.code, /^session\/(?:fresh-needed|invalid)$/);
  const fresh = (await signOn(keyward, STAFF)).person;
  const chosen = await fresh.send('POST', 'auth/password', { body: { next: password } });
  assert.equal(chosen.status, 204, chosen.text);
  assert.equal((await mary.signIn()).status, 200);
  const link = (await mary.send('GET', 'auth/identities')).json.items[0].id;
  const wrong = await mary.send('POST', `auth/identities/${link}/unlink`, { body: { password: 'not-it' } });
  assert.equal(wrong.json.code, 'session/sign-in-failed');
  assert.equal((await mary.send('POST', `auth/identities/${link}/unlink`, { body: { password } })).status, 204);
  assert.equal((await fresh.send('GET', 'whoami')).json.code, 'session/invalid', 'what came by the link has ended');
  assert.equal((await signOn(keyward, STAFF)).code, 'single-sign-on/not-a-member');
});

const idOf = async (person: Person) => (await person.send('GET', 'whoami')).json.person.id;

test('an address signs nobody in to an account: it is linked by its own person, confirmed once more', async () => {
  server.account = verified('ada-at-work', ada.email);
  const refused = await signOn(keyward, STAFF);
  assert.deepEqual([refused.code, refused.session], ['single-sign-on/account-exists', '']);
  for (const shown of [{}, { password: 'not-the-password' }]) {
    const wrong = await setOut(ada, 'auth/identities', { ...STAFF, ...shown });
    assert.equal(wrong.code, 'session/sign-in-failed');
  }
  const out = await setOut(ada, 'auth/identities', { ...STAFF, password, returnPath: '/account' });
  const linked = await comeBack(keyward, out);
  assert.deepEqual([linked.status, linked.location, linked.session], [303, '/account', ''], linked.text);
  const { person } = await signOn(keyward, STAFF);
  const who = (await person.send('GET', 'whoami')).json;
  assert.deepEqual([who.person.id, who.isPlatform], [await idOf(ada), true], 'all that she has');
  // A subject is one account’s.
  const grace = await signedInAs('grace');
  server.account = verified('ada-at-work', ada.email);
  const taken = await comeBack(keyward, await setOut(grace, 'auth/identities', STAFF));
  assert.equal(taken.code, 'single-sign-on/link-taken');
});

async function signedInAs(sub: string, wanted: object = STAFF): Promise<Person> {
  server.account = verified(sub);
  const { person, code } = await signOn(keyward, wanted);
  assert.equal(code, undefined);
  return person;
}

test('an organisation may require single sign-on: who came by a password stays out, its owners and tokens excepted', async () => {
  const grace = await signedInAs('grace');
  const joan = await signedInAs('joan');
  await joan.send('POST', 'auth/password', { body: { next: password } });
  const byPassword = new Person(keyward, 'joan@example.org', password);
  assert.equal((await byPassword.signIn()).status, 200);
  const settings = 'organisations/default/settings';
  assert.equal((await ada.send('PATCH', settings, { body: { signIn: 'single-sign-on' } })).status, 200);
  const read = async (person: Person) => (await person.api('GET', 'credentials')).json.code;
  await until(async () => (await read(byPassword)) === 'single-sign-on/required');
  assert.deepEqual([await read(grace), await read(joan), await read(ada)], [undefined, undefined, undefined]);
  assert.equal((await keyward.api('GET', 'credentials')).status, 200);
  const body = { name: 'runner', role: 'user' };
  assert.equal((await byPassword.api('POST', 'access-tokens', body)).json.code, 'single-sign-on/required');
  assert.equal((await byPassword.send('GET', 'auth/identities')).status, 200, 'the account is theirs');
  assert.equal((await ada.send('PATCH', settings, { body: { signIn: 'any' } })).status, 200);
  await until(async () => (await read(byPassword)) === undefined);
});

test('a session by an organisation’s provider reaches that organisation alone, whoever the person is', async () => {
  server.account = verified('ada-at-acme', ada.email);
  const label = await signOn(keyward, ACME);
  assert.equal(label.code, 'single-sign-on/account-exists', 'a member of Acme has the address');
  await comeBack(keyward, await setOut(ada, 'auth/identities', { ...ACME, password }));
  const { person } = await signOn(keyward, ACME);
  const who = (await person.send('GET', 'whoami')).json;
  assert.equal(who.person.id, await idOf(ada));
  assert.deepEqual([who.isPlatform, who.role], [false, undefined]);
  assert.deepEqual(
    who.memberships.map((each: { organisation: { slug: string } }) => each.organisation.slug),
    ['acme'],
  );
  assert.equal((await person.send('GET', 'organisations/acme/credentials')).status, 200);
  const refused: readonly (readonly [string, string, string, object?])[] = [
    ['GET', 'organisations/default/credentials', 'organisation/not-found'],
    ['PATCH', 'organisations/default/settings', 'organisation/not-found', { injectRejected: true }],
    ['GET', 'platform/audit', 'token/forbidden'],
    ['POST', 'organisations', 'token/forbidden', { name: 'Evil' }],
    ['POST', 'platform/access-tokens', 'token/forbidden', { name: 'evil', role: 'owner' }],
    ['GET', 'platform/identity-providers', 'token/forbidden'],
    ['POST', 'auth/password', 'session/limited', { current: password, next: `${password}-other` }],
    ['POST', 'auth/second-factor', 'session/limited', { password }],
    ['POST', 'auth/sessions/end-others', 'session/limited'],
    ['DELETE', 'platform/members/me', 'organisation/not-found'],
    ['POST', 'auth/identities', 'session/limited', { ...STAFF, password }],
    ['POST', 'auth/identities', 'session/limited', { ...ACME, password }],
  ];
  for (const [method, path, code, body] of refused) {
    const answer = await person.send(method, path, body ? { body } : {});
    assert.equal(answer.json.code, code, `${method} ${path}: ${answer.text}`);
  }
  const own = (await ada.send('GET', 'auth/sessions')).json.items;
  const foreign = own.find((each: { isCurrent: boolean }) => each.isCurrent).id;
  assert.equal((await person.send('DELETE', `auth/sessions/${foreign}`)).json.code, 'session/not-found');
  assert.equal((await person.send('GET', 'auth/sessions')).json.items.length, 1);
  const links = (await person.send('GET', 'auth/identities')).json.items;
  assert.deepEqual(
    links.map((each: { title: string }) => each.title),
    ['Acme'],
  );
  const unlink = await person.send('POST', `auth/identities/${links[0].id}/unlink`, { body: { password } });
  assert.equal(unlink.json.code, 'session/limited');
  assert.equal((await ada.send('GET', 'whoami')).status, 200, 'her own session goes on');
  // Widened in the database, it is no session at all.
  const id = (await person.send('GET', 'auth/sessions')).json.items[0].id;
  edit(keyward.data, `update sessions set origin = null where id = '${id}'`);
  await keyward.restart();
  assert.equal((await person.send('GET', 'whoami')).json.code, 'session/invalid');
});

/** Somebody with a password, a member of Acme. */
async function colleague(name: string): Promise<Person> {
  const person = new Person(keyward, `${name}@example.org`, password);
  const invited = await ada.send('POST', 'organisations/acme/invitations', { body: { role: 'user' } });
  const accepted = await person.accept(invited.json.link);
  assert.equal(accepted.status, 200, accepted.text);
  return person;
}

test('what one provider answers goes to no other: each has an address of its own', async () => {
  const [honest, evil] = [await IdentityServer.start(), await IdentityServer.start()];
  const silent = { authorization_response_iss_parameter_supported: false };
  for (const each of [honest, evil]) each.spoiled = { metadata: silent, answer: { iss: undefined } };
  const of = ({ issuer }: IdentityServer, key: string) => ({ body: { ...client(), key, title: key, issuer } });
  const quiet = await ada.send('POST', 'platform/identity-providers', of(honest, 'quiet'));
  assert.equal(quiet.status, 201, quiet.text);
  const made = await ada.send('POST', 'organisations/acme/identity-providers', of(evil, 'evil'));
  assert.equal(made.status, 201, made.text);
  honest.account = verified('ada-there', ada.email);
  const linked = await comeBack(
    keyward,
    await setOut(ada, 'auth/identities', { identityProvider: 'quiet', password, returnPath: '/account' }),
  );
  assert.equal(linked.location, '/account', linked.text);
  // Whoever runs the evil one sets out to the honest one, and sends the victim there with that, under the victim's own state.
  const attacker = await setOut(new Person(keyward, '', ''), 'auth/single-sign-on', { identityProvider: 'quiet' });
  const sent = attacker.authorizationUrl;
  const victim = await setOut(new Person(keyward, '', ''), 'auth/single-sign-on', {
    ...{ identityProvider: 'evil', organisation: 'acme' },
  });
  const lured = new URL(sent);
  lured.searchParams.set('state', new URL(victim.authorizationUrl).searchParams.get('state')!);
  const callback = (await fetch(lured, { redirect: 'manual' })).headers.get('location')!;
  const back = await comeBack(keyward, { callback, cookie: victim.cookie });
  assert.deepEqual([back.code, back.session], ['single-sign-on/issuer-mismatch', '']);
  assert.deepEqual(evil.asked, [], 'the code of the honest one is sent to nobody else');
  assert.notEqual(made.json.redirectUrl, quiet.json.redirectUrl);
  // Its id is its own too: of the same one another place has none, and can remove none.
  const { id } = quiet.json;
  const same = await ada.send('POST', 'organisations/acme/identity-providers', {
    body: { ...client(), key: 'same', title: 'Same', id, issuer: honest.issuer },
  });
  assert.equal(same.json.code, 'identity-provider/stale', same.text);
  await Promise.all([honest.close(), evil.close()]);
});

test('who unlinks, or is reset, leaves no way back in: not for the subject as a stranger, nor for an intruder', async () => {
  const bob = await colleague('bob');
  const link = async () => {
    server.account = verified('bob');
    const linked = await comeBack(keyward, await setOut(bob, 'auth/identities', { ...ACME, password }));
    assert.equal(linked.status, 303, linked.text);
    return (await bob.send('GET', 'auth/identities')).json.items[0].id;
  };
  const unlink = `auth/identities/${await link()}/unlink`;
  assert.equal((await bob.send('POST', unlink, { body: { password } })).status, 204);
  await link();
  assert.equal(await idOf(await signedInAs('bob', ACME)), await idOf(bob), 'linked anew');
  const again = `auth/identities/${(await bob.send('GET', 'auth/identities')).json.items[0].id}/unlink`;
  assert.equal((await bob.send('POST', again, { body: { password } })).status, 204);
  assert.equal((await ada.send('DELETE', `organisations/acme/members/${bob.email}`)).status, 200);
  assert.equal((await signOn(keyward, ACME)).code, 'single-sign-on/not-a-member');
  // Somebody who had the password has linked a subject of theirs.
  const carol = await colleague('carol');
  server.account = verified('intruder');
  await comeBack(keyward, await setOut(carol, 'auth/identities', { ...STAFF, password }));
  assert.equal(await idOf(await signedInAs('intruder')), await idOf(carol));
  const { link: reset } = (await ada.send('POST', `platform/people/${carol.email}/reset`, { body: {} })).json;
  assert.equal((await carol.accept(reset)).status, 200);
  assert.equal((await signOn(keyward, STAFF)).code, 'single-sign-on/not-a-member');
});

test('an address means the member who signs in by it, whoever else a provider gives the same', async () => {
  const atHome = await idOf(await signedInAs('dana', ACME));
  const dana = await colleague('dana');
  const path = `organisations/acme/members/${dana.email}`;
  assert.equal((await ada.send('GET', path)).json.personId, await idOf(dana));
  assert.equal((await ada.send('PATCH', path, { body: { role: 'owner' } })).json.personId, await idOf(dana));
  assert.equal((await ada.send('GET', `organisations/acme/members/${atHome}`)).json.role, 'admin');
  const { link } = (await ada.send('POST', `platform/people/${dana.email}/reset`, { body: {} })).json;
  assert.equal((await ada.send('POST', `platform/people/${atHome}/deactivate`, { body: {} })).status, 200);
  assert.equal((await dana.accept(link)).status, 200, 'her own link is hers');
});

test('hostile claims are cut to what may be shown, or refused', async () => {
  server.account = { ...verified('eve'), name: `\u202e\u0007${'x'.repeat(197)}😀<b>` };
  const { person } = await signOn(keyward, STAFF);
  assert.match((await person.send('GET', 'whoami')).json.person.name, /^x{197}$/);
  const none = 'single-sign-on/address-unverified';
  for (const [claims, code] of [
    [{ email: ['eve2@example.org'] }, none],
    [{ email: null }, none],
    [{ email: `${'e'.repeat(300)}@example.org` }, none],
    [{ email: 'eve2@example.org\u202e' }, none],
    [{ sub: 'a'.repeat(256) }, 'single-sign-on/id-token-invalid'],
    [{ sub: 'a\u0000b' }, 'single-sign-on/id-token-invalid'],
    [{ sub: 7 }, 'single-sign-on/id-token-invalid'],
  ] as const) {
    server.account = verified('eve2');
    server.spoiled = { claims };
    const answer = await signOn(keyward, STAFF);
    assert.deepEqual([answer.code, answer.session], [code, ''], JSON.stringify(claims));
  }
  server.heal();
});

test('people whom an organisation’s provider makes are at home there: their address is in nobody’s way', async () => {
  // Grace has this address in the installation, and is no member of Acme.
  server.account = verified('grace-of-acme', 'grace@example.org');
  const { person, code } = await signOn(keyward, ACME);
  assert.equal(code, undefined);
  const who = (await person.send('GET', 'whoami')).json;
  assert.notEqual(who.person.id, await idOf(await signedInAs('grace')));
  assert.deepEqual(
    who.memberships.map((each: { role: string }) => each.role),
    ['admin'],
  );
  const chosen = await person.send('POST', 'auth/password', { body: { next: password } });
  assert.equal(chosen.json.code, 'session/limited');
  const reset = await ada.send('POST', `platform/people/${who.person.id}/reset`, { body: {} });
  assert.equal(reset.json.code, 'person/no-password', 'a link by address would be for the other account');
  // An admin there gives no more than an admin has, makes no owner, and names no keys of their own.
  const list = 'organisations/acme/identity-providers';
  const bad: readonly (readonly [object, string])[] = [
    [{ membership: { role: 'owner' } }, 'request/invalid'],
    [{ membership: { organisation: 'default', role: 'user' } }, 'request/invalid'],
    [{ jwksUrl: `${server.issuer}/jwks` }, 'request/invalid'],
    [{ issuer: `${server.issuer}/other` }, 'oauth-configuration/discovery-failed'],
    [{ allowedDomains: ['not a domain'] }, 'request/invalid'],
    [{ key: 'acme' }, 'identity-provider/key-taken'],
  ];
  for (const [change, wanted] of bad) {
    const answer = await person.send('POST', list, { body: { title: 'Evil', ...client(), ...change } });
    assert.equal(answer.json.code, wanted, JSON.stringify(change));
  }
  // Who was removed does not come back by signing in again.
  const removed = await ada.send('DELETE', `organisations/acme/members/${who.person.id}`);
  assert.equal(removed.status, 200, removed.text);
  server.account = verified('grace-of-acme', 'grace@example.org');
  assert.equal((await signOn(keyward, ACME)).code, 'single-sign-on/not-a-member');
});

test('the command line seals the secret itself, for the token URL that it was told of, of an organisation and of the installation', async () => {
  const env = { KEYWARD_URL: keyward.controlUrl, KEYWARD_TOKEN: await keyward.ownerToken() };
  const pin = ['--broker-key', (await readFile(join(keyward.data, 'broker-key.pub'), 'utf8')).trim()];
  const run = (...args: string[]) => runCli(['identity-provider', ...args, ...pin, '--json'], { env, input: canary });
  const made = ['--title', 'By hand', '--issuer', server.issuer, '--client-id', 'keyward', '--secret-stdin'];
  const unsaid = await run('create', ...made);
  assert.match(unsaid.stderr, /credential\/seal-refused/);
  for (const place of [[], ['--platform']]) {
    const told = await run('create', ...made, '--expect-url', `${server.issuer}/token`, ...place);
    assert.equal(told.code, 0, told.stderr);
    const { key, secrets } = JSON.parse(told.stdout);
    assert.deepEqual([key, secrets.clientSecret.set], ['by-hand', true]);
  }
  const off = await run('update', 'by-hand', '--no-active', '--first-role', 'none', '--platform');
  assert.equal(JSON.parse(off.stdout).active, false, off.stderr);
});

test('catalogue 28: every answer that does not prove this sign-in is refused by its code, without a text of the provider', async () => {
  const stranger = new TextEncoder().encode(canary.padEnd(32));
  const now = Math.floor(Date.now() / 1_000);
  server.account = verified('mallory');
  const invalid = 'single-sign-on/id-token-invalid';
  const cases: readonly (readonly [IdentityServer['spoiled'], string])[] = [
    [{ claims: { nonce: 'another' } }, invalid],
    [{ claims: { nonce: undefined } }, invalid],
    [{ claims: { aud: 'another' } }, invalid],
    [{ claims: { aud: ['keyward', 'another'] } }, invalid],
    [{ claims: { azp: 'another' } }, invalid],
    [{ claims: { iss: 'https://elsewhere.example' } }, invalid],
    [{ claims: { exp: now - 120 } }, invalid],
    [{ claims: { iat: now - 3_600 } }, invalid],
    [{ claims: { iat: now + 3_600, exp: now + 7_200 } }, invalid],
    [{ claims: { sub: undefined } }, invalid],
    [{ claims: { sub: '' } }, invalid],
    [{ algorithm: 'none' }, invalid],
    [{ algorithm: 'HS256', key: stranger }, invalid],
    [{ noIdToken: true }, invalid],
    [{ answer: { iss: 'https://elsewhere.example' } }, 'single-sign-on/issuer-mismatch'],
    [{ answer: { iss: undefined } }, 'single-sign-on/issuer-mismatch'],
    [{ answer: { code: undefined, error: 'access_denied', error_description: '<b>no</b>' } }, 'single-sign-on/denied'],
    [{ answer: { code: undefined, error: '<script>' } }, 'single-sign-on/refused'],
    [{ answer: { code: 'another' } }, 'oauth/grant-refused'],
    [{ tokenStatus: 503 }, 'oauth/unavailable'],
    [{ claims: { email_verified: 'true' } }, 'single-sign-on/address-unverified'],
    [{ claims: { email_verified: false } }, 'single-sign-on/address-unverified'],
    [{ claims: { email: 'no address' } }, 'single-sign-on/address-unverified'],
  ];
  for (const [spoiled, code] of cases) {
    server.spoiled = spoiled;
    const answer = await signOn(keyward, STAFF);
    assert.deepEqual([answer.code, answer.session], [code, ''], JSON.stringify(spoiled));
    assert.doesNotMatch(answer.text, /<b>|<script|elsewhere/);
  }
  server.heal();
  const token = await keyward.ownerToken();
  const headers = { authorization: `Bearer ${token}` };
  const log = `${keyward.controlUrl}/v1/platform/audit?action=session.create&outcome=refused&limit=200`;
  const { json } = await keyward.fetch(log, { headers });
  const codes = new Set(json.items.map((each: { code: string }) => each.code));
  for (const [, code] of cases) assert.ok(codes.has(code), `${code} is in the log`);
});

test('catalogue 27: a state is good once, in the browser that set out, and for ten minutes', async () => {
  server.account = verified('grace');
  const nobody = new Person(keyward, '', '');
  const out = await setOut(nobody, 'auth/single-sign-on', STAFF);
  const other = await setOut(nobody, 'auth/single-sign-on', STAFF);
  for (const cookie of ['', other.cookie]) {
    assert.equal((await comeBack(keyward, { ...out, cookie })).code, 'single-sign-on/other-browser');
  }
  assert.equal((await comeBack(keyward, out)).status, 303, 'they have used nothing up');
  const twice = await comeBack(keyward, out);
  assert.deepEqual([twice.code, twice.session], ['single-sign-on/flow-unknown', '']);
  const late = await setOut(nobody, 'auth/single-sign-on', STAFF);
  const [flow] = rows(
    keyward.data,
    'select state_hash, cookie_mac from sign_on_flows order by created_at desc limit 1',
  );
  assert.ok(
    !late.callback.includes(Buffer.from(flow!.state_hash as Uint8Array).toString('base64url')),
    'a hash is stored',
  );
  edit(keyward.data, `update sign_on_flows set purpose = 'link', person_id = '${await idOf(ada)}'`);
  assert.equal((await comeBack(keyward, late)).code, 'single-sign-on/flow-unknown', 'an edited flow is none');
  const url = new URL(out.callback);
  url.searchParams.set('state', 'short');
  assert.equal(
    (await comeBack(keyward, { callback: url.href, cookie: out.cookie })).code,
    'single-sign-on/flow-unknown',
  );
  for (const returnPath of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/v1/whoami',
    '/account/../v1',
  ]) {
    const away = await setOut(nobody, 'auth/single-sign-on', { ...STAFF, returnPath });
    assert.equal(away.code, 'request/return-refused', returnPath);
  }
  const foreign = await nobody.send('POST', 'auth/single-sign-on', {
    body: STAFF,
    headers: { origin: 'https://evil.example' },
  });
  assert.equal(foreign.json.code, 'request/origin-refused');
});

test('only addresses of the allowed domains are signed in, and another issuer, client or no activity ends every session', async () => {
  const path = 'platform/identity-providers/staff';
  const narrowed = await ada.send('PATCH', path, { body: { allowedDomains: ['Example.com', 'corp.example'] } });
  assert.deepEqual(narrowed.json.allowedDomains, ['corp.example', 'example.com'], narrowed.text);
  for (const [email, code] of [
    ['grace@example.org', 'single-sign-on/domain-refused'],
    ['grace@example.com.evil.example', 'single-sign-on/domain-refused'],
    ['grace@sub.example.com', 'single-sign-on/domain-refused'],
    ['grace@example.com', undefined],
  ] as const) {
    server.account = verified('grace', email);
    assert.equal((await signOn(keyward, STAFF)).code, code, email);
  }
  await ada.send('PATCH', path, { body: { allowedDomains: [] } });
  const grace = await signedInAs('grace');
  const out = await setOut(new Person(keyward, '', ''), 'auth/single-sign-on', STAFF);
  const stale = await ada.send('PATCH', path, { body: { active: false }, headers: { 'if-match': '"1"' } });
  assert.equal(stale.json.code, 'identity-provider/stale');
  assert.equal((await ada.send('PATCH', path, { body: { active: false } })).status, 200);
  await until(async () => (await grace.send('GET', 'whoami')).json.code === 'session/invalid');
  assert.equal((await comeBack(keyward, out)).code, 'single-sign-on/provider-changed');
  assert.equal((await signOn(keyward, STAFF)).code, 'identity-provider/not-found');
  // One who looks after it tries it all the same, and nobody is signed in.
  const tested = await comeBack(keyward, await setOut(ada, `${path}/test`, {}));
  assert.match(tested.text, /An account is linked to this subject/);
  assert.equal(tested.session, '');
  assert.equal((await ada.send('PATCH', path, { body: { active: true } })).status, 200);
  assert.equal((await grace.send('GET', 'whoami')).json.code, 'session/invalid', 'what has ended stays so');
  const anew = await signedInAs('grace');
  assert.equal((await ada.send('PATCH', path, { body: { clientId: 'another' } })).status, 200);
  await until(async () => (await anew.send('GET', 'whoami')).json.code === 'session/invalid');
  const other = await IdentityServer.start();
  const moved = await ada.send('PATCH', path, { body: { issuer: other.issuer } });
  assert.equal(moved.json.code, 'identity-provider/secret-needed');
  const sealed = await ada.send('PATCH', path, { body: { issuer: other.issuer, fields: { clientSecret: canary } } });
  assert.equal(sealed.status, 200, sealed.text);
  other.account = verified('ada-at-work', ada.email);
  assert.equal((await signOn(keyward, STAFF)).code, 'single-sign-on/account-exists', 'a link is not carried over');
  await other.close();
});

test('catalogue 46: a provider or a link that was written past the broker signs nobody in; one that is removed takes all with it', async () => {
  const removed = await ada.send('DELETE', 'organisations/acme/identity-providers/acme');
  assert.equal(removed.status, 204, removed.text);
  assert.equal((await signOn(keyward, ACME)).code, 'identity-provider/not-found');
  assert.deepEqual(rows(keyward.data, `select id from identity_links where organisation_id <> 'installation'`), []);
  const made = await ada.send('POST', 'organisations/acme/identity-providers', {
    body: { key: 'acme', title: 'Acme', membership: { role: 'user' }, ...client() },
  });
  const dora = await signedInAs('dora', ACME);
  edit(keyward.data, `update identity_links set person_id = '${await idOf(ada)}' where subject = 'dora'`);
  assert.equal((await signOn(keyward, ACME)).code, 'single-sign-on/not-a-member');
  await keyward.restart();
  assert.equal((await dora.send('GET', 'whoami')).json.code, 'session/invalid');
  edit(
    keyward.data,
    `update oauth_configurations set definition = replace(definition, '"role":"user"', '"role":"admin"')`,
  );
  server.account = verified('erin');
  assert.notEqual((await signOn(keyward, ACME)).status, 303);
  const list = (await ada.send('POST', 'auth/identity-providers', { body: { organisation: 'no-such' } })).json.items;
  assert.deepEqual(list, []);
  assert.equal(made.status, 201, made.text);
});
