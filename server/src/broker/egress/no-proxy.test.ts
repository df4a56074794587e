import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import { test } from 'node:test';
import { parseNoProxy } from './no-proxy.ts';

function isDirect(entries: string, hostname: string, ...addresses: string[]): boolean {
  const resolved = (addresses.length > 0 ? addresses : ['8.8.8.8']).map((address) => ({
    address,
    family: isIP(address) as 4 | 6,
  }));
  return parseNoProxy(entries.split(' ').filter((entry) => entry !== ''))(hostname, resolved);
}

test('a name is that host alone, in any case; a leading dot or star is all below it, and not the host', () => {
  assert.equal(isDirect('API.example', 'api.example'), true);
  assert.equal(isDirect('api.example', 'v1.api.example'), false);
  assert.equal(isDirect('api.example', 'xapi.example'), false);
  for (const entry of ['.corp.example', '*.corp.example']) {
    assert.equal(isDirect(entry, 'a.b.corp.example'), true, entry);
    assert.equal(isDirect(entry, 'corp.example'), false, entry);
    assert.equal(isDirect(entry, 'xcorp.example'), false, entry);
  }
});

test('a range and a single address match where every address of the host lies there', () => {
  assert.equal(isDirect('10.0.0.0/8', 'a.example', '10.1.2.3'), true);
  assert.equal(isDirect('10.0.0.0/8', 'a.example', '10.1.2.3', '8.8.8.8'), false);
  assert.equal(isDirect('10.0.0.0/8 fd00::/8', 'a.example', '10.1.2.3', 'fd00::1'), true);
  assert.equal(isDirect('10.1.2.3', 'a.example', '10.1.2.3'), true);
  assert.equal(isDirect('10.1.2.3', 'a.example', '10.1.2.4'), false);
});

test('nothing listed, nothing direct', () => {
  assert.equal(isDirect('', 'a.example', '10.0.0.1'), false);
});

test('an entry that is neither is refused, and not quoted', () => {
  for (const entry of ['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/x', 'a/b', 'http://a.example', 'a b', '*', '-a', 'a:1']) {
    assert.throws(() => parseNoProxy(['ok.example', entry]), { code: 'config/invalid', message: /^Entry 2 of/ }, entry);
  }
});
