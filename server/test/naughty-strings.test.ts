/**
 * Naughty strings in every text of every route's body, found in the document: never a failure of ours, never half done,
 * and what is taken comes back as it was given. A new route, and a new member of an old one, is covered by itself.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { rows } from './kit/database.ts';
import { type Answer, Keyward } from './kit/keyward.ts';
import { minimalOf, named, type Operation, operations, resolved, type Schema } from './kit/openapi.ts';

const strings = [
  '',
  'null %s%n',
  '__proto__',
  '${apiKey}',
  "'; drop table credentials; --<script>",
  '田中さん 👩‍👩‍👧‍👦 ﷺ Z̮̞̠͙',
  '\u202etxt.exe\u200b\ufeff',
  'a\u0000b',
  '\u001b[31mred\r\nSet-Cookie: a=b',
  'lone \ud800 surrogate',
  'cred_01h455vb4pex5vsknk084sn02q',
  'x'.repeat(70_000),
];

const types: Readonly<Record<string, object>> = {
  CredentialInput: { type: 'Default', redactFields: [], fields: {} },
  SealingRequest: { type: 'Default', redactFields: [], fields: {} },
};
const canary = newCanary();
let keyward: Keyward;
/** What the paths name. */
let names: Record<string, string>;
let platformToken: string;

before(async () => {
  keyward = await Keyward.start();
  await keyward.api('PUT', 'credentials/sample', { body: types.CredentialInput });
  const secret = { type: 'Default', fields: { secret: canary } };
  assert.equal((await keyward.api('PUT', 'credentials/kept', { body: secret })).status, 201);
  const owner = await keyward.ownerToken();
  const issue = async (place: string): Promise<string> => {
    const headers = { authorization: `Bearer ${owner}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ name: 'named', role: 'user' });
    const sent = { method: 'POST', headers, body };
    return (await keyward.fetch(`${keyward.controlUrl}/v1/${place}/access-tokens`, sent)).json.id;
  };
  const solution = (await keyward.api('POST', 'solutions', { body: { name: 'sample' } })).json.id;
  const accessToken = await issue('organisations/default');
  const webhook = (await keyward.api('POST', 'webhooks', { body: { url: 'https://127.0.0.1:1/hook' } })).json.id;
  const client = { clientId: 'c', tokenUrl: 'https://login.example/token', fields: { clientSecret: canary } };
  const configuration = (await keyward.api('POST', 'oauth-configurations', { body: client })).json.id;
  const definition = { name: 'sample', credential: 'sample', request: { method: 'GET', url: 'https://api.example/' } };
  const saved = await keyward.api('PUT', 'solutions/sample/functions/sample', { body: definition });
  assert.equal(saved.status, 201, saved.text);
  names = {
    organisation: 'default',
    credential: 'sample',
    accessToken,
    solution,
    webhook,
    configuration,
    provider: 'sample',
    function: 'sample',
    ...{ kind: 'flow', externalId: '1', person: 'nobody', identityProvider: 'nobody', identity: 'nobody' },
  };
  platformToken = await issue('platform');
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
});

async function send({ path, method }: Operation, body: unknown): Promise<Answer> {
  const own = path.startsWith('/v1/platform/') ? { ...names, accessToken: platformToken } : names;
  const filled = path.replace(
    /\{(\w+)\}/g,
    (_, name: string) => own[name] ?? assert.fail(`an unknown parameter: ${name}`),
  );
  const headers = { authorization: `Bearer ${await keyward.ownerToken()}`, 'content-type': 'application/json' };
  return keyward.fetch(`${keyward.controlUrl}${filled}`, { method, headers, body: JSON.stringify(body) });
}

type Make = (text: string) => unknown;
type Place = readonly [path: string, make: Make];

/** The items of a bulk, which are judged one by one. */
function isAnything({ type, $ref, enum: values, anyOf }: Schema): boolean {
  return !(type || $ref || values || anyOf);
}

/** Every place of a schema where a text stands, as a body with the text in that place; names of maps too. */
function placesOf(given: Schema, path = ''): Place[] {
  const schema = resolved(given);
  const { anyOf, enum: values, type, items } = schema;
  if (anyOf) return placesOf(anyOf[0]!, path);
  if (type === 'string' || values) return [[path, (text) => text]];
  if (type === 'object') return [...membersOf(schema, path), ...entriesOf(schema, path)];
  const item = items && (isAnything(items) ? named('CredentialInput') : items);
  return item ? placesOf(item, `${path}/0`).map(([at, make]): Place => [at, (text) => [make(text)]]) : [];
}

function membersOf(schema: Schema, path: string): Place[] {
  const whole = { ...(minimalOf(schema) as object), ...types[schema.title ?? ''] };
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) =>
    placesOf(member, `${path}/${name}`).map(([at, make]): Place => {
      // Values stand in one member alone.
      const rest = name === 'data' ? { ...whole, fields: undefined } : whole;
      return [at, (text) => ({ ...rest, [name]: make(text) })];
    }),
  );
}

function entriesOf({ additionalProperties: member }: Schema, path: string): Place[] {
  if (typeof member !== 'object') return [];
  // As JSON: an assignment would set the prototype.
  const entry = (name: string, value: string) => JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`);
  return [
    [`${path}/member`, (text) => entry('member', text)],
    [`${path}/*`, (text) => entry(text, 'x')],
  ];
}

/** What an answer has where the body had the text; undefined where it has nothing there. */
function textAt(answer: unknown, path: string): unknown {
  const members = path.split('/').slice(1);
  return members.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], answer);
}

function assertGivenBack(answer: Answer, path: string, text: string, told: string): void {
  const back = textAt(answer.json, path);
  // Methods are kept in capitals.
  if (typeof back === 'string') assert.equal(back, path.endsWith('/methods/0') ? text.toUpperCase() : text, told);
  const whole = /^(\/fields|\/labels)\/\*$/.exec(path);
  const map = whole && textAt(answer.json, whole[1]!);
  // A field that a patch brings may be secret: then its name comes back.
  if (map) assert.ok(Object.hasOwn({ ...map, ...answer.json.secrets }, text), told);
}

/** How many rows there are of everything, and how often they were changed. */
function stored(): unknown {
  const count = (table: string) => `(select count(*) from ${table}) as ${table}`;
  const changed = (table: string) => `(select sum(version) from ${table}) as ${table}_changed`;
  const tables = ['credentials', 'material', 'access_tokens', 'organisations', 'solutions'].map(count);
  const columns = [...tables, changed('credentials'), changed('organisations'), changed('solutions')];
  return JSON.stringify(rows(keyward.data, `select ${columns.join()}`));
}

const written = operations.filter(({ body }) => body && placesOf(body).length > 0);

for (const operation of written) {
  test(`${operation.id} takes a naughty string whole or refuses it whole, in every text of its body`, async () => {
    for (const [path, make] of placesOf(operation.body!)) {
      for (const text of strings) {
        const before = stored();
        const answer = await send(operation, make(text));
        const told = `${path} ${JSON.stringify(text.slice(0, 40))}: ${answer.status} ${answer.text.slice(0, 200)}`;
        assert.ok(answer.status < 500, told);
        if (answer.status < 300) assertGivenBack(answer, path, text, told);
        else assert.ok(/^[a-z-]+\/[a-z0-9-]+$/.test(answer.json?.code), told);
        if (answer.status >= 300) assert.equal(stored(), before, told);
      }
    }
  });
}
