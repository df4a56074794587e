/** A handshake to a Host below the suffix that names no key is refused; it once ended the process. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { exchangeRaw } from './kit/raw.ts';

test('catalogue 14: a handshake that names no key, or a path of Keyward’s own, is refused and harms nobody', async () => {
  const canary = newCanary();
  const keyward = await Keyward.start();
  try {
    const handshake = (path: string, host: string) =>
      `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16, 'k').toString('base64')}\r\nX-Note: ${canary}\r\n\r\n`;
    const refused: [path: string, host: string, code: string][] = [
      ['/quote', '..localhost', 'target/invalid'],
      ['/quote', '-a.localhost', 'target/invalid'],
      ['/health', 'localhost', 'request/upgrade-refused'],
      ['/metrics', 'localhost', 'request/upgrade-refused'],
      ['/rpc/authenticate', 'localhost', 'request/upgrade-refused'],
      ['/forward-auth/envoy/sample/x', 'localhost', 'request/upgrade-refused'],
    ];
    for (const [path, host, code] of refused) {
      const answer = await exchangeRaw(keyward.brokerUrl, handshake(path, host));
      assert.match(answer, new RegExp(`keyward-error: ${code}`, 'i'), `${host}${path}`);
    }
    assert.equal((await keyward.fetch(`${keyward.brokerUrl}/health`, {})).status, 204);
    assert.deepEqual(await keyward.leaksOf(canary), []);
  } finally {
    await keyward.close();
  }
});
