import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyAddress, parsePermittedRanges } from './classify-address.ts';

const none = parsePermittedRanges([]);

function isPermitted(address: string, ...cidrs: string[]): boolean {
  return classifyAddress(address, parsePermittedRanges(cidrs)).kind === 'permitted';
}

test('catalogue 2: private, special and tunnelled ranges are denied', () => {
  const v4 =
    '0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 168.63.129.16 169.254.169.254 172.16.0.1 ' +
    '172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 ' +
    '224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255';
  const v6 =
    ':: ::1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe ' +
    '64:ff9b:1::808:808 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:10::1 2001:db8::1 2002:7f00:1:: ' +
    '2002:808:808:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1 4000::1 0100:1::1 a000::';
  for (const address of `${v4} ${v6}`.split(' ')) assert.equal(classifyAddress(address, none).kind, 'denied', address);
});

test('public unicast addresses are permitted, NAT64 of them included', () => {
  const addresses =
    '1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1 168.63.129.15 172.15.255.255 ' +
    '172.32.0.0 192.167.255.255 198.17.255.255 198.20.0.0 223.255.255.255 2606:4700::1111 2a00:1450::1 ::ffff:8.8.8.8 ' +
    '64:ff9b::808:808';
  for (const address of addresses.split(' ')) assert.equal(classifyAddress(address, none).kind, 'permitted', address);
});

test('catalogue 1: what is no canonical address is denied', () => {
  for (const text of [
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '８.8.8.8',
    '8.8.8.8 ',
    '',
    'h',
    '2606:4700::1%eth0',
    '[::1]',
  ]) {
    assert.deepEqual(classifyAddress(text, none), { kind: 'denied', range: 'not an address' }, text);
  }
});

test('catalogue 2: a range that the operator lists is permitted, and its IPv4-mapped form, no other embedding', () => {
  assert.equal(isPermitted('127.0.0.1', '127.0.0.0/8'), true);
  assert.equal(isPermitted('::ffff:127.0.0.1', '127.0.0.0/8'), true);
  for (const address of ['64:ff9b::7f00:1', '2002:7f00:1::', '::127.0.0.1', '::1', '10.0.0.1']) {
    assert.equal(isPermitted(address, '127.0.0.0/8'), false, address);
  }
  assert.equal(isPermitted('fd00:ec2::254', 'fd00:ec2::254/128'), true);
  assert.equal(isPermitted('64:ff9b::7f00:1', '10.0.0.0/8', '64:ff9b::/96'), true);
  assert.equal(isPermitted('::1', '::1/128'), true);
  assert.equal(isPermitted('::127.0.0.1', '::127.0.0.0/104'), true);
  assert.equal(isPermitted('127.0.0.1', '::127.0.0.0/104'), false);
});

test('catalogue 2: `loopback` permits the loopback addresses of both families and nothing else', () => {
  for (const address of ['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1']) {
    assert.equal(isPermitted(address, '10.0.0.0/8', 'loopback'), true, address);
  }
  for (const address of [
    '::',
    '::2',
    '0.0.0.0',
    '10.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '::127.0.0.1',
    'fe80::1',
  ]) {
    assert.equal(isPermitted(address, 'loopback'), false, address);
  }
});

test('the verdict names the range', () => {
  assert.deepEqual(classifyAddress('169.254.169.254', none), { kind: 'denied', range: 'link-local' });
  assert.deepEqual(classifyAddress('::ffff:10.0.0.1', none), { kind: 'denied', range: 'private' });
});

test('a permitted range that is no CIDR range, or has bits behind its prefix, is refused', () => {
  for (const cidr of [
    '',
    '10.0.0.0',
    '10.0.0.0/33',
    '10/8',
    '10.0.0.1/8',
    '::/129',
    'fd00::1/8',
    '0x0a.0.0.0/8',
    '10.0.0.0/08',
    'Loopback',
    'localhost',
  ]) {
    assert.throws(
      () => parsePermittedRanges(['127.0.0.0/8', cidr]),
      { code: 'config/invalid', message: /range 2 / },
      cidr,
    );
  }
});
