/** The strict reader of functions: what it takes, and every rule that it holds a definition to, by line and path. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFunction } from './read-function.ts';

const quote = `
name: quote
state: active
credential: finnhub
request:
  method: GET
  url: https://finnhub.io/api/v1/\${kind}/quote?format=json
parameters:
  kind: { location: path, type: string, default: stock, enum: [stock, crypto] }
  symbol: { location: query, type: string, required: true, pattern: '[A-Z.]{1,12}' }
  limit: { location: query, type: integer, minimum: 1, maximum: 50 }
`;

const soap = `
name: add
credential: calculator
request:
  method: POST
  url: /calculator
  headers: { SOAPAction: urn:Add }
  body:
    xml: |
      <?xml version="1.0"?>
      <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header><Token>\${token}</Token></soap:Header>
      <soap:Body><Add unit="\${unit}"><a>\${a}</a></Add></soap:Body></soap:Envelope>
parameters:
  a: { location: body, type: number, required: true }
  unit: { location: body, type: string }
  token: { location: body, type: credential, value: ws, field: password }
`;

function faults(text: string): string[] {
  const reading = readFunction(text);
  return 'violations' in reading ? reading.violations.map(({ path, message }) => `${path}: ${message}`) : [];
}

function taken(text: string) {
  const reading = readFunction(text);
  assert.ok('read' in reading, JSON.stringify(reading));
  return reading.read;
}

test('YAML and JSON of the same definition are the same function; its state is no part of its digest', () => {
  const read = taken(quote);
  assert.deepEqual(taken(read.document), read);
  const draft = taken(quote.replace('state: active', ''));
  assert.equal(draft.definition.state, 'draft');
  assert.equal(draft.digest, read.digest);
  assert.notEqual(taken(quote.replace('maximum: 50', 'maximum: 51')).digest, read.digest);
});

test('a field that is placed by hand has the placement that a policy names', () => {
  const [token] = taken(soap).placed;
  assert.equal(token!.step.name, '/soap:Envelope/soap:Header/Token');
  const byHand = taken(`
name: many
request: { method: POST, url: 'https://a.example/t/\${p}/x', body: { json: { auth: { key: '\${b}' } } } }
parameters:
  p: { location: path, type: credential, value: one, field: token }
  b: { location: body, type: credential, value: two, field: token }
  h: { location: header, type: credential, as: X-Key, value: two, field: token, template: 'Key \${value|base64}' }
  q: { location: query, type: credential, value: two, field: token }
`);
  const places = byHand.placed.map(({ key, step: { into, name } }) => [key, into, name]);
  assert.deepEqual(places, [
    ['one', 'path', ''],
    ['two', 'body', '/auth/key'],
    ['two', 'header', 'x-key'],
    ['two', 'query', 'q'],
  ]);
});

test('every broken rule is told with its path, and none quotes a value', () => {
  const rows: [string, string, string][] = [
    ['name: quote', 'name: Quote', '/name'],
    ['credential: finnhub', 'credential: cred_1', '/credential'],
    ['credential: finnhub\n', '', '/credential'],
    ['method: GET', 'method: TRACE', '/request/method'],
    ['method: GET', 'method: GET\n  body: { json: {} }', '/request/method'],
    ['https://finnhub.io', 'ftp://finnhub.io', '/request/url'],
    ['https://finnhub.io', 'https://user@finnhub.io', '/request/url'],
    ['https://finnhub.io', 'https://${kind}.io', '/request/url'],
    ['/api/v1/', '/api/../v1/', '/request/url'],
    ['/api/v1/', '/api//v1/', '/request/url'],
    ['/api/v1/', '/api/%2e%2e/', '/request/url'],
    ['format=json', 'format=${kind}', '/request/url'],
    ['${kind}', '${other}', '/request/url'],
    ['${kind}', '${symbol}', '/request/url'],
    ['${kind}', 'stock', '/parameters/kind'],
    ['${kind}', '${kind|base64}', '/request/url'],
    ['default: stock', 'default: bond', '/parameters/kind/default'],
    ['default: stock, ', '', '/parameters/kind/required'],
    ["pattern: '[A-Z.]{1,12}'", "pattern: '(?=a)'", '/parameters/symbol/pattern'],
    ['minimum: 1', 'minLength: 1', '/parameters/limit/minLength'],
    ['type: integer', 'type: object', '/parameters/limit/type'],
    ['location: query, type: integer', 'location: header, as: Host, type: integer', '/parameters/limit/as'],
    ['location: query, type: integer', 'location: header, as: Authorization, type: integer', '/parameters/limit/as'],
    ['type: integer', 'type: integer, surprise: 1', '/parameters/limit/surprise'],
    ['limit:', 'symbol:', ''],
    ['limit: { location: query', 'limit: { as: symbol, location: query', '/parameters/limit'],
    ['state: active', 'state: live', '/state'],
    ['state: active', 'state: &a active', ''],
  ];
  for (const [from, to, path] of rows) {
    const found = faults(quote.replace(from, to));
    assert.ok(
      found.some((fault) => fault.startsWith(`${path}: `)),
      `${to}: ${JSON.stringify(found)}`,
    );
    assert.ok(!found.join().includes('bond'));
  }
});

test('in XML a placeholder stands in texts and attributes alone, and a secret by itself', () => {
  const rows: [string, string][] = [
    ['<Add unit', '<${unit} unit'],
    ['<a>', '<!-- ${a} --><a>'],
    ['<a>${a}</a>', '<a><![CDATA[${a}]]></a>'],
    ['<?xml version="1.0"?>', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'],
    ['<?xml version="1.0"?>', '<?xml version="1.0" encoding="utf-16"?>'],
    ['<a>${a}</a>', '<a>${a}</b>'],
    ['<a>${a}</a>', '<a>${a}&#36;{a}</a>'],
    ['<a>${a}</a>', '<a>${a}&nope;</a>'],
    ['<Token>${token}</Token>', '<Token>${token}${unit}</Token>'],
    ['<Token>${token}</Token>', '<Token>${token}</Token><B>${token}</B>'],
  ];
  assert.deepEqual(faults(soap), []);
  for (const [from, to] of rows) assert.notDeepEqual(faults(soap.replace(from, to)), [], to);
});

test('nothing of a caller’s stands beside a secret, and no secret in an array', () => {
  const rows: [string, string][] = [
    ["json: { a: '${s}' }", "json: { a: 'x${s}' }"],
    ["json: { a: '${s}' }", "json: { a: '${v}${s}' }"],
    ["json: { a: '${s}' }", "json: { a: ['${s}'] }"],
    ["json: { a: '${s}' }", "json: { __proto__: '${s}' }"],
    ["json: { a: '${s}' }", "form: { a: '${v}${s}' }"],
    ["'/x'", "'/x/a${s}'"],
  ];
  const text = `
name: f
credential: k
request: { method: POST, url: '/x', body: { json: { a: '\${s}' } } }
parameters:
  s: { location: body, type: credential, value: k, field: token }
`;
  assert.deepEqual(faults(text), []);
  for (const [from, to] of rows) {
    const withValue = `${text.replace(from, to)}  v: { location: body, type: string }\n`;
    assert.notDeepEqual(faults(withValue), [], to);
  }
});

test('a secret that stands in its place does not stand a second time where nobody looks', () => {
  const deep = Array.from({ length: 40 }, (_, at) => `${' '.repeat(at + 8)}d:`).join('\n');
  const text = (twice: string) => `
name: f
credential: k
request:
  method: POST
  url: /x
  body:
    json:
      a: '\${s}'
      ${twice}
parameters:
  s: { location: body, type: credential, value: k, field: token }
`;
  assert.deepEqual(faults(text('b: 1')), []);
  assert.deepEqual(faults(text("b: '${s}'")).length, 1);
  assert.ok(faults(text(`b:\n${deep} '\${s}'`)).includes('/request/body: is nested too deeply'));
});

test('a template of a credential has its field, with filters that there are', () => {
  for (const [template, isTaken] of [
    ['Token ${value}', true],
    ['${value|base64}', true],
    ['${value|nope}', false],
    ['${value}${other}', false],
    ['Token', false],
    ['${value', false],
  ] as const) {
    const found = faults(`
name: f
request: { method: GET, url: 'https://a.example/' }
parameters:
  h: { location: header, as: X-Key, type: credential, value: k, field: token, template: '${template}' }
`);
    assert.equal(found.length === 0, isTaken, template);
  }
});

test('what is malformed, hostile or too large is refused as a whole', () => {
  for (const text of ['', '[]', 'name: [', 'a: &x [*x]', `${quote}#${'x'.repeat(65_536)}`, `a: ${'['.repeat(5_000)}`]) {
    assert.notDeepEqual(faults(text), []);
  }
});
