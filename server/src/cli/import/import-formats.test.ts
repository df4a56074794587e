import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import test from 'node:test';
import { parseEnv } from 'node:util';
import { builtInDirectory } from '../../catalogue/built-in-directory.ts';
import { importFormats } from './index.ts';
import { readMapping } from './mapping.ts';
import { planImport } from './plan-import.ts';

const canary = 'KWCANARY-import-7f3e';
const options = { providers: new Map([['finnhub', ['ApiKey']]]), columns: {}, preset: {} };

function read(text: string, name?: string) {
  const format = importFormats.find((each) => (name ? each.name === name : each.fits(text)));
  assert.ok(format, 'no format fits');
  return { format: format.name, ...format.read(text, options) };
}

function byPlace({ left }: { left: readonly { place: string; kind: string }[] }) {
  return left.map(({ place, kind }) => `${place} ${kind}`);
}

test('each file of formats is listed', () => {
  const files = readdirSync(new URL('./formats/', import.meta.url)).map((file) => file.replace(/\.ts$/, ''));
  assert.deepEqual(files.sort(), importFormats.map(({ name }) => name).sort());
});

test('.env: quotes, comments, several lines and CRLF within quotes are kept byte for byte', () => {
  const pem = '-----BEGIN PRIVATE KEY-----\r\nMII=\r\n-----END PRIVATE KEY-----\r\n';
  const text = `# top\r\nA=plain # note\r\nexport B='x # y'\r\nC="${pem}"\r\nD="a\\nb"\nE=\`"'\`\nF==1+1#2\nA-B\nG='open\nH=`;
  const { format, found, left } = read(text, 'env');
  const values = found.map(({ source, credential }) => [source, credential.secrets?.value]);
  assert.equal(format, 'env');
  assert.deepEqual(values, [
    ['A', 'plain'],
    ['B', 'x # y'],
    ['C', pem],
    ['D', 'a\nb'],
    ['E', `"'`],
    ['F', '=1+1#2'],
  ]);
  assert.deepEqual(byPlace({ left }), ['line 11 bad', 'line 12 bad', 'line 13 bad']);
});

test('.env: what Node reads too is read alike', () => {
  const text = `A=1\nB = two words \nC='a\nb'\nD="x y"\n\n  E=\nF=a=b\nexport G=h\n`;
  const { found } = read(text, 'env');
  const expected = Object.entries(parseEnv(text)).filter(([, value]) => value !== '');
  assert.deepEqual(
    found.map(({ source, credential }) => [source, credential.secrets?.value]),
    expected,
  );
});

test('a connection of Airflow among other lines leaves the file an ordinary one', () => {
  const connection = 'AIRFLOW_CONN_PG=postgres://u:p@db.example.com/d';
  const { format, found } = read(`TOKEN=x\n${connection}`);
  assert.deepEqual([format, found.map(({ source }) => source)], ['env', ['TOKEN', 'pg']]);
  assert.equal(read(`# of Airflow\n${connection}`).format, 'airflow');
});

test('connections: Airflow and database URLs become what they are, the rest is listed with a reason', () => {
  const text = [
    'AIRFLOW_CONN_PG=postgresql://us%40er:p%2Fw@DB.example.com:6543/orders?sslmode=disable',
    'AIRFLOW_CONN_API=http://u:p@api.example.com:8443/https',
    'AIRFLOW_CONN_AWS=aws://AKIA1:sec%2Fret@/?region_name=eu-west-1',
    `AIRFLOW_CONN_MAIL={"conn_type":"smtp","host":"mx","login":"a","password":"b","port":587,"extra":{"disable_ssl":true}}`,
    'AIRFLOW_CONN_SSH=ssh://u:p@host',
    'AIRFLOW_CONN_BAD=%%%',
    'DATABASE_URL=mysql://u:p@h/d',
  ].join('\n');
  const { found, left } = read(text, 'env');
  assert.deepEqual(
    found.map(({ source, credential }) => [source, credential.type, credential.baseUrl, credential.fields]),
    [
      ['pg', 'Database', undefined, { ...pg, tls: 'disable' }],
      ['api', 'BasicAuth', 'https://api.example.com:8443', { username: 'u' }],
      ['aws', 'AwsSigV4', undefined, { accessKeyId: 'AKIA1', region: 'eu-west-1' }],
      ['mail', 'Smtp', undefined, { host: 'mx', port: '587', security: 'starttls', username: 'a' }],
      ['DATABASE_URL', 'Database', undefined, { ...mysql, tls: 'verify-full' }],
    ],
  );
  assert.deepEqual(found[0]!.credential.secrets, { password: 'p/w' });
  assert.deepEqual(byPlace({ left }), ['line 5 unmapped', 'line 6 bad']);
});

const pg = { scheme: 'postgres', host: 'db.example.com', port: '6543', database: 'orders', username: 'us@er' };
const mysql = { scheme: 'mysql', host: 'h', port: '3306', database: 'd', username: 'u' };

test('n8n and Nango are told by their content; OAuth and what is encrypted is not taken', async () => {
  const n8n = read(
    JSON.stringify([
      { name: 'Slack', type: 'slackApi', data: { accessToken: canary } },
      { name: 'Hook', type: 'httpHeaderAuth', data: { name: 'X', value: canary } },
      { name: 'G', type: 'googleSheetsOAuth2Api', data: { clientSecret: canary } },
      { name: 'E', type: 'githubApi', data: 'U2FsdGVk' },
    ]),
  );
  const nango = read(
    JSON.stringify({
      connections: [
        { provider_config_key: 'finnhub', connection_id: '1', credentials: { type: 'API_KEY', apiKey: canary } },
        { provider_config_key: 'other', connection_id: '2', credentials: { type: 'BASIC', username: 'u' } },
        { provider_config_key: 'hubspot', connection_id: '3', credentials: { type: 'OAUTH2', access_token: canary } },
      ],
    }),
  );
  assert.deepEqual([n8n.format, byPlace(n8n)], ['n8n', ['/2 unmapped', '/3 unmapped']]);
  assert.deepEqual([nango.format, byPlace(nango)], ['nango', ['/connections/2 unmapped']]);
  assert.equal(nango.found[0]!.credential.provider, 'finnhub');
  const plan = planImport(n8n, { mapping: new Map(), existing: new Set(), isUpdate: false });
  assert.deepEqual(
    plan.planned.map(({ key }) => key),
    ['slack'],
  );
  const provider = await builtInDirectory(() => assert.fail()).find('', 'slack');
  assert.ok(provider);
  assert.ok(!JSON.stringify([n8n.left, nango.left, plan.left]).includes(canary));
});

test('JSON: values, credentials and answers of the API; a bad one is reported, the others are found', () => {
  const { found, left } = read(
    `{"a":"${canary}","__proto__":"x","b":{"type":"BasicAuth","fields":{"username":"u"},"secrets":{"password":"p"}},
      "c":{"x":"1"},"d":5,"e":{"type":"ApiKey","wrong":1},"f":""}`,
    'json',
  );
  assert.deepEqual(
    found.map(({ source, credential }) => [source, credential.type]),
    [
      ['a', 'Secret'],
      ['__proto__', 'Secret'],
      ['b', 'BasicAuth'],
      ['c', 'Default'],
    ],
  );
  assert.deepEqual(byPlace({ left }), ['/d bad', '/e bad', '/f bad']);
});

test('JSON that is hostile is refused as a whole, and quoted nowhere', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  for (const text of [`{"a":"${canary}","a":"y"}`, `{"a":"${canary}"`, deep, `{"a":{"b":"1","\\u0062":"2"}}`]) {
    assert.throws(
      () => read(text, 'json'),
      (error: Error & { code: string }) => error.code === 'client/usage' && !error.message.includes(canary),
    );
  }
});

test('CSV: columns by name or mapped; formulas are texts; a bad row is reported by its line', () => {
  const text = 'key;API Key;note\nalpha;=cmd|"/C calc"!A0;x\nbeta;"a ""b"";\r\nc";y\ngamma;1\n;v;z\n';
  const format = importFormats.find(({ name }) => name === 'csv')!;
  const columns = { 'API Key': 'secrets.apiKey', note: '' };
  const { found, left } = format.read(text.replace('=cmd|"/C calc"!A0', "=cmd|'/C calc'!A0"), {
    ...options,
    columns,
    preset: { type: 'ApiKey', baseUrl: 'https://a.example.com' },
  });
  assert.deepEqual(
    found.map(({ source, credential }) => [source, credential.secrets]),
    [
      ['alpha', { apiKey: "=cmd|'/C calc'!A0" }],
      ['beta', { apiKey: 'a "b";\r\nc' }],
    ],
  );
  assert.deepEqual(byPlace({ left }), ['row 4 bad', 'row 5 bad']);
  assert.throws(() => format.read(text, options), { code: 'client/usage', message: /^Column 2 / });
});

test('a plan skips keys that are there, refuses a key twice, and follows the mapping', () => {
  const mapping = readMapping('FINNHUB: { key: fin, provider: finnhub, secret: apiKey }\nPORT: { leave: true }');
  const file = read('FINNHUB=a\nPORT=1\nold=b\nX_Y=c\nx_y=d', 'env');
  const { planned, left } = planImport(file, { mapping, existing: new Set(['old']), isUpdate: false });
  assert.deepEqual(
    planned.map(({ key, action, credential }) => [key, action, credential.provider, credential.secrets]),
    [
      ['fin', 'create', 'finnhub', { apiKey: 'a' }],
      ['old', 'skip', undefined, { value: 'b' }],
      ['x_y', 'create', undefined, { value: 'c' }],
    ],
  );
  assert.deepEqual(byPlace({ left }), ['line 2 unmapped', 'line 5 bad']);
  assert.throws(() => readMapping('A: { sekret: x }'), { code: 'client/usage', message: /^Line 1 / });
});
