import assert from 'node:assert/strict';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { test } from 'node:test';
import fc from 'fast-check';
import { cpuMs } from '../../test/kit/cpu-time.ts';
import { canCarry } from './can-carry.ts';
import { fieldsOfStep, type InjectionStep, isInjectableHeader, placementOf, resolveRule } from './injection-rule.ts';

const refused = { code: 'request/invalid' };

function resolve(step: Partial<InjectionStep>, fields: Record<string, string> = {}) {
  return resolveRule([{ into: 'header', name: 'x-key', value: '${secret}', ...step }], (field) => fields[field]);
}

test('a step whose condition does not hold is left out', () => {
  const when = { field: 'in', equals: 'query' };
  assert.equal(resolve({ when }, { in: 'query' }).length, 1);
  assert.equal(resolve({ when }, { in: 'header' }).length, 0);
  assert.equal(resolve({ when }).length, 0);
});

test('header names are resolved and lower case, those of queries and cookies as written', () => {
  const name = '${name}';
  assert.equal(placementOf(resolve({ name }, { name: 'X-Api-Key' })[0]!), 'header:x-api-key');
  assert.equal(placementOf(resolve({ into: 'query', name }, { name: 'apiKey' })[0]!), 'query:apiKey');
  assert.equal(placementOf(resolve({ into: 'cookie', name }, { name: 'SID' })[0]!), 'cookie:SID');
  assert.equal(placementOf(resolve({ into: 'basic', name: '' })[0]!), 'basic');
});

test('a value waits for its secret: resolving a rule reads the name and the condition only', () => {
  const read: string[] = [];
  const rule: InjectionStep[] = [{ into: 'header', name: '${name}', value: '${prefix}${secret}' }];
  const [step] = resolveRule(rule, (field) => {
    read.push(field);
    return 'x-key';
  });
  assert.deepEqual(read, ['name']);
  assert.deepEqual(fieldsOfStep(step!), ['prefix', 'secret']);
});

test('catalogue 10 and 11: headers that steer the connection or Keyward itself carry no credential, in any spelling', () => {
  const names =
    'Host Connection Content-Length content_length TE Trailer Transfer-Encoding Transfer_Encoding Upgrade Expect Via ' +
    'Forwarded Keep-Alive Proxy-Authorization Proxy-Connection Content-Encoding X-HTTP-Method-Override ' +
    'X_HTTP_Method_Override Keyward-Token keyward_token KEYWARD-ERROR';
  for (const name of names.split(' ')) {
    assert.equal(isInjectableHeader(name), false, name);
    assert.throws(() => resolve({ name }), refused, name);
  }
  for (const name of ['Authorization', 'X-Api-Key', 'x_api_key', 'apikey', 'X-Host']) {
    assert.equal(isInjectableHeader(name), true, name);
  }
});

test('a name that is no token is refused for headers and cookies, and never quoted', () => {
  for (const name of ['', 'a b', 'a:b', 'a\r\nb', 'a\u0000', 'é', 'a;b', 'a=b', 'a,b', '"a"', '(a)', 'correct horse']) {
    for (const into of ['header', 'cookie'] as const) {
      assert.throws(
        () => resolve({ into, name: '${name}' }, { name }),
        (error: Error & { code?: string }) => error.code === refused.code && !JSON.stringify(error).includes('horse'),
        JSON.stringify(name),
      );
    }
  }
});

test('a query parameter is named by 1 to 256 characters that can be percent-encoded', () => {
  for (const name of ['a', 'a b', 'é', 'filter[key]', 'a&b', 'a'.repeat(256)]) {
    assert.equal(placementOf(resolve({ into: 'query', name: '${name}' }, { name })[0]!), `query:${name}`);
  }
  for (const name of ['', 'a'.repeat(257), 'a\n', '\u0000', '\u007f', '\ud800']) {
    assert.throws(() => resolve({ into: 'query', name: '${name}' }, { name }), refused, JSON.stringify(name));
  }
});

test('whatever the name, a resolved header is one that Node sends', () => {
  const property = fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (name) => {
    if (isInjectableHeader(name)) validateHeaderName(name);
  });
  fc.assert(property, { numRuns: 1_000 });
});

const latin = fc.string({ unit: fc.nat(0x17f).map((code) => String.fromCharCode(code)), maxLength: 8 });

test('catalogue 9: what a header can carry Node sends, and it reads back as the same value', () => {
  const property = fc.property(latin, (value) => {
    if (!canCarry('header', value)) return;
    validateHeaderValue('x-key', value);
    assert.equal(value.trim(), value.replace(/^\u00a0+|\u00a0+$/g, ''));
  });
  fc.assert(property, { numRuns: 2_000 });
});

test('catalogue 9: CR, LF, NUL, characters beyond Latin-1 and blanks at an end are refused in a header', () => {
  for (const value of ['a\r', 'a\nb', '\u0000', 'a\u007f', 'ā', '🔑', ' a', 'a ', '\ta', 'a\t', ' ']) {
    assert.equal(canCarry('header', value), false, JSON.stringify(value));
  }
  for (const value of ['', 'a', 'a b', 'a\tb', 'é', '~', '"']) assert.equal(canCarry('header', value), true, value);
});

test('a cookie takes cookie-octets only, so that no value ends it', () => {
  for (const character of ['"', ',', ';', '\\', ' ', '\t', '\u007f', 'é', '\n']) {
    assert.equal(canCarry('cookie', `a${character}b`), false, JSON.stringify(character));
  }
  assert.equal(canCarry('cookie', "aZ09!#$%&'()*+-./:<=>?@[]^_`{|}~"), true);
});

test('Basic takes all text without control characters, a query all text without NUL', () => {
  for (const into of ['basic', 'query'] as const) {
    for (const value of ['', 'é🔑', 'a:b&c=d', ' ']) assert.equal(canCarry(into, value), true);
    for (const value of ['\u0000', '\ud800', 'a\udc00']) assert.equal(canCarry(into, value), false);
  }
  assert.equal(canCarry('basic', 'a\n'), false);
  assert.equal(canCarry('query', 'a\n'), true);
});

test('whatever a query can carry can be percent-encoded', () => {
  const property = fc.property(fc.string({ unit: 'binary' }), (value) => {
    return !canCarry('query', value) || decodeURIComponent(encodeURIComponent(value)) === value;
  });
  fc.assert(property, { numRuns: 500 });
});

test('a long value is judged in time linear in its length', () => {
  const start = cpuMs();
  for (const into of ['header', 'cookie', 'basic', 'query'] as const) {
    for (const unit of ['a', ' ', 'a ', '\t']) canCarry(into, `${unit.repeat(200_000)}\n`);
  }
  assert.ok(cpuMs() - start < 2_000);
});
