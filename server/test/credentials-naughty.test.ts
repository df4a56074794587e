/** Naughty strings in every text member of a credential: taken as they are and given back, or refused with a code. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { rows } from './kit/database.ts';
import { Keyward } from './kit/keyward.ts';

const canary = newCanary();
let keyward: Keyward;
before(async () => {
  keyward = await Keyward.start();
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
});

const strings = [
  '',
  ' ',
  '\t',
  'undefined',
  'null',
  'NaN',
  '-1/2',
  '1e308',
  '0x0',
  '__proto__',
  'constructor',
  'toString',
  '${apiKey}',
  '${name|base64}',
  '{{7*7}}',
  '%s%n%d',
  '../../etc/passwd',
  '..\\..\\x',
  "'; drop table credentials; --",
  '" or ""="',
  '%_%',
  '<script>alert(1)</script>',
  '$(touch /tmp/x)`id`',
  '=1+1',
  'Ω≈ç√∫˜µ≤≥÷',
  '田中さんにあげて下さい',
  '👩‍👩‍👧‍👦 🇩🇪',
  'ﷺ',
  'Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮',
  '\u202etxt.exe',
  '\u200b\ufeff',
  'İıſK',
  'cred_01h455vb4pex5vsknk084sn02q',
  'a\u0000b',
  '\u001b[31mred',
  '\r\nSet-Cookie: a=b',
  'lone \ud800 surrogate',
  '\udc00',
  'x'.repeat(199),
  'x'.repeat(100_000),
];

const bodyWith: Record<string, (text: string) => object> = {
  name: (text) => ({ name: text }),
  description: (text) => ({ description: text }),
  owner: (text) => ({ owner: text }),
  label: (text) => ({ labels: { customer: text } }),
  labelName: (text) => ({ labels: { [text]: 'x' } }),
  key: (text) => ({ key: text }),
  type: (text) => ({ type: text }),
  baseUrl: (text) => ({ baseUrl: text }),
  origin: (text) => ({ allowedOrigins: [text] }),
  expiresAt: (text) => ({ expiresAt: text }),
  redactField: (text) => ({ type: 'Default', redactFields: [text, 'apiKey'] }),
  fieldName: (text) => ({ type: 'Default', fields: { [text]: 'x' } }),
  fieldValue: (text) => ({ type: 'Default', redactFields: [], fields: { v: text } }),
  step: (text) => ({
    type: 'Secret',
    fields: { value: canary },
    injection: [{ into: 'query', name: 'q', value: text }],
  }),
  stepName: (text) => ({
    type: 'Secret',
    fields: { value: canary },
    injection: [{ into: 'header', name: text, value: 'x' }],
  }),
  data: (text) => ({ type: 'Raw', fields: undefined, data: { raw: text } }),
};

function stored(): unknown {
  const count = (table: string) => rows(keyward.data, `select count(*) as n from ${table}`)[0].n;
  return ['credentials', 'material', 'credential_search', 'credential_labels', 'idempotency'].map(count);
}

test('every text member takes a naughty string whole or refuses it, and a refusal stores nothing', async () => {
  let known = stored();
  for (const [member, make] of Object.entries(bodyWith)) {
    for (const text of strings) {
      const body = { type: 'ApiKey', fields: { apiKey: canary }, ...make(text) };
      const answer = await keyward.api('POST', 'credentials', { body });
      const told = `${member} ${JSON.stringify(text.slice(0, 40))}: ${answer.status} ${answer.text.slice(0, 200)}`;
      if (answer.status !== 201) {
        assert.ok(answer.status >= 400 && answer.status < 500 && answer.json.code !== undefined, told);
        assert.deepEqual(stored(), known, told);
        continue;
      }
      const read = await keyward.api('GET', `credentials/${answer.json.id}`);
      if (member === 'name' || member === 'description' || member === 'owner')
        assert.equal(read.json[member], text, told);
      if (member === 'label') assert.equal(read.json.labels.customer, text, told);
      if (member === 'fieldValue') assert.equal(read.json.fields.v, text, told);
      known = stored();
    }
  }
});

test('every parameter of the list takes a naughty string or refuses it, never failing', async () => {
  for (const name of [
    'search',
    'owner',
    'type',
    'provider',
    'solution',
    'label',
    'sort',
    'cursor',
    'status',
    'limit',
  ]) {
    for (const text of strings.filter((candidate) => candidate.isWellFormed() && candidate.length < 1_000)) {
      const answer = await keyward.api('GET', `credentials?${name}=${encodeURIComponent(text)}`);
      // A solution is the scope, not a filter: one that there is not is not found.
      const refusal = name === 'solution' ? 404 : 422;
      const isSound = [200, 422, refusal].includes(answer.status);
      assert.ok(isSound, `${name} ${JSON.stringify(text)}: ${answer.text}`);
    }
  }
});

test('JSON that is too deep, not UTF-8 or aimed at prototypes is refused', async () => {
  const post = (body: string | Uint8Array) => keyward.api('POST', 'credentials', { body: body as string });
  const deep = `{"type":"ApiKey","fields":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  const bad = [
    deep,
    '{"__proto__":{"type":"Raw"}}',
    '{"type":"Raw","fields":{"constructor":"x"}}',
    '{"type":"Raw"',
    '[]',
    '1',
  ];
  for (const body of bad) {
    const answer = await post(body);
    assert.ok(['request/malformed', 'request/invalid'].includes(answer.json?.code), answer.text.slice(0, 200));
  }
  const invalid = Buffer.concat([Buffer.from('{"type":"Raw","name":"'), Buffer.from([0xff, 0xc0]), Buffer.from('"}')]);
  const answer = await keyward.fetch(`${keyward.controlUrl}/v1/organisations/default/credentials`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await keyward.ownerToken()}`, 'content-type': 'application/json' },
    body: invalid,
  });
  assert.equal(answer.json.code, 'request/malformed');
});
