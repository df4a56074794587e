/** A whole request is answered, whatever was sent behind it on the same connection: the upstream has acted on it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { exchangeRaw } from './kit/raw.ts';
import { demanding, startUpstream } from './kit/upstream.ts';

test('catalogue 13: a request is answered once, and the connection closed behind it, where what follows is no request', async () => {
  const canary = newCanary();
  const upstream = await startUpstream(demanding(canary));
  const keyward = await Keyward.start();
  try {
    const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary };
    await keyward.api('PUT', 'credentials/sample', { body: { type: 'ApiKey', baseUrl: upstream.url, fields } });
    const token = await keyward.tokenFor('sample');
    const head = `Host: broker\r\nKeyward-Token: ${token}\r\n`;
    const behind = {
      'a body whose length was not told': `GET /proxy/sample/quote HTTP/1.1\r\n${head}\r\nhello=world`,
      'more than the length told': `POST /proxy/sample/quote HTTP/1.1\r\n${head}Content-Length: 5\r\n\r\nhello=world`,
      'another request after Connection: close': `GET /proxy/sample/quote HTTP/1.1\r\n${head}Connection: close\r\n\r\nGET / HTTP/1.1\r\n\r\n`,
    };
    for (const [what, text] of Object.entries(behind)) {
      const before = upstream.received.length;
      const answer = await exchangeRaw(keyward.brokerUrl, text);
      assert.match(answer, /^HTTP\/1\.1 200 /, what);
      assert.equal(answer.match(/HTTP\/1\.1 /g)?.length, 1, what);
      assert.equal(upstream.received.length, before + 1, what);
    }
    assert.deepEqual(await keyward.leaksOf(canary), []);
  } finally {
    await keyward.close();
    await upstream.close();
  }
});
