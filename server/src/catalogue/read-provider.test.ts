/** Providers' files that are sound, and those that are malformed, hostile or against themselves. */
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseAllowedOrigin, parseBaseUrl } from '../domain/origin.ts';
import { parseTemplate, renderTemplate } from '../domain/template.ts';
import { builtInDirectory } from './built-in-directory.ts';
import { builtInFolder } from './built-in-folder.ts';
import { methodOf, shapeMethod } from './provider.ts';
import { readProvider } from './read-provider.ts';
import { readProviderFolder } from './read-provider-folder.ts';
import type { FileViolation } from './read-yaml.ts';
import { credentialTypes } from './types/index.ts';
import { parseUrlTemplate, renderUrl } from './url-template.ts';

const SOUND = `name: sample
title: Sample
categories: [other]
docsUrl: https://docs.example.com/auth
types:
  ApiKey:
    fields:
      - { name: shop, title: Shop, help: Its name., required: true, pattern: '[a-z0-9]+' }
      - { name: apiKey }
    values: { in: header, name: X-Key }
    baseUrl: https://\${shop}.example.com/v1
    verification:
      request: { method: GET, path: '/me?shop=\${shop}' }
      accept: { status: [200], present: [/id] }
evidence: { kind: documents, url: https://docs.example.com/auth }
`;

function violationsOf(text: string): readonly FileViolation[] {
  const reading = readProvider('sample.yaml', text, 'sample');
  return 'violations' in reading ? reading.violations : [];
}

test('every provider that Keyward brings is sound', async () => {
  const { providers, violations } = readProviderFolder(builtInFolder);
  assert.deepEqual(violations, []);
  const directory = builtInDirectory(({ file, message }) => assert.fail(`${file}: ${message}`));
  assert.equal((await directory.find('org_any', 'petstore'))?.name, 'petstore');
  assert.deepEqual(await directory.list('org_any'), providers);
  for (const { name } of providers) assert.equal((await directory.find('org_any', name))?.name, name);
  for (const name of ['toString', '../provider-icons', 'petstore.yaml', 'org/petstore', '']) {
    assert.equal(await directory.find('org_any', name), undefined, name);
  }
});

test('with the examples of its fields, every provider has base URLs and origins that secrets may go to', () => {
  for (const { name, methods } of readProviderFolder(builtInFolder).providers) {
    for (const { type, fields, values, baseUrl, origins } of methods) {
      const sample = (field: string) => {
        const spec = fields.find((known) => known.name === field);
        return values[field] || spec?.default || spec?.example || spec?.enum?.[0] || 'x';
      };
      for (const { url } of baseUrl) {
        const rendered = renderUrl(parseUrlTemplate(url), sample);
        assert.equal(parseBaseUrl(rendered ?? ''), rendered, `${name}, ${type}`);
      }
      for (const origin of origins) {
        const rendered = renderTemplate(parseTemplate(origin), sample);
        assert.equal(parseAllowedOrigin(rendered), rendered, `${name}, ${type}`);
      }
    }
  }
});

test('a field of the type is refined and stays what it is; the shape has what is asked for first', () => {
  const reading = readProvider('sample.yaml', SOUND, 'sample');
  assert.ok('provider' in reading, JSON.stringify(reading));
  const method = methodOf(reading.provider, 'ApiKey')!;
  const shape = shapeMethod(credentialTypes.find(({ name }) => name === 'ApiKey')!, method);
  assert.deepEqual(
    shape.fields.slice(0, 2).map(({ name, secret = false, urlPart }) => [name, secret, urlPart]),
    [
      ['shop', false, 'host'],
      ['apiKey', true, undefined],
    ],
  );
});

test('a condition that the fixed values settle is gone: the form asks for the field, or does not', () => {
  const jwt = `name: sample
title: Sample
categories: [other]
docsUrl: https://docs.example.com/auth
types:
  Jwt:
    fields: [{ name: issuer }, { name: privateKey }, { name: scope }]
    values: { mode: MODE, audience: 'https://a.example.com', tokenUrl: 'https://a.example.com/token' }
    baseUrl: https://api.example.com
evidence: { kind: documents, url: https://docs.example.com/auth }
`;
  const reading = readProvider('sample.yaml', jwt.replace('MODE', 'exchange'), 'sample');
  assert.ok('provider' in reading, JSON.stringify(reading));
  const scope = methodOf(reading.provider, 'Jwt')!.fields.find(({ name }) => name === 'scope')!;
  assert.equal('when' in scope, false);
  assert.deepEqual(
    violationsOf(jwt.replace('MODE', 'direct')).map(({ path, message }) => [path, message]),
    [['/types/Jwt/fields/2', 'is never asked for: its condition does not hold for the fixed values']],
  );
});

type Edit = readonly [rule: string, from: string | RegExp, to: string, path: string];

const BASE = 'https://${shop}.example.com/v1';
const STEP = (step: string) => `injection: [${step}]\n    verification:`;

const edits: readonly Edit[] = [
  ['an unknown key', 'title: Sample', 'title: Sample\nscript: x', '/script'],
  ['an unknown key of a field', '{ name: apiKey }', '{ name: apiKey, code: x }', '/types/ApiKey/fields/1/code'],
  ['an unknown type', 'ApiKey:', 'ApiKeys:', '/types/ApiKeys'],
  ['another name than the file', 'name: sample', 'name: simple', '/name'],
  ['an unknown category', '[other]', '[misc]', '/categories/0'],
  ['a host that a field gives whole', BASE, 'https://${shop}/v1', '/types/ApiKey/baseUrl'],
  ['a host whose end a field gives', BASE, 'https://api.${shop}', '/types/ApiKey/baseUrl'],
  ['a host below a public suffix', BASE, 'https://${shop}.co.uk', '/types/ApiKey/baseUrl'],
  ['a host below one that gives names away', BASE, 'https://${shop}.github.io', '/types/ApiKey/baseUrl'],
  ['a registrable name that a field ends', BASE, 'https://${shop}example.com', '/types/ApiKey/baseUrl'],
  ['a part of an address that a field gives', BASE, 'https://${shop}.168.1.1', '/types/ApiKey/baseUrl'],
  ['an empty label behind a field', BASE, 'https://${shop}..example.com', '/types/ApiKey/baseUrl'],
  ['a dot at the end of the host', BASE, 'https://${shop}.example.com.', '/types/ApiKey/baseUrl'],
  ['a port that a field gives', BASE, 'https://api.example.com:${shop}', '/types/ApiKey/baseUrl'],
  ['a scheme that a field gives', BASE, '${shop}://api.example.com', '/types/ApiKey/baseUrl'],
  ['user info', BASE, 'https://${shop}@api.example.com', '/types/ApiKey/baseUrl'],
  ['plain HTTP', BASE, 'http://${shop}.example.com', '/types/ApiKey/baseUrl'],
  ['a detour', BASE, 'https://api.example.com/a/../${shop}', '/types/ApiKey/baseUrl'],
  ['a secret in the base URL', BASE, 'https://${apiKey}.example.com', '/types/ApiKey/baseUrl'],
  ['a field that there is not', BASE, 'https://${shopp}.example.com', '/types/ApiKey/baseUrl'],
  ['a template that is not closed', BASE, 'https://${shop.example.com', '/types/ApiKey/baseUrl'],
  ['a filter in a URL', BASE, 'https://${shop|urlencode}.example.com', '/types/ApiKey/baseUrl'],
  ['a template within a template', BASE, 'https://${${shop}}.example.com', '/types/ApiKey/baseUrl'],
  ['an optional field in a URL', ', required: true', '', '/types/ApiKey/fields/0'],
  ['a secret made plain', '{ name: apiKey }', '{ name: apiKey, secret: false }', '/types/ApiKey/fields/1/secret'],
  ['a new field without words', ', title: Shop', '', '/types/ApiKey/fields/0/title'],
  ['a field twice', '{ name: apiKey }', '{ name: apiKey }\n      - { name: apiKey }', '/types/ApiKey/fields/2/name'],
  ['a name of every object', 'name: shop', 'name: valueOf', '/types/ApiKey/fields/0/name'],
  ['a pattern with look-ahead', "'[a-z0-9]+'", "'(?=a)[a-z]+'", '/types/ApiKey/fields/0/pattern'],
  ['a pattern with a back reference', "'[a-z0-9]+'", "'(a)\\1'", '/types/ApiKey/fields/0/pattern'],
  ['a pattern with a named reference', "'[a-z0-9]+'", "'(?<n>a)\\k<n>'", '/types/ApiKey/fields/0/pattern'],
  [
    'a pattern that explodes when compiled',
    "'[a-z0-9]+'",
    "'((a{1,99}){1,99}){1,99}'",
    '/types/ApiKey/fields/0/pattern',
  ],
  ['a pattern that leaves its brackets', "'[a-z0-9]+'", "'a)|(?:.*'", '/types/ApiKey/fields/0/pattern'],
  ['a default that breaks the pattern', 'required: true', 'default: A B', '/types/ApiKey/fields/0/default'],
  [
    'a choice that cannot stand in a host',
    'required: true',
    "required: true, enum: ['-']",
    '/types/ApiKey/fields/0/enum/0',
  ],
  [
    'a fixed value of what is asked for',
    'values: { in: header',
    'values: { shop: x, in: header',
    '/types/ApiKey/values/shop',
  ],
  ['a fixed secret', 'values: { in: header', 'values: { apiKey: x, in: header', '/types/ApiKey/values/apiKey'],
  ['a fixed value that the type does not take', 'in: header', 'in: body', '/types/ApiKey/values/in'],
  [
    'a step that reads nothing known',
    'verification:',
    STEP("{ into: header, name: X, value: '${key}${apiKey}' }"),
    '/types/ApiKey/injection/0/value',
  ],
  [
    'a step whose name reads a secret',
    'verification:',
    STEP("{ into: header, name: 'X-${apiKey}', value: a }"),
    '/types/ApiKey/injection/0/name',
  ],
  [
    'a step into a header that steers',
    'verification:',
    STEP("{ into: header, name: Host, value: '${apiKey}' }"),
    '/types/ApiKey/injection/0/name',
  ],
  [
    'a step that is no template',
    'verification:',
    STEP("{ into: header, name: X, value: '${apiKey' }"),
    '/types/ApiKey/injection/0/value',
  ],
  ['an unknown signer', 'verification:', STEP('{ into: signer, name: none }'), '/types/ApiKey/injection/0/name'],
  [
    'a secret that nothing reads',
    'verification:',
    STEP('{ into: header, name: X, value: fixed }'),
    '/types/ApiKey/fields/1',
  ],
  [
    'a secret in a host',
    'verification:',
    STEP("{ into: host, value: '${apiKey}' }"),
    '/types/ApiKey/injection/0/value',
  ],
  [
    'two steps into one place',
    'verification:',
    STEP("{ into: basic, value: 'a:${apiKey}' }, { into: header, name: authorization, value: b }"),
    '/types/ApiKey/injection/1',
  ],
  [
    'a token URL that a field moves',
    'verification:',
    STEP("{ into: signer, name: jwt-bearer, inputs: { privateKey: '${apiKey}' }, tokenUrl: 'https://${shop}' }"),
    '/types/ApiKey/injection/0/tokenUrl',
  ],
  [
    'OAuth of an API key',
    'verification:',
    'oauth: { tokenUrl: https://a.example.com/t, grants: [refresh_token] }\n    verification:',
    '/types/ApiKey/oauth',
  ],
  ['a test path that leaves', /path: '.*'/, "path: '/../admin'", '/types/ApiKey/verification/request/path'],
  ['a test path to another host', /path: '.*'/, "path: '//evil.example'", '/types/ApiKey/verification/request/path'],
  ['a secret in the test path', 'shop=${shop}', 'key=${apiKey}', '/types/ApiKey/verification/request/path'],
  ['a body of a GET', 'method: GET', 'body: { json: {} }, method: GET', '/types/ApiKey/verification/request/body'],
  ['a body that HEAD has not', 'method: GET', 'method: HEAD', '/types/ApiKey/verification'],
  ['401 as acceptance', '[200]', '[200, 401]', '/types/ApiKey/verification/accept/status'],
  [
    'a rejection that is acceptance',
    '      accept:',
    '      reject: { status: [200] }\n      accept:',
    '/types/ApiKey/verification/reject/status',
  ],
  ['a pointer that is none', 'present: [/id]', 'present: [id]', '/types/ApiKey/verification/accept/present/0'],
  [
    'a condition on a secret',
    BASE,
    '[{ when: { field: apiKey, in: [a] }, url: https://a.example.com }]',
    '/types/ApiKey/baseUrl/0/when/field',
  ],
  [
    'a choice that is never reached',
    BASE,
    '[{ url: https://a.example.com }, { url: https://b.example.com }]',
    '/types/ApiKey/baseUrl/1',
  ],
  [
    'values without a base URL',
    BASE,
    '[{ when: { field: shop, in: [a] }, url: https://a.example.com }]',
    '/types/ApiKey/baseUrl',
  ],
  ['no base URL at all', `    baseUrl: ${BASE}\n`, '', '/types/ApiKey'],
  ['a type without HTTP that is tried', 'ApiKey:', 'Database:', '/types/Database/verification'],
];

test('the sound file is sound', () => {
  assert.deepEqual(violationsOf(SOUND), []);
});

for (const [rule, from, to, path] of edits) {
  test(`a file is refused with the path of ${rule}`, () => {
    const edited = SOUND.replace(from, () => to);
    assert.notEqual(edited, SOUND);
    const found = violationsOf(edited);
    assert.ok(
      found.some((violation) => violation.path === path && violation.file === 'sample.yaml' && violation.line > 0),
      JSON.stringify(found),
    );
  });
}

test('all violations are told at once, each with its line', () => {
  const broken = SOUND.replace('[other]', '[misc]').replace('title: Sample', 'titel: Sample');
  const lines = violationsOf(broken).map(({ line, path }) => [line, path]);
  assert.deepEqual(
    lines.sort(),
    [
      [1, ''],
      [2, '/titel'],
      [3, '/categories/0'],
    ].sort(),
  );
});

const hostile: readonly (readonly [what: string, text: string, line: number])[] = [
  ['an alias bomb', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n', 1],
  ['a duplicate key', 'name: sample\nname: sample\n', 2],
  ['a tag', 'name: !!js/function x\n', 1],
  ['binary data', 'name: !!binary eA==\n', 1],
  ['a key that is a list', '? [a]\n: b\n', 1],
  ['two documents', '---\na: b\n---\nc: d\n', 3],
  ['brackets without end', '['.repeat(40_000), 1],
  ['lists without end', '- '.repeat(20_000), 1],
  ['more than 64 KiB', `#${'x'.repeat(70_000)}\n`, 1],
  ['no YAML', 'a: [b\n', 1],
  ['nothing', '', 1],
  ['a prototype', '__proto__: { a: b }\n', 1],
];

for (const [what, text, line] of hostile) {
  test(`a file with ${what} is refused, with its line`, () => {
    const [first] = violationsOf(text);
    assert.ok(first, 'nothing was found');
    assert.ok(first.line >= line, JSON.stringify(first));
  });
}

test('catalogue 51: no pattern of a file holds up the process', async () => {
  const { matchesPattern } = await import('./matches-pattern.ts');
  for (const pattern of ['(a+)+b', '(a|a)*c', 'a*a*a*a*a*a*b', '(?:[a-z]*)*x']) {
    assert.equal(matchesPattern(pattern, `${'a'.repeat(20_000)}!`), false);
  }
});

test('a file that is not sound is left out of its folder; the others are taken', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-providers-'));
  writeFileSync(join(folder, 'sample.yaml'), SOUND);
  writeFileSync(join(folder, 'broken.yaml'), 'name: [\n');
  writeFileSync(join(folder, 'latin.yaml'), Buffer.from([0xff, 0xfe]));
  writeFileSync(join(folder, 'notes.txt'), 'not a provider');
  const { providers, violations } = readProviderFolder(folder);
  assert.deepEqual(
    providers.map(({ name }) => name),
    ['sample'],
  );
  assert.deepEqual([...new Set(violations.map(({ file }) => file))], ['broken.yaml', 'latin.yaml']);
});
