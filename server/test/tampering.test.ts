/**
 * Credentials edited in the database by hand, past Keyward: each is refused where it would be used, nothing is sent, and
 * it is reported twice, in the audit log and by `keyward doctor`.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { edit, rows } from './kit/database.ts';
import { runDoctor } from './kit/doctor.ts';
import { Keyward } from './kit/keyward.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;
let thief: Upstream;
let token: string;
let findings: string[];
let audit: Record<string, unknown>[];

/** What an intruder does to the credential of the first id; the second is another one of the same organisation. */
type Tamper = (id: string, other: string) => void;

function set(table: 'credentials' | 'material', assignment: string): Tamper {
  const column = table === 'credentials' ? 'id' : 'credential_id';
  return (id) => assert.equal(edit(keyward.data, `update ${table} set ${assignment} where ${column} = ?`, id), 1);
}

function setPolicy(id: string): void {
  const [{ policy }] = rows(keyward.data, 'select policy from material where credential_id = ?', id);
  const text = Buffer.from(policy).toString().replaceAll(upstream.url, thief.url);
  const changed = edit(keyward.data, 'update material set policy = ? where credential_id = ?', Buffer.from(text), id);
  assert.equal(changed, 1);
}

function setBaseUrl(id: string): void {
  assert.equal(edit(keyward.data, 'update credentials set base_url = ? where id = ?', thief.url, id), 1);
}

function flipEnvelope(at: number): Tamper {
  return (id) => {
    const [{ envelope }] = rows(keyward.data, 'select envelope from material where credential_id = ?', id);
    envelope[at < 0 ? envelope.length + at : at] ^= 1;
    assert.equal(edit(keyward.data, 'update material set envelope = ? where credential_id = ?', envelope, id), 1);
  };
}

function swap(...columns: readonly string[]): Tamper {
  return (id, other) => {
    const read = (one: string) =>
      rows(keyward.data, `select ${columns.join(', ')} from material where credential_id = ?`, one)[0];
    const pairs = [
      [id, read(other)],
      [other, read(id)],
    ] as const;
    const sql = `update material set ${columns.map((column) => `${column} = ?`).join(', ')} where credential_id = ?`;
    for (const [to, from] of pairs) {
      assert.equal(edit(keyward.data, sql, ...columns.map((column) => from[column]), to), 1);
    }
  };
}

const table: readonly (readonly [what: string, code: string, tamper: Tamper])[] = [
  ['another base URL', 'policy/origin-refused', setBaseUrl],
  ['another header', 'policy/placement-refused', set('credentials', "fields = json_set(fields, '$.name', 'X-Echoed')")],
  ['another place', 'policy/placement-refused', set('credentials', "fields = json_set(fields, '$.in', 'query')")],
  ['another type', 'credential/unopenable', set('credentials', "type = 'BasicAuth'")],
  ['another policy', 'credential/unopenable', setPolicy],
  [
    'another base URL with a policy to match',
    'credential/unopenable',
    (id) => {
      setBaseUrl(id);
      setPolicy(id);
    },
  ],
  ['the envelope of another credential', 'credential/unwitnessed', swap('envelope')],
  ['envelope and witness of another credential', 'credential/unwitnessed', swap('envelope', 'witness')],
  ['the whole material of another credential', 'credential/unwitnessed', swap('envelope', 'witness', 'policy')],
  ['no witness', 'credential/unwitnessed', set('material', 'witness = null')],
  ['an invented witness', 'credential/unwitnessed', set('material', 'witness = randomblob(32)')],
  ['one bit flipped in the format of the envelope', 'credential/unwitnessed', flipEnvelope(0)],
  ['one bit flipped in the key id of the envelope', 'credential/unwitnessed', flipEnvelope(5)],
  ['one bit flipped in the tag of the envelope', 'credential/unwitnessed', flipEnvelope(-1)],
  [
    'no material',
    'credential/unwitnessed',
    (id) => assert.equal(edit(keyward.data, 'delete from material where credential_id = ?', id), 1),
  ],
];

const keyOf = (index: number): string => `tampered-${index}`;
const idOf = (key: string): string => rows(keyward.data, 'select id from credentials where "key" = ?', key)[0].id;

async function store(key: string): Promise<void> {
  const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary };
  const stored = await keyward.api('PUT', `credentials/${key}`, {
    body: { type: 'ApiKey', baseUrl: upstream.url, fields },
  });
  assert.equal(stored.status, 201, stored.text);
}

function tamperWith(half: 0 | 1): void {
  for (const [index, [, , tamper]] of table.entries()) {
    if (index % 2 === half) tamper(idOf(keyOf(index)), idOf(`${keyOf(index)}-other`));
  }
}

// One half is edited while Keyward runs with everything in its cache, the other while it is stopped.
before(async () => {
  [upstream, thief] = await Promise.all([startUpstream(demanding(canary)), startUpstream(demanding(canary))]);
  keyward = await Keyward.start();
  for (const index of table.keys()) {
    await store(keyOf(index));
    await store(`${keyOf(index)}-other`);
  }
  await store('untouched');
  token = await keyward.tokenFor('tampered-*', 'untouched');
  for (const index of table.keys()) assert.equal((await keyward.call(`/${keyOf(index)}/quote`, { token })).status, 200);
  assert.deepEqual(await runDoctor(keyward), { code: 0, bad: [] });
  tamperWith(1);
  await keyward.stop();
  tamperWith(0);
  await keyward.restart();
});
after(async () => {
  assert.deepEqual(thief.received, []);
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
  await thief.close();
});

for (const [index, [what, code]] of table.entries()) {
  test(`a credential given ${what} by hand is refused as ${code}, and nothing is sent`, async () => {
    const received = upstream.received.length;
    const answer = await keyward.call(`/${keyOf(index)}/quote`, { token });
    assert.equal(answer.json?.code, code, answer.text);
    assert.equal(answer.headers.get('keyward-error'), code);
    const verified = await keyward.api('POST', `credentials/${keyOf(index)}/verify`);
    assert.notEqual(verified.json.verification?.verdict, 'accepted');
    assert.equal(upstream.received.length, received);
  });
}

test('the others go on: those that nobody edited are used as before', async () => {
  assert.equal((await keyward.call('/untouched/quote', { token })).status, 200);
});

test('an altered credential is still shown to who has to repair it, in the list and alone', async () => {
  const { json } = await keyward.api('GET', 'credentials?limit=200');
  assert.equal(json.items.length, 2 * table.length + 1);
  for (const index of table.keys()) assert.equal((await keyward.api('GET', `credentials/${keyOf(index)}`)).status, 200);
});

test('each edit is in the audit log as a refusal under its code', async () => {
  audit = (await keyward.api('GET', 'audit?limit=200')).json.items;
  for (const [index, [what, code]] of table.entries()) {
    const subject = idOf(keyOf(index));
    const isLogged = audit.some(
      (entry) => entry.outcome === 'refused' && entry.code === code && entry.subject === subject,
    );
    assert.ok(isLogged, `${what}: no entry of ${code}`);
  }
});

test('the doctor names each of them, and ends with exit code 1', async () => {
  const { code, bad } = await runDoctor(keyward);
  findings = bad;
  assert.equal(code, 1);
  const unnamed = table.filter((_, index) => !findings.some((finding) => finding.includes(idOf(keyOf(index)))));
  assert.deepEqual(
    unnamed.map(([what]) => what),
    [],
  );
  assert.ok(!findings.some((finding) => finding.includes(idOf('untouched'))));
});

test('once the edited ones are deleted, the doctor is content again', async () => {
  for (const index of table.keys()) {
    for (const key of [keyOf(index), `${keyOf(index)}-other`]) {
      assert.equal((await keyward.api('DELETE', `credentials/${key}`)).status, 204);
    }
  }
  assert.deepEqual(await runDoctor(keyward), { code: 0, bad: [] });
});
