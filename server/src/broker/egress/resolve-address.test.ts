import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePermittedRanges } from './classify-address.ts';
import { type LookupAll, resolveAddresses } from './resolve-address.ts';

const permitted = parsePermittedRanges([]);
const denied = { code: 'egress/denied' };

function answering(...addresses: string[]): LookupAll {
  return async () => addresses.map((address) => ({ address }));
}

const never: LookupAll = () => assert.fail('nothing is looked up');

test('catalogue 1: numeric, trailing-dot and Unicode hosts are denied without a look-up', async () => {
  const hosts = [
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '127.0.0.1.',
    'a.example.',
    'a.0x7f',
    'a.1',
    '１２７.0.0.1',
  ];
  for (const hostname of [
    ...hosts,
    '①.①.①.①',
    '127。0。0。1',
    'A.example',
    'a..b',
    '',
    '-',
    'a b',
    'a/b',
    '::1%lo',
    '[]',
  ]) {
    await assert.rejects(resolveAddresses(hostname, { permitted, lookup: never }), denied, hostname);
  }
});

test('catalogue 1: URL parsing turns every spelling of a loopback address into a literal, which is denied', async () => {
  for (const host of [
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '１２７.1',
    '①②⑦.0.0.1',
    '127。0。0。1',
    '[::ffff:7f00:1]',
  ]) {
    const { hostname } = new URL(`https://${host}/`);
    await assert.rejects(resolveAddresses(hostname, { permitted, lookup: never }), denied, host);
  }
});

test('catalogue 4: a literal address is judged though nothing is looked up', async () => {
  for (const literal of ['127.0.0.1', '[::1]', '::1', '[64:ff9b::7f00:1]', '169.254.169.254']) {
    await assert.rejects(resolveAddresses(literal, { permitted, lookup: never }), denied, literal);
  }
  assert.deepEqual(await resolveAddresses('8.8.8.8', { permitted, lookup: never }), [
    { address: '8.8.8.8', family: 4 },
  ]);
  assert.deepEqual(await resolveAddresses('[2606:4700::1]', { permitted, lookup: never }), [
    {
      address: '2606:4700::1',
      family: 6,
    },
  ]);
});

test('catalogue 3: one denied answer denies the name', async () => {
  for (const lookup of [
    answering('8.8.8.8', '10.0.0.1'),
    answering('::1', '8.8.8.8'),
    answering('8.8.8.8', 'nonsense'),
  ]) {
    await assert.rejects(resolveAddresses('a.example', { permitted, lookup }), denied);
  }
});

test('all permitted answers are given, in their order', async () => {
  const lookup = answering('9.9.9.9', '8.8.8.8');
  assert.deepEqual(await resolveAddresses('a.example', { permitted, lookup }), [
    { address: '9.9.9.9', family: 4 },
    { address: '8.8.8.8', family: 4 },
  ]);
  const loopback = { permitted: parsePermittedRanges(['127.0.0.0/8', '::1/128']) };
  assert.match((await resolveAddresses('localhost', loopback))[0]!.address, /^(?:127\.0\.0\.1|::1)$/);
});

test('a name without an answer is unreachable', async () => {
  const failing: LookupAll = async () => {
    throw new Error('ENOTFOUND');
  };
  for (const lookup of [answering(), failing]) {
    await assert.rejects(resolveAddresses('a.example', { permitted, lookup }), { code: 'upstream/unreachable' });
  }
});

test('a name on loopback in both families is permitted by `loopback`, not by one of the two ranges', async () => {
  const localhost = answering('::1', '127.0.0.1');
  const resolve = (range: string) =>
    resolveAddresses('localhost', { permitted: parsePermittedRanges([range]), lookup: localhost });
  assert.deepEqual(await resolve('loopback'), [
    { address: '::1', family: 6 },
    { address: '127.0.0.1', family: 4 },
  ]);
  for (const range of ['127.0.0.0/8', '::1/128']) await assert.rejects(resolve(range), denied, range);
});
