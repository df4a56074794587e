/**
 * Catalogue 23 and 24, on every route of the document that names something in its path: what belongs to others, what
 * there is not and what has no such form answer alike. A new route is covered by being documented; a parameter that
 * this test does not know fails it.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isId, newId } from '../src/domain/id.ts';
import { newCanary } from './kit/canary.ts';
import { type Answer, Keyward } from './kit/keyward.ts';
import { minimalOf, type Operation, operations } from './kit/openapi.ts';
import { ownProvider } from './kit/own-provider.ts';

/** They make what there is not, under the name in their path, for the caller's organisation alone. */
const upserts = ['providers.replace', 'functions.replace', 'consumers.replace'];

/** People alone have sessions and identities: people.test.ts and single-sign-on.test.ts ask for those of others. */
const ofPeople = ['sessions.remove', 'identities.unlink'];

const addressed = operations.filter(
  ({ id, path }) => path.includes('{') && !upserts.includes(id) && !ofPeople.includes(id),
);
const canary = newCanary();
let keyward: Keyward;
/** Of `acme`, which the callers belong to; and of the platform. */
let owner: string;
let platform: string;
/** What there is, by kind, for who calls and for somebody else. */
const own: Record<string, string> = {};
const foreign: Record<string, string> = {};

before(async () => {
  keyward = await Keyward.start();
  platform = await keyward.ownerToken();
  for (const [slug, ids] of [
    ['acme', own],
    ['globex', foreign],
  ] as const) {
    ids.organisation = (await send('POST', '/v1/organisations', platform, { slug, name: slug })).json.id;
    const base = `/v1/organisations/${slug}`;
    const issued = await send('POST', `${base}/access-tokens`, platform, { name: 'owner', role: 'owner' });
    Object.assign(ids, { token: issued.json.token, accessToken: issued.json.id, key: `only-${slug}` });
    const body = { type: 'Default', fields: { a: canary } };
    ids.credential = (await send('PUT', `${base}/credentials/only-${slug}`, platform, body)).json.id;
    const gone = await send('PUT', `${base}/credentials/gone-${slug}`, platform, body);
    assert.equal((await send('DELETE', `${base}/credentials/gone-${slug}`, platform)).status, 204);
    ids.gone = gone.json.id;
    ids.slug = `project-${slug}`;
    ids.solution = (await send('POST', `${base}/solutions`, platform, { name: slug, slug: ids.slug })).json.id;
    const definition = {
      name: `fn-${slug}`,
      credential: ids.key,
      request: { method: 'GET', url: 'https://api.example/' },
    };
    const at = `${base}/solutions/${ids.slug}/functions/fn-${slug}`;
    assert.equal((await send('PUT', at, platform, definition)).status, 201);
    const consumer = { name: slug, uses: [] };
    assert.equal((await send('PUT', `${base}/consumers/flow/flow-${slug}`, platform, consumer)).status, 201);
    ids.webhook = (await send('POST', `${base}/webhooks`, platform, { url: 'https://127.0.0.1:1/hook' })).json.id;
    const client = {
      key: `oauth-${slug}`,
      clientId: 'c',
      clientAuthentication: 'none',
      tokenUrl: 'https://login.example/t',
    };
    ids.configuration = (await send('POST', `${base}/oauth-configurations`, platform, client)).json.id;
    ids.delivery = (await send('POST', `${base}/webhooks/${ids.webhook}/test`, platform)).json.deliveryId;
    const made = await send('POST', `${base}/providers`, platform, ownProvider(slug));
    assert.equal(made.status, 201, made.text);
    ids.provider = slug;
    const link = { provider: `org/${slug}` };
    ids.connectLink = (await send('POST', `${base}/connect-links`, platform, link)).json.id;
    const invited = await send('POST', `${base}/invitations`, platform, { role: 'editor' });
    const joined = await join(invited.json.link, `somebody@${slug}.example`);
    assert.equal(joined.status, 200, joined.text);
    ids.person = joined.json.personId;
    ids.invitation = (await send('POST', `${base}/invitations`, platform, { role: 'editor' })).json.id;
    const inSolution = `credentials/in-${slug}?solution=${ids.slug}`;
    ids.inSolution = (await send('PUT', `${base}/${inSolution}`, platform, body)).json.id;
  }
  const other = { name: 'other', slug: 'other' };
  own.other = (await send('POST', '/v1/organisations/acme/solutions', platform, other)).json.id;
  owner = own.token!;
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
});

/** Paths as written: dot segments and escapes reach the server. */
function send(method: string, path: string, token: string, body?: unknown): Promise<Answer> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    authorization: `Bearer ${token}`,
    ...(text !== undefined && {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(text)),
    }),
  };
  return keyward.raw(keyward.controlUrl, path, { method, headers, ...(text !== undefined && { body: text }) });
}

/** An account made with a link, as a page of the console does. */
function join(link: string, email: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', origin: keyward.controlUrl };
  const body = JSON.stringify({ link, email, password: canary });
  return keyward.fetch(`${keyward.controlUrl}/v1/auth/accept`, { method: 'POST', headers, body });
}

/** A reference in forms that resemble it and are another: case, Unicode, dots, escapes of escapes, a character more. */
function disguises(reference: string): string[] {
  const [first = '', ...rest] = [...reference];
  const tail = rest.join('');
  const escaped = `%${first.charCodeAt(0).toString(16)}`;
  const fullWidth = String.fromCodePoint(first.charCodeAt(0) + 0xfee0);
  return [
    reference.toUpperCase(),
    `${first.toUpperCase()}${tail}`,
    encodeURIComponent(`${fullWidth}${tail}`),
    encodeURIComponent(`${first}\u0301${tail}`),
    encodeURIComponent(`${reference}\u200b`),
    `%25${escaped.slice(1)}${tail}`,
    ...['%20', '%00', '%0a', '.', '%2f', '%2f..', ';a=b', '%23', '%3f', '%5c'].map((end) => `${reference}${end}`),
    `.%2f${reference}`,
    `%20${reference}`,
    `..%2f..%2fglobex%2fcredentials%2f${reference}`,
  ].filter((disguised) => disguised !== reference);
}

const malformed = [
  '%20',
  '.',
  '..',
  '%2e',
  '%2e%2e',
  '%2E%2e%2f',
  '%00',
  '~',
  '*',
  '%25',
  '%F0%9F%92%A9',
  '__proto__',
  '-1',
  'x'.repeat(256),
];

interface Probes {
  readonly code: string;
  /** Those of others, those that nobody has, and those that nothing can have. */
  readonly references: () => string[];
}

/** By the last parameter of the path. */
const parameters: Record<string, Probes> = {
  organisation: {
    code: 'organisation/not-found',
    references: () => [
      'globex',
      foreign.organisation!,
      'nobody',
      newId('org'),
      'default',
      'installation',
      own.credential!,
    ],
  },
  solution: {
    code: 'solution/not-found',
    references: () => [foreign.solution!, foreign.slug!, newId('sol'), 'nobody', own.credential!, own.key!, 'acme'],
  },
  credential: {
    code: 'credential/not-found',
    references: () => [
      foreign.credential!,
      foreign.key!,
      own.gone!,
      'gone-acme',
      newId('cred'),
      'nobody',
      own.accessToken!,
      foreign.inSolution!,
      'in-globex',
      'in-acme',
      own.solution!,
    ],
  },
  accessToken: {
    code: 'token/not-found',
    references: () => [foreign.accessToken!, newId('tok'), newId('cred'), own.credential!, 'owner', own.key!],
  },
  provider: {
    code: 'provider/not-found',
    references: () => [foreign.provider!, 'nobody', own.credential!, own.key!],
  },
  webhook: {
    code: 'webhook/not-found',
    references: () => [foreign.webhook!, newId('whk'), own.credential!, own.key!, own.delivery!],
  },
  connectLink: {
    code: 'connect-link/not-found',
    references: () => [foreign.connectLink!, newId('clk'), own.credential!, own.key!, own.webhook!],
  },
  configuration: {
    code: 'oauth-configuration/not-found',
    references: () => [foreign.configuration!, 'oauth-globex', newId('oac'), own.credential!, own.key!],
  },
  delivery: {
    code: 'webhook/delivery-not-found',
    references: () => [foreign.delivery!, newId('dlv'), own.webhook!, own.key!],
  },
  function: {
    code: 'function/not-found',
    references: () => ['fn-globex', newId('fn'), newId('fnv'), own.credential!, own.key!, own.slug!],
  },
  externalId: { code: 'consumer/not-found', references: () => ['flow-globex', own.credential!, own.key!, 'fn-acme'] },
  person: {
    code: 'member/not-found',
    references: () => [foreign.person!, 'somebody@globex.example', newId('per'), 'nobody@a.example', own.credential!],
  },
  account: {
    code: 'person/not-found',
    references: () => [newId('per'), 'nobody@a.example', own.credential!, own.organisation!],
  },
  // One is made of what its issuer answers: single-sign-on.test.ts has some, and asks for those of others.
  identityProvider: {
    code: 'identity-provider/not-found',
    references: () => [newId('idp'), own.configuration!, 'oauth-acme', own.credential!, own.key!],
  },
  invitation: {
    code: 'invitation/not-found',
    references: () => [foreign.invitation!, newId('inv'), own.credential!, own.person!],
  },
  type: { code: 'credential-type/not-found', references: () => ['Telepathy', 'nobody', 'constructor'] },
};

/** What the disguises stand for: something of the caller's own, so that one that is seen through would be found. */
const genuine: Record<string, () => string[]> = {
  organisation: () => ['acme', own.organisation!],
  credential: () => [own.key!, own.credential!],
  solution: () => [own.slug!, own.solution!],
  accessToken: () => [own.accessToken!],
  provider: () => [own.provider!],
  connectLink: () => [own.connectLink!],
  webhook: () => [own.webhook!],
  configuration: () => [own.configuration!, 'oauth-acme'],
  delivery: () => [own.delivery!],
  function: () => ['fn-acme'],
  externalId: () => ['flow-acme'],
  person: () => [own.person!, 'somebody@acme.example'],
  account: () => [own.person!, 'somebody@acme.example'],
  identityProvider: () => [newId('idp')],
  invitation: () => [own.invitation!],
  type: () => ['ApiKey'],
};

const lastParameter = ({ path }: Operation) => [...path.matchAll(/\{(\w+)\}/g)].at(-1)![1]!;

function filled({ path }: Operation, reference: string): string {
  const last = `{${lastParameter({ path } as Operation)}}`;
  return path
    .replace(last, () => reference)
    .replace('{organisation}', 'acme')
    .replace('{solution}', own.slug!)
    .replace('{kind}', 'flow')
    .replace('{webhook}', own.webhook!);
}

function ask(operation: Operation, reference: string): Promise<Answer> {
  const isPlatform = operation.path.startsWith('/v1/platform/');
  const body = operation.body && minimalOf(operation.body);
  return send(operation.method, filled(operation, reference), isPlatform ? platform : owner, body);
}

const comparable = ({ status, headers, json }: Answer) => {
  const type = headers.get('content-type');
  return { status, type, body: { ...json, requestId: undefined } };
};

/** Without when it was used last, which the asking itself moves. */
const untouched = ({ json }: Answer) => ({ ...json, lastUsedAt: undefined });

for (const operation of addressed) {
  // The platform sees every account, whatever organisation its person is a member of.
  const name = operation.id.startsWith('platformPeople.') ? 'account' : lastParameter(operation);
  // A PUT makes what there is not: of the keys it is told to make, only ids and what is no key are not there to be made.
  const isUpsert = operation.id === 'credentials.replace';
  test(`catalogue 23 and 24: ${operation.id} answers the same 404 for what is foreign, unknown, malformed or disguised`, async () => {
    const probes = parameters[name];
    assert.ok(probes && genuine[name], `a parameter that this test does not know: {${name}}`);
    const disguised = genuine[name]().flatMap(disguises);
    const all = [...probes.references(), ...malformed, ...disguised].filter((one) => !isUpsert || isId('cred', one));
    const [first, ...others] = all;
    const expected = comparable(await ask(operation, first!));
    assert.deepEqual([expected.status, expected.body.code], [404, probes.code]);
    for (const reference of others) {
      assert.deepEqual(comparable(await ask(operation, reference)), expected, reference.slice(0, 80));
    }
  });
}

/** Routes that take the scope as `?solution=`. */
const scoped = operations.filter(({ takesSolution }) => takesSolution);

test('every route of credentials takes the scope, and what counts and lists them and their events', () => {
  const lists = ['connectLinks.create', 'connectLinks.list', 'components.list', 'consumers.list', 'events.list'];
  const ofCredentials = operations.filter(({ id }) => /^(?:credentials|connections)\./.test(id) || lists.includes(id));
  assert.ok(ofCredentials.length >= 9);
  assert.deepEqual(
    ofCredentials.map(({ id }) => id),
    scoped.map(({ id }) => id),
  );
});

for (const operation of scoped) {
  const askIn = (solution: string, reference: string, token = owner) => {
    const path = operation.path.replace('{organisation}', 'acme').replace('{credential}', reference);
    return send(operation.method, `${path}?solution=${solution}`, token, operation.body && minimalOf(operation.body));
  };

  test(`catalogue 23 and 24: ${operation.id} answers the same 404 for a solution that is foreign, unknown or not the token's`, async () => {
    const expected = comparable(await askIn('nobody', own.key!));
    assert.deepEqual([expected.status, expected.body.code], [404, 'solution/not-found']);
    const probes = [
      ...parameters.solution!.references(),
      ...malformed,
      ...disguises(own.slug!),
      ...disguises(own.solution!),
    ];
    // In a query a number sign and an ampersand end the value, and so does nothing else that is tried here.
    for (const reference of probes) assert.deepEqual(comparable(await askIn(reference, own.key!)), expected, reference);
    const body = { name: 'elsewhere', role: 'editor', solutions: [own.other] };
    const { token } = (await send('POST', '/v1/organisations/acme/access-tokens', owner, body)).json;
    for (const named of [own.slug!, own.solution!]) {
      assert.deepEqual(comparable(await askIn(named, own.inSolution!, token)), expected, named);
    }
  });

  const isUpsert = operation.id === 'credentials.replace';
  if (!operation.path.includes('{credential}')) continue;
  test(`catalogue 23 and 24: ${operation.id} answers the same 404 for what is of another solution as for what there is not`, async () => {
    const expected = comparable(await askIn(own.other!, newId('cred')));
    assert.deepEqual([expected.status, expected.body.code], [404, 'credential/not-found']);
    const all = [own.inSolution!, own.credential!, foreign.inSolution!, 'in-acme', own.key!, 'in-globex', 'nobody'];
    for (const reference of all.filter((one) => !isUpsert || isId('cred', one))) {
      assert.deepEqual(comparable(await askIn(own.other!, reference)), expected, reference);
    }
  });
}

test('catalogue 24: a reference is decoded once: one escape is seen through, two are not', async () => {
  for (const [path, reference] of [
    ['/v1/organisations/acme/credentials/', own.key!],
    ['/v1/organisations/acme/credentials/', own.credential!],
    ['/v1/organisations/acme/access-tokens/', own.accessToken!],
    ['/v1/organisations/', own.organisation!],
  ] as const) {
    const escaped = `%${reference.charCodeAt(0).toString(16)}${reference.slice(1)}`;
    const plain = await send('GET', `${path}${reference}`, owner);
    assert.equal(plain.status, 200);
    assert.deepEqual(untouched(await send('GET', `${path}${escaped}`, owner)), untouched(plain));
    assert.equal((await send('GET', `${path}${escaped.replace('%', '%25')}`, owner)).status, 404);
  }
});

test('catalogue 24: a PUT makes no credential under what resembles a key', async () => {
  const replace = operations.find(({ id }) => id === 'credentials.replace')!;
  const count = async () => (await send('GET', '/v1/organisations/acme/credentials', owner)).json.items.length;
  const before = await count();
  const all = [...malformed, ...disguises(own.key!)].filter((one) => !/^[a-z0-9][a-z0-9._-]*$/.test(one));
  for (const reference of all) {
    const answer = await ask(replace, reference);
    assert.deepEqual([answer.status, answer.json.code], [422, 'credential/key-invalid'], reference);
  }
  assert.equal(await count(), before);
});

test('catalogue 23: a foreign key is free to its own organisation, and what the others have stays theirs', async () => {
  const path = `/v1/organisations/acme/credentials/${foreign.key}`;
  const made = await send('PUT', path, owner, { type: 'Default', name: 'Mine', fields: {} });
  assert.deepEqual([made.status, made.json.organisationId], [201, own.organisation]);
  const theirs = await send('GET', `/v1/organisations/globex/credentials/${foreign.key}`, foreign.token!);
  assert.deepEqual([theirs.json.id, theirs.json.version, theirs.json.name], [foreign.credential, 1, undefined]);
  assert.equal((await send('DELETE', path, owner)).status, 204);
});

test('catalogue 23: a grant of what is foreign is refused as one of what there is not', async () => {
  const grant = (credential: string) => {
    const body = { name: 'thief', grants: [{ credentials: [credential] }] };
    return send('POST', '/v1/organisations/acme/access-tokens', owner, body);
  };
  const expected = comparable(await grant(newId('cred')));
  assert.deepEqual([expected.status, expected.body.code], [404, 'credential/not-found']);
  for (const reference of [foreign.credential!, foreign.key!, own.gone!, 'nobody']) {
    assert.deepEqual(comparable(await grant(reference)), expected, reference);
  }
});

test('catalogue 23 and 24: through the broker what is foreign, unknown, disguised or not granted answers alike', async () => {
  const body = { name: 'runner', grants: [{ credentials: [own.key!] }] };
  const { token } = (await send('POST', '/v1/organisations/acme/access-tokens', owner, body)).json;
  const made = await send('PUT', '/v1/organisations/acme/credentials/hidden', owner, { type: 'Default', fields: {} });
  assert.equal(made.status, 201);
  const call = (key: string) =>
    keyward.raw(keyward.brokerUrl, `/proxy/${key}/quote`, { headers: { authorization: `Bearer ${token}` } });
  const expected = comparable(await call('nobody'));
  assert.deepEqual([expected.status, expected.body.code], [404, 'credential/not-found']);
  const named = [foreign.key!, foreign.credential!, 'hidden', own.gone!, 'gone-acme', 'ONLY-ACME'];
  for (const key of named) assert.deepEqual(comparable(await call(key)), expected, key);
  for (const end of ['%20', '%2500', '%00', '%2f', '%5c', '%zz', '/..', '/%2e%2e', '//']) {
    assert.deepEqual(comparable(await call(`hidden${end}`)), comparable(await call(`nobody${end}`)), end);
  }
  assert.notEqual((await call(own.key!)).status, 404);
});
