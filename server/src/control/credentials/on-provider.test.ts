/** Credentials on a provider: what they take from it, what they may not choose, and that no value moves where secrets go. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { getDomain } from 'tldts';
import { brokenRule } from '../../catalogue/broken-rule.ts';
import { builtInFolder } from '../../catalogue/built-in-folder.ts';
import { readProviderFolder } from '../../catalogue/read-provider-folder.ts';
import { takeMethod } from '../../catalogue/take-method.ts';
import { assertRefused, type ControlFixture, startControl } from '../testing/control-fixture.ts';

const CANARY = 'canary-provider-5d1f';
let control: ControlFixture;
before(async () => {
  control = await startControl();
});
after(() => control.close());

const mailgun = (extra: object = {}, fields: object = {}) => ({
  provider: 'mailgun',
  fields: { apiKey: CANARY, ...fields },
  ...extra,
});

test('a credential takes base URL, injection and values from its provider, and its policy says so', async () => {
  const { status, body, text } = await control.request({ method: 'POST', path: 'credentials', body: mailgun() });
  assert.equal(status, 201, text);
  assert.deepEqual(
    [body.type, body.provider, body.key, body.baseUrl, body.fields.region, body.status],
    ['ApiKey', 'mailgun', 'mailgun', 'https://api.mailgun.net', 'us', 'valid'],
  );
  assert.equal(body.policy.provider, 'mailgun');
  assert.deepEqual(body.policy.roles.api, { origins: ['https://api.mailgun.net'], placements: ['basic'] });
  const listed = await control.request({ path: 'credentials?provider=mailgun' });
  assert.deepEqual(
    listed.body.items.map(({ key }: { key: string }) => key),
    ['mailgun'],
  );
});

test('fixed values are taken and not asked for; a base URL of one’s own only where the provider permits it', async () => {
  const fields = { apiKey: CANARY };
  const petstore = { provider: 'petstore', type: 'ApiKey', baseUrl: 'https://pets.example', fields };
  const own = await control.request({ method: 'PUT', path: 'credentials/pets', body: petstore });
  assert.equal(own.body.baseUrl, 'https://pets.example', own.text);
  assert.deepEqual(own.body.policy.roles.api.placements, ['header:api_key']);
  const renamed = await control.request({ method: 'PATCH', path: 'credentials/pets', body: { name: 'Pets' } });
  assert.deepEqual([renamed.status, renamed.body.baseUrl], [200, 'https://pets.example']);
});

test('each thing that a provider fixes is refused in a body', async () => {
  const rows: [object, string][] = [
    [mailgun({ provider: 'nobody' }), 'credential/provider-unknown'],
    [mailgun({ provider: 'org/nobody' }), 'credential/provider-unknown'],
    [mailgun({ provider: '../mailgun' }), 'request/invalid'],
    [mailgun({ type: 'BasicAuth' }), 'request/invalid'],
    [{ fields: { apiKey: CANARY } }, 'request/invalid'],
    [mailgun({ baseUrl: 'https://evil.example' }), 'request/invalid'],
    [mailgun({ allowedOrigins: ['https://evil.example'] }), 'request/invalid'],
    [mailgun({ injection: [{ into: 'query', name: 'k', value: '${apiKey}' }] }), 'request/invalid'],
    [mailgun({}, { in: 'query' }), 'credential/field-unknown'],
    [mailgun({}, { testPath: '/x' }), 'credential/field-unknown'],
  ];
  for (const [body, code] of rows) await assertRefused(control, { method: 'POST', path: 'credentials', body }, code);
});

test('a bad choice is stored as invalid, without a base URL, and is not used', async () => {
  const body = mailgun({ key: 'odd' }, { region: '@evil.example' });
  const { status, body: odd } = await control.request({ method: 'POST', path: 'credentials', body });
  assert.deepEqual([status, odd.status, odd.usable, odd.baseUrl], [201, 'invalid', false, undefined]);
  assert.deepEqual(odd.policy.roles.api.origins, []);
});

test('a field that moves the base URL needs the secrets again; the provider itself is fixed', async () => {
  await control.request({ method: 'PUT', path: 'credentials/moving', body: mailgun() });
  const path = 'credentials/moving';
  const eu = { fields: { region: 'eu' } };
  await assertRefused(control, { method: 'PATCH', path, body: eu }, 'credential/policy-changed');
  await assertRefused(
    control,
    { method: 'PUT', path, body: { ...eu, provider: 'mailgun' } },
    'credential/policy-changed',
  );
  const finnhub = { provider: 'finnhub', fields: { apiKey: CANARY } };
  await assertRefused(control, { method: 'PUT', path, body: finnhub }, 'credential/immutable');
  await assertRefused(control, { method: 'PATCH', path, body: { provider: 'finnhub' } }, 'credential/immutable');
  const moved = await control.request({ method: 'PATCH', path, body: { fields: { region: 'eu', apiKey: CANARY } } });
  assert.equal(moved.body.baseUrl, 'https://api.eu.mailgun.net', moved.text);
});

test('a bulk takes providers too, and the policy of one can be asked for before it is sealed', async () => {
  const items = [mailgun({ key: 'bulk-a' }), mailgun({ key: 'bulk-b', provider: 'nobody' })];
  const bulk = await control.request({ method: 'POST', path: 'credentials:bulk', body: { items, onError: 'good' } });
  const listed = await control.request({ path: 'credentials?provider=mailgun&search=bulk' });
  assert.deepEqual(
    listed.body.items.map(({ key }: { key: string }) => key),
    ['bulk-a'],
    bulk.text,
  );
  const body = { provider: 'mailgun', fields: { region: 'eu' } };
  const plan = await control.request({ method: 'POST', path: 'credentials:policy', body });
  assert.deepEqual(plan.body.policy.roles.verify.origins, ['https://api.eu.mailgun.net'], plan.text);
});

test('catalogue 47: no value that a provider takes moves the registrable domain or leaves the origin', () => {
  const tricks = [
    '@evil.example',
    'x.evil.example',
    'evil.example/',
    '..',
    '/../',
    '%2f',
    '%2e%2e',
    '\\',
    ':8443',
    'é',
    '。',
    '#',
    '?',
    ' ',
    '%',
    'a.b',
    '-',
    '.',
    '//',
  ];
  const value = fc.oneof(
    fc.constantFrom(...tricks),
    fc.string({ maxLength: 20 }),
    fc.stringMatching(/^[a-z0-9./-]{1,12}$/),
  );
  for (const { name, methods } of readProviderFolder(builtInFolder).providers) {
    for (const method of methods) {
      const inUrls = method.fields.filter(({ urlPart }) => urlPart !== undefined);
      if (inUrls.length === 0) continue;
      const sample = (seed: (spec: (typeof inUrls)[number]) => string) => {
        const fields = Object.fromEntries(inUrls.map((spec) => [spec.name, seed(spec)]));
        return { fields, taken: takeMethod(method, fields) };
      };
      fc.assert(
        fc.property(fc.array(value, { minLength: inUrls.length, maxLength: inUrls.length }), (values) => {
          const { fields, taken } = sample((spec) => values[inUrls.indexOf(spec)]!);
          for (const url of [taken.baseUrl, ...(taken.allowedOrigins ?? [])]) {
            if (url === undefined) continue;
            const { hostname, username, search, hash } = new URL(url.replace('://*.', '://star.'));
            const domain = getDomain(hostname, { allowPrivateDomains: false });
            const templates = [...method.baseUrl.map((choice) => choice.url), ...method.origins];
            assert.ok(domain && templates.some((template) => template.includes(domain)), `${name}: ${url}`);
            assert.deepEqual([username, search, hash], ['', '', '']);
            assert.ok(!/\/\.\.?(?:\/|$)|%2f|%5c/i.test(decodeURIComponent(new URL(url).pathname)), `${name}: ${url}`);
          }
          const isBroken = inUrls.some((spec) => brokenRule(spec, fields[spec.name]!) !== undefined);
          if (isBroken && method.baseUrl.length === 1)
            assert.ok(!taken.baseUrl || !inBase(method.baseUrl[0]!.url, inUrls, fields));
        }),
        { numRuns: 60 },
      );
    }
  }
});

type Specs = readonly Parameters<typeof brokenRule>[0][];

/** Whether a broken field stands in the base URL itself. */
function inBase(url: string, specs: Specs, fields: Readonly<Record<string, string>>): boolean {
  return specs.some((spec) => url.includes(`\${${spec.name}}`) && brokenRule(spec, fields[spec.name]!) !== undefined);
}

test('providers are listed in pages with filters, and read with a schema and an icon', async () => {
  const first = await control.request({ path: 'providers?limit=1' });
  assert.equal(first.body.items.length, 1, first.text);
  const second = await control.request({ path: `providers?limit=1&cursor=${first.body.nextCursor}` });
  assert.ok(second.body.items[0].name > first.body.items[0].name);
  const mail = await control.request({ path: 'providers?category=mail&type=ApiKey&search=MAILG' });
  assert.deepEqual(
    mail.body.items.map(({ name }: { name: string }) => name),
    ['mailgun'],
  );
  const one = await control.request({ path: 'providers/mailgun' });
  assert.deepEqual(Object.keys(one.body.methods[0].schema.properties), ['region', 'apiKey'], one.text);
  assert.match(one.body.icon.path, /^M/);
  await assertRefused(control, { path: 'providers/org%2Fnone' }, 'provider/not-found');
  await assertRefused(control, { path: 'providers?cursor=x' }, 'request/cursor-invalid');
});
