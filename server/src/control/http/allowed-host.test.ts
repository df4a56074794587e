import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAllowedHost } from './allowed-host.ts';

test('a request without a Host is refused', () => {
  for (const host of [undefined, '', ':7420']) {
    assert.throws(() => assertAllowedHost(host, ['localhost']), { code: 'request/host-refused' });
  }
});

test('a literal IPv6 address is compared with its brackets', () => {
  assertAllowedHost('[::1]:7420', ['[::1]']);
  assert.throws(() => assertAllowedHost('[::2]:7420', ['[::1]']), { code: 'request/host-refused' });
});
